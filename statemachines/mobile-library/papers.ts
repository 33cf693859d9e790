/** Papers of SOP 1 that go out with no mail. */
import type { PaperTemplate } from "../language/paper-templates.ts";

const sheet: Omit<PaperTemplate, "after" | "about"> = {
  kind: "disposition-sheet",
  title: "Lembar Disposisi",
  numbered: false,
  to: [],
  body: [
    {
      lines: [
        ["Hal", "Rencana kunjungan perpustakaan keliling ke {place}, {appointment}"],
        ["Untuk", "{subject}"],
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
};

export const papers: PaperTemplate[] = [
  {
    ...sheet,
    after: [
      { row: "judge-plan", outcomes: ["sesuai"] },
      { row: "judge-change", outcomes: ["sesuai"] },
    ],
    about: "Rencana kunjungan perpustakaan keliling ke {place}",
  },
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
