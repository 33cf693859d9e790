/** Papers of SOP 1 that go out with no mail. */
import type { PaperTemplate } from "../language/paper-templates.ts";
import { dispositionSheet } from "../shared-rows/disposition-sheet.ts";

export const papers: PaperTemplate[] = [
  dispositionSheet(
    [
      { row: "judge-plan", outcomes: ["sesuai"] },
      { row: "judge-change", outcomes: ["sesuai"] },
    ],
    "Rencana kunjungan perpustakaan keliling ke {place}",
    [
      ["Hal", "Rencana kunjungan perpustakaan keliling ke {place}, {appointment}"],
      ["Untuk", "{subject}"],
    ],
  ),
  {
    kind: "assignment-letter",
    after: [
      { row: "assign", outcomes: ["tugaskan"] },
      { row: "judge-change", outcomes: ["sesuai"] },
    ],
    title: "Surat Tugas",
    numbered: true,
    about: "Layanan perpustakaan keliling di {place}",
    to: [],
    body: [
      "Dasar: rencana kegiatan perpustakaan keliling yang disetujui beserta lembar disposisinya.",
      "Dengan ini menugaskan:",
      { people: ["officers", "driver"] },
      "untuk melaksanakan layanan perpustakaan keliling:",
      {
        lines: [
          ["Waktu", "{appointment}"],
          ["Tempat", "{place}"],
          ["Untuk", "{subject}"],
          ["Kendaraan", "{vehicle}"],
        ],
      },
      "Demikian surat tugas ini dibuat untuk dilaksanakan dengan penuh tanggung jawab.",
    ],
    signer: "decision",
    onBehalf: true,
    renewed: true,
  },
];
