/** Papers of SOP 3 that go out with no mail. */
import type { PaperTemplate } from "../language/paper-templates.ts";

export const papers: PaperTemplate[] = [
  {
    kind: "minutes",
    after: [{ row: "internal-meeting", outcomes: ["lanjutkan", "tidak-dilanjutkan"] }],
    title: "Notula Rapat",
    numbered: false,
    about: "Rapat internal tentang kerja sama dengan {subject}",
    to: [],
    body: [
      "Rapat internal pembahasan peluang kerja sama dengan {subject} tentang {topic}.",
      { fields: ["heldOn", "heldAt"] },
      { rows: "participants" },
      { fields: ["topics", "benefits", "risks", "conclusion", "followUp"] },
      { lines: [["Keputusan", "{decision}"]] },
    ],
    signer: "answer",
  },
  {
    kind: "permission-request",
    after: [{ row: "request-permission", outcomes: ["mohon-izin"] }],
    numbered: true,
    about: "Permohonan izin kerja sama dengan {subject}",
    to: [{ post: "agency-head" }],
    body: [
      "Berdasarkan hasil rapat internal tanggal {heldOn}, bersama ini kami mengajukan permohonan izin persetujuan kerja sama bidang perpustakaan dengan {subject} tentang {topic}.",
      { fields: ["topics", "benefits", "risks", "cost", "costDetail", "conclusion"] },
      "Demikian permohonan ini disampaikan. Mohon persetujuan Bapak/Ibu.",
    ],
    signer: "answer",
  },
  {
    kind: "approval-letter",
    after: [{ row: "approve", outcomes: ["ya"] }],
    numbered: true,
    about: "Persetujuan kerja sama dengan {subject}",
    to: [{ post: "library-division-head" }],
    body: [
      "Menindaklanjuti permohonan izin persetujuan kerja sama bidang perpustakaan dengan {subject} tentang {topic}, dengan ini kami menyetujui agar perjanjiannya disiapkan sesuai dengan ketentuan peraturan perundang-undangan.",
      { fields: ["limits"] },
      "Catatan: {note}",
    ],
    signer: "answer",
  },
];
