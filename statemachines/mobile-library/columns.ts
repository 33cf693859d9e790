/** What Kelengkapan and Output of SOP 1 mean, row by row. */
import type { Columns } from "../language/columns.ts";
import {
  books,
  carpet,
  computer,
  field,
  paper,
  photocopier,
  physical,
  record,
  sharedColumns,
  smartphone,
  stationery,
  tick,
} from "../shared-rows/things.ts";

const asked = record("Permintaan layanan", "Request for a stop", { rows: ["request"] });
const plan = paper("visit-plan", { rows: ["plan"] });
const changedPlan = paper("visit-plan", { rows: ["change-plan"] });
const disposition = paper("disposition-sheet", { rows: ["judge-plan"], outcomes: ["sesuai"] });
const newDisposition = paper("disposition-sheet", { rows: ["judge-change"], outcomes: ["sesuai"] });
const assignment = paper("assignment-letter");
const ledger = paper("host-ledger", { file: "signedPage" });

export const columns: Columns = {
  ...sharedColumns,
  request: { requires: [field("hostAddress"), field("contactName")], produces: [asked] },
  receive: { requires: [asked], produces: [record("Tanda terima", "Receipt", { letters: ["stop-requested"] })] },
  coordinate: { requires: [stationery, smartphone], produces: [paper("visit-plan", { rows: ["coordinate"] })] },
  plan: { requires: [stationery], produces: [plan] },
  "judge-plan": { requires: [disposition, assignment], produces: [plan, disposition, assignment] },
  assign: { requires: [plan, disposition], produces: [plan, disposition, assignment] },
  publish: {
    requires: [stationery, photocopier, computer, smartphone],
    produces: [field("date"), field("place"), paper("schedule-notice", { letters: ["stop-announced"] })],
  },
  confirm: {
    requires: [field("date"), field("place"), field("expectedReaders")],
    produces: [record("Kesiapan waktu dan tempat", "Time and place suit", { rows: ["confirm"], outcomes: ["ya"] })],
  },
  "act-on-silence": {
    requires: [smartphone],
    produces: [record("Kepastian pelaksanaan", "Whether it goes on", { rows: ["act-on-silence"] })],
  },
  "call-silent-host": {
    requires: [field("contactPhone")],
    produces: [record("Jawaban pengguna layanan", "Answer of the host", { rows: ["call-silent-host", "confirm"] })],
  },
  "change-plan": {
    requires: [stationery, photocopier, computer, smartphone],
    produces: [changedPlan, newDisposition, assignment],
  },
  "judge-change": { requires: [newDisposition, assignment], produces: [changedPlan, newDisposition, assignment] },
  "publish-change": {
    requires: [computer, smartphone],
    produces: [
      field("date"),
      field("place"),
      paper("schedule-notice", { letters: ["stop-changed", "stop-announced"] }),
    ],
  },
  prepare: {
    requires: [tick("fuel"), tick("vehicleCondition"), tick("books"), tick("carpet")],
    produces: [physical("Sarana dan prasarana mobil Pusling memadai", "Vehicle and equipment in order")],
  },
  travel: { requires: [paper("host-ledger"), assignment], produces: [] },
  "sign-guest-book": {
    requires: [paper("host-ledger", { file: "signedPage", must: true }), assignment],
    produces: [record("Kesiapan pelaksanaan", "Ready to begin", { rows: ["sign-guest-book"] })],
  },
  "set-out": {
    requires: [books, carpet, physical("Informasi pustakawan", "Information by the librarian")],
    produces: [physical("Buku, karpet, dan informasi tersedia", "Books, carpet and information at hand")],
  },
  "tidy-up": {
    requires: [physical("Masker", "Mask"), physical("Sarung tangan", "Gloves"), ledger],
    produces: [physical("Tertata rapi di rak", "Books back on the shelf")],
  },
  return: {
    requires: [physical("Tempat parkir", "Parking place")],
    produces: [physical("Mobil Pusling siap digunakan kembali", "Vehicle ready for the next stop")],
  },
};
