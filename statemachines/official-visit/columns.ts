/** What Kelengkapan and Output of SOP 4 mean, row by row. */
import type { Columns } from "../language/columns.ts";
import {
  computer,
  field,
  internet,
  paper,
  physical,
  printer,
  record,
  sharedColumns,
  stationery,
} from "../shared-rows/things.ts";

const letter = paper("incoming-letter", { file: "letterFile" });
const disposition = paper("disposition-sheet", { rows: ["decide"], outcomes: ["ya", "ya-dengan-catatan"] });
const reply = paper("reply-letter", { letters: ["visit-confirmed", "visit-refused"] });
const otherTime = paper("other-time-letter", { letters: ["other-time-asked"] });

export const columns: Columns = {
  ...sharedColumns,
  request: { requires: [paper("incoming-letter", { file: "letterFile", must: true })], produces: [letter] },
  receive: { requires: [letter, computer, internet], produces: [letter] },
  "register-letter": {
    requires: [letter, computer, stationery],
    produces: [paper("agenda-book", { rows: ["register-letter"], outcomes: ["agendakan"] })],
  },
  "check-schedule": {
    requires: [physical("Jadwal kegiatan", "Schedule of activities"), field("preferredDate"), letter, computer],
    produces: [field("availability")],
  },
  recommend: {
    requires: [field("preferredDate"), field("availability"), computer],
    produces: [field("recommendation")],
  },
  decide: {
    requires: [field("recommendation")],
    produces: [record("Keputusan", "Decision", { rows: ["decide"] }), disposition],
  },
  reply: { requires: [stationery, disposition, computer, printer, internet], produces: [reply, otherTime] },
  "choose-other-time": {
    requires: [otherTime],
    produces: [
      record("Waktu kunjungan pengganti", "Other time", {
        rows: ["choose-other-time"],
        outcomes: ["pilih", "usul-lain"],
      }),
    ],
  },
  "accept-companionship": {
    requires: [disposition, letter],
    produces: [
      record("Kesiapan pendamping", "Companion ready", { rows: ["accept-companionship"], outcomes: ["terima"] }),
    ],
  },
  "replace-companion": { requires: [disposition], produces: [field("companion")] },
  "sign-guest-book": {
    requires: [reply, computer, internet],
    produces: [paper("guest-book", { rows: ["sign-guest-book"], outcomes: ["hadir"] }), field("attendance")],
  },
  "guide-visitors": {
    requires: [computer, physical("Infocus", "Projector"), internet, physical("Sound system", "Sound system")],
    produces: [physical("Informasi dan layanan prima", "Information and good service")],
  },
};
