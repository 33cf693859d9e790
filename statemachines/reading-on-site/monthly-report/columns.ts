/** What Kelengkapan and Output of SOP 2, rows 8 and 9, mean. */
import type { Columns } from "../../language/columns.ts";
import { catalogue, computer, paper, physical, printer, record, stationery } from "../../shared-rows/things.ts";

const report = paper("monthly-report", { rows: ["report"] });

export const columns: Columns = {
  "begin-report": {
    requires: [paper("recap-book")],
    produces: [record("Laporan bulan yang masih kosong", "Empty report of the month", { rows: ["begin-report"] })],
  },
  report: {
    requires: [paper("recap-book"), computer, printer, catalogue, stationery, physical("Listrik", "Electricity")],
    produces: [report],
  },
  "receive-report": {
    requires: [report],
    produces: [record("Laporan diterima Kasi", "Report received", { rows: ["receive-report"], outcomes: ["terima"] })],
  },
};
