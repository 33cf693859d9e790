/** Texts of the satisfaction survey. */
export const survey = {
  title: "Survei kepuasan",
  lead: "Sekitar dua menit. Jawaban disimpan tanpa nama dan tanpa nomor berkas.",
  send: "Kirim jawaban",
  sending: "Mengirim…",
  thanks: "Jawaban tersimpan. Terima kasih.",
  answered: "Survei untuk berkas ini sudah diisi. Terima kasih.",
  notYet: "Survei dibuka setelah layanan selesai.",
};
