/** Papers of SOP 4 that go out with no mail. */
import type { PaperTemplate } from "../language/paper-templates.ts";

export const papers: PaperTemplate[] = [
  {
    kind: "disposition-sheet",
    after: [{ row: "decide", outcomes: ["ya", "ya-dengan-catatan"] }],
    title: "Lembar Disposisi",
    numbered: false,
    about: "Permohonan kunjungan {subject}",
    to: [],
    body: [
      {
        lines: [
          ["Surat dari", "{subject}"],
          ["Nomor surat", "{letterNumber}"],
          ["Tanggal surat", "{letterDate}"],
          ["Diterima tanggal", "{agendaDate}"],
          ["Nomor agenda", "{agendaNumber}"],
          ["Sifat", "{urgency}"],
          ["Hal", "Permohonan kunjungan, {headcount} orang, {appointment}"],
        ],
      },
      { choices: "forwardedTo" },
      { choices: "instructions" },
      {
        lines: [
          ["Keputusan", "{decision}"],
          ["Catatan", "{note}"],
        ],
      },
    ],
    signer: "answer",
  },
];
