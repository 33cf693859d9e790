/** Texts of the pages behind mailed links (the sentences of the agency's own guidance where it has them). */
export const decision = {
  sheet: { disposition: "Lembar disposisi", task: "Lembar tugas" },
  asked: {
    decision: "Mohon keputusan Bapak/Ibu",
    outside: "Kami menunggu jawaban Anda",
    other: "Mohon dikerjakan",
  },
  answerBy: (moment: string) => `Mohon dijawab paling lambat ${moment}`,
  step: (number: number, of: number, state: string) => `Langkah ${number} dari ${of}: ${state}`,
  outsideStep: (state: string) => `${state} (di luar SOP)`,
  who: (name: string, role: string) => `Anda membuka halaman ini sebagai ${name} (${role}).`,
  nothingStored: "Belum ada keputusan yang tersimpan.",
  noAnswerStored: "Belum ada jawaban yang tersimpan.",
  note: "Catatan dari langkah sebelumnya",
  schedule: "Jadwal",
  free: "Tersedia, tidak ada jadwal lain",
  fits: "Tersedia",
  taken: "Tidak cukup tempat pada waktu ini",
  tooLarge: "Rombongan melebihi kapasitas ruang",
  sessions: (sessions: number, capacity: number) => `${sessions} sesi, ruangan menampung ${capacity} orang`,
  conflict: (institution: string, headcount: number, hours: string) => `${institution}, ${headcount} orang, ${hours}`,
  firm: "sudah pasti",
  held: "ditahan",
  competing: "permohonan lain",
  moreCompeting: (count: number) => `dan ${count} permohonan lain untuk waktu ini, belum diputuskan`,
  /** After the words of a choice. */
  from: (moment: string) => `mulai ${moment}`,
  choices: "Pilihan keputusan",
  chosen: (label: string) => `Anda memilih: ${label}.`,
  storedByButton: "Keputusan baru tersimpan setelah Anda menekan tombol ini.",
  answerStoredByButton: "Jawaban baru tersimpan setelah Anda menekan tombol ini.",
  yes: (label: string) => `Ya, ${label.charAt(0).toLowerCase()}${label.slice(1)}`,
  send: "Kirim jawaban",
  news: "Yang sudah terjadi",
  addNote: "Tambahkan catatan",
  noteMissing: "Tuliskan alasannya supaya dapat ditindaklanjuti.",
  sending: "Menyimpan…",
  notStored: "Belum tersimpan.",
  raced: (name: string) => `Berkas ini sudah diproses oleh ${name}.`,
  proof: {
    title: "Pastikan bahwa ini Anda",
    addressee: (role: string, email: string) =>
      `Tautan ini ditujukan kepada ${role}. Masukkan kode yang kami kirim ke email ${email} untuk melanjutkan.`,
    once: "Cukup sekali pada ponsel ini. Sesudahnya, keputusan cukup satu ketukan.",
    requester: "Tautan ini ditujukan kepada penanggung jawab permohonan.",
    about: "Mengenai",
    due: (moment: string) => `Batas ${moment}`,
  },
  stated: {
    title: "Siapa yang menjawab",
    hint: "Tautan ini dikirim ke alamat unit. Riwayat mencatat nama dan jabatan sebagaimana Anda menyatakannya.",
    name: "Nama",
    position: "Jabatan",
  },
  done: {
    title: "Tersimpan",
    decision: (outcome: string) => `Tersimpan: ${outcome}`,
    again: "Keputusan ini sudah tersimpan sebelumnya. Tidak ada yang berubah.",
    at: (moment: string) => `Tersimpan ${moment}`,
    next: "Berikutnya",
    close: "Tidak ada tindakan lain yang diperlukan. Halaman ini boleh ditutup.",
  },
  decided: {
    title: "Keputusan sudah tersimpan",
    text: (outcome: string, by: string, moment: string) =>
      `Keputusan untuk berkas ini sudah tersimpan: ${outcome}, oleh ${by}, ${moment}. Tidak ada tindakan lain yang diperlukan.`,
    mine: (outcome: string, moment: string) =>
      `Keputusan Anda untuk berkas ini sudah tersimpan: ${outcome}, ${moment}. Tidak ada tindakan lain yang diperlukan.`,
  },
  expired: {
    title: "Tautan ini sudah kedaluwarsa",
    text: "Batas waktunya sudah lewat atau langkahnya sudah selesai. Silakan masuk ke aplikasi atau minta tautan baru.",
  },
  reassigned: {
    title: "Tugas ini sudah dialihkan",
    text: (role: string) => `Tugas ini sekarang ditangani oleh ${role}. Tidak ada tindakan yang diperlukan dari Anda.`,
  },
  locked: {
    title: "Tautan ini dikunci sementara",
    text: (moment: string) =>
      `Kode salah terlalu banyak kali. Kode dapat dicoba lagi ${moment}. Perangkat yang sudah dikenal tetap dapat dipakai; belum ada yang tersimpan.`,
  },
  unknown: {
    title: "Tautan ini tidak dikenal",
    text: "Periksa kembali apakah tautan dari email tersalin lengkap. Buka langsung dari email, jangan diketik ulang.",
  },
  case: "Nomor berkas",
};
