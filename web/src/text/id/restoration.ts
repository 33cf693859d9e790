/** Texts of the page on which an administrator lets a restored service go on. */
export const restoration = {
  title: "Layanan dipulihkan dari salinan",
  lead: (copy: string, restored: string) =>
    `Yang tercatat sesudah ${copy} sampai ${restored} tidak ada lagi di sini. Sampai Anda melanjutkan layanan, tidak ada surat yang dikirim, tidak ada nomor yang diberikan, dan tidak ada batas waktu yang lewat. Permohonan dan keputusan tetap diterima dan dijalankan sesudahnya.`,
  numbers: {
    title: "Nomor terakhir yang benar-benar dipakai",
    text: "Lihat buku agenda cetak, surat terakhir yang keluar, dan tanyakan kepada agendaris. Nomor berikutnya melanjutkan nomor yang Anda isi; nomor yang hilang ditandai sudah dipakai.",
    year: (title: string, year: number) => `${title} ${year}`,
    inCopy: (last: number) => (last === 0 ? "Dalam salinan belum ada nomor." : `Dalam salinan: ${last}.`),
  },
  mails: {
    title: "Surat yang mungkin sudah terkirim",
    text: "Surat ini menunggu ketika salinan dibuat dan mungkin terkirim sesudahnya. Tentukan untuk masing-masing: dikirim setelah layanan dilanjutkan, atau tidak dikirim.",
    none: "Tidak ada surat yang perlu ditentukan.",
    count: (count: number) => `${count} surat`,
    to: (name: string, moment: string) => `kepada ${name}, ditulis ${moment}`,
    send: "Kirim",
    withhold: "Jangan kirim",
    sendOne: (subject: string) => `Kirim: ${subject}`,
    withholdOne: (subject: string) => `Jangan kirim: ${subject}`,
    sendAll: "Kirim semua",
    withholdAll: "Jangan kirim semua",
  },
  end: {
    title: "Lanjutkan layanan",
    text: "Setiap petugas menerima satu email tentang apa yang mungkin hilang. Langkah ini tidak dapat dibatalkan.",
    button: "Lanjutkan layanan",
    done: "Layanan dilanjutkan. Surat dan nomor yang menunggu dijalankan dalam beberapa menit.",
  },
  over: "Tidak ada pemulihan yang menunggu.",
  toTasks: "Ke daftar tugas",
};
