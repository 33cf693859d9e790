/** What Kelengkapan and Output of SOP 2, row 1, mean. */
import type { Columns } from "../../language/columns.ts";
import { physical, record, tick } from "../../shared-rows/things.ts";

export const columns: Columns = {
  "begin-day": {
    requires: [physical("Kalender layanan", "Calendar of service")],
    produces: [record("Pemeriksaan hari itu", "Check of the day", { rows: ["begin-day"] })],
  },
  prepare: {
    requires: ["listrik", "server", "komputer", "katalog", "internet"].map((option) => tick("checked", option)),
    produces: [physical("Aplikasi INLISLite siap digunakan", "INLISLite ready for use")],
  },
};
