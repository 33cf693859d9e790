/** The row beside the flow for a host who has not answered by the next working day. */
import type { Aside } from "../language/vocabulary.ts";

export const callHost: Aside = {
  number: null,
  id: "call-silent-host",
  state: "Menelepon pengguna yang belum menjawab",
  activity: {
    id: "Menelepon pengguna layanan yang belum menjawab pemberitahuan jadwal",
    en: "Call the host who has not answered the announcement",
  },
  actor: "service-section-head",
  helpers: ["mobile-library-officer"],
  kind: "work",
  inputs: "Nomor telepon pengguna layanan",
  time: { written: "1 hari kerja", basis: "working-day", max: "P1D" },
  output: "Jawaban pengguna layanan",
  outsideSop: "X3",
  opensOn: "silence",
  readyTexts: ["stop-message"],
  outcomes: [
    {
      id: "sudah-dihubungi",
      label: { id: "Sudah dihubungi", en: "Reached" },
      to: "aside",
      tone: "yes",
      note: "required",
      noteLabel: {
        id: "Hasilnya (jawaban pengguna dicatat pada langkah 6)",
        en: "What came of it (their answer is recorded in row 6)",
      },
      outsideSop: "X3",
    },
    {
      id: "tidak-tersambung",
      label: { id: "Tidak tersambung", en: "Not reached" },
      to: "aside",
      tone: "change",
      outsideSop: "X3",
    },
  ],
};
