/** Texts of the page behind the QR code of a paper. A "dokumen" is the file, "berkas" is a case. */
export const papers = {
  unknown: "Dokumen tidak dikenal",
  standing: { valid: "BERLAKU", replaced: "DIGANTIKAN", void: "BATAL" },
  says: {
    valid: (kind: string) => `${kind} ini kami terbitkan, dan sampai saat ini belum digantikan atau dibatalkan.`,
    replaced: (kind: string, number: string | null, date: string) =>
      number === null
        ? `${kind} ini sudah digantikan pada ${date}. Gunakan yang baru.`
        : `${kind} ini sudah digantikan dengan nomor ${number} tanggal ${date}. Gunakan yang baru.`,
    void: (kind: string, date: string) => `${kind} ini dibatalkan pada ${date}. Jangan digunakan lagi.`,
  },
  facts: {
    kind: "Jenis",
    number: "Nomor",
    date: "Tanggal",
    about: "Hal",
    signer: "Pejabat",
    pages: "Halaman",
  },
  compareByEye: (phone: string) =>
    `Kode QR dapat disalin ke dokumen lain. Pastikan keterangan di atas sama dengan yang tercetak; bila ada yang berbeda, jangan gunakan dokumennya dan hubungi kami di nomor ${phone}.`,
  erased: "PDF-nya sudah dihapus menurut jadwal retensi arsip, sehingga tidak dapat dicocokkan lagi.",
  file: {
    title: "Cocokkan dokumen",
    lead: "Bila Anda menerima PDF-nya, periksa di sini apakah isinya sama persis dengan yang kami terbitkan.",
    stays: "Dokumen diperiksa di perangkat ini dan tidak dikirim ke mana pun.",
    choose: "Pilih dokumen PDF",
    comparing: "Mencocokkan…",
    answers: {
      same: "SAMA",
      other: "TIDAK SAMA",
      "no-pdf": "BUKAN PDF",
      unreadable: "TIDAK TERBACA",
    },
    same: {
      valid: "Dokumen ini sama persis dengan yang kami terbitkan, dan masih berlaku.",
      replaced: "Dokumen ini sama persis dengan yang kami terbitkan, tetapi sudah digantikan. Gunakan yang baru.",
      void: "Dokumen ini sama persis dengan yang kami terbitkan, tetapi sudah dibatalkan. Jangan digunakan lagi.",
    },
    other: (phone: string) =>
      `Dokumen ini tidak sama dengan yang kami terbitkan: isinya diubah, disimpan ulang, hasil pindai, atau Anda memilih dokumen lain. Pilih PDF asli dari email kami. Bila tetap tidak sama, jangan gunakan dan hubungi kami di nomor ${phone}.`,
    "no-pdf":
      "Yang dapat dicocokkan hanya PDF yang kami kirim. Untuk foto atau lembar cetak, bandingkan sendiri dengan keterangan di atas.",
    unreadable: "Perangkat ini tidak dapat membaca dokumennya. Simpan dahulu di perangkat, lalu pilih sekali lagi.",
    notHere:
      "Peramban hanya dapat mencocokkan pada alamat https, sedangkan halaman ini dibuka tanpa itu. Hitung sendiri SHA-256 dokumen Anda dengan program lain, lalu bandingkan dengan sidik di bawah: semua huruf dan angkanya harus sama.",
    hash: "Sidik dokumen (SHA-256)",
    hashOf: (bytes: string) =>
      `Dari PDF yang kami terbitkan dan kirim, ${bytes} byte. Hasil cetak, pindai, atau simpan ulang memiliki sidik lain.`,
  },
};
