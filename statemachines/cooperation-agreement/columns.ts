/** What Kelengkapan and Output of SOP 3 mean, row by row. */
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
const minutes = paper("minutes", { rows: ["internal-meeting"] });
const approval = paper("approval-letter", { rows: ["approve"], outcomes: ["ya"] });
const draft = paper("draft-agreement", { rows: ["draft", "revise"] });
const agreed = paper("draft-agreement", { rows: ["partner-review"], outcomes: ["setujui-draf"] });
const opinion = paper("legal-opinion", { rows: ["legal-opinion"] });
const final = paper("final-agreement", { rows: ["finalise"], outcomes: ["beri-nomor"] });
const signed = paper("signed-agreement", { file: "scan" });
const offered = [field("idea"), field("opportunity"), letter];

export const columns: Columns = {
  ...sharedColumns,
  offer: {
    requires: [field("idea"), paper("incoming-letter", { file: "letterFile", must: true })],
    produces: [letter],
  },
  "receive-offer": {
    requires: [field("idea"), letter],
    produces: [record("Berkas kerja sama", "Case of the cooperation", { rows: ["offer"] })],
  },
  "take-initiative": { requires: offered, produces: [letter] },
  "submit-proposal": { requires: offered, produces: [field("meetingDate"), field("meetingStart")] },
  "internal-meeting": {
    requires: [...offered, stationery, computer, internet, printer],
    produces: [field("benefits"), field("risks")],
  },
  "request-permission": {
    requires: [minutes, stationery, computer, printer],
    produces: [paper("permission-request", { rows: ["request-permission"] })],
  },
  approve: {
    requires: [
      minutes,
      record("Informasi Kepala Bidang", "Information by the division head", { rows: ["request-permission"] }),
    ],
    produces: [approval],
  },
  "confirm-refusal": {
    requires: [record("Keputusan pimpinan", "Decision of the head", { rows: ["approve"] })],
    produces: [record("Surat kepada mitra", "Letter to the partner", { letters: ["agreement-declined"] })],
  },
  "direct-drafting": {
    requires: [stationery, letter, minutes, computer, printer],
    produces: [field("outline"), draft],
  },
  draft: { requires: [stationery, letter, minutes, computer, printer], produces: [draft] },
  "partner-review": { requires: [draft], produces: [agreed] },
  "remind-partner": {
    requires: [draft],
    produces: [
      record("Tanggapan mitra", "Answer of the partner", {
        rows: ["partner-review", "partner-number", "confirm-signing"],
      }),
    ],
  },
  "ask-legal": { requires: [draft, letter, minutes, approval], produces: [agreed] },
  "legal-opinion": { requires: [draft, letter, minutes, approval], produces: [opinion] },
  revise: { requires: [draft, opinion], produces: [paper("draft-agreement", { rows: ["revise"] })] },
  finalise: { requires: [draft, opinion], produces: [final] },
  "partner-number": { requires: [final], produces: [field("partnerNumber")] },
  "arrange-signing": {
    requires: [final, physical("Jadwal pimpinan kedua belah pihak", "Diaries of both heads")],
    produces: [signed],
  },
  "confirm-signing": {
    requires: [record("Usulan waktu dan tempat", "Proposed time and place", { rows: ["arrange-signing"] })],
    produces: [
      record("Waktu dan tempat penandatanganan", "Time and place of the signing", {
        rows: ["confirm-signing"],
        outcomes: ["bersedia"],
      }),
    ],
  },
  "record-signing": {
    requires: [physical("Naskah rangkap dua bermeterai cukup", "Two originals with stamp duty")],
    produces: [paper("signed-agreement", { file: "scan", must: true })],
  },
};
