/** Texts of the pages of the settings. */
export const settings = {
  title: "Pengaturan dinas",
  save: "Simpan",
  saved: "Tersimpan.",
  nowStored: "Yang tersimpan sekarang",
  file: {
    title: "Dari atau ke lembar kerja (CSV)",
    hint: "Kolom: tanggal, nama, jenis (libur nasional, cuti bersama, libur daerah), perkiraan. Isinya mengganti seluruh daftar; belum ada yang tersimpan sebelum Anda menekan Simpan.",
    save: "Unduh CSV",
    read: "Baca dokumen CSV",
    problems: "Dokumen ini tidak dibaca. Perbaiki baris berikut, lalu pilih lagi:",
    wasRead: "Dokumen terbaca. Periksa daftar di bawah, lalu tekan Simpan.",
    added: "Baru",
    removed: "Hilang",
    same: "Dokumen sama dengan yang tersimpan.",
  },
  letters: {
    title: "Contoh surat",
    hint: "Berubah selagi Anda mengetik, dengan data contoh. Belum ada yang tersimpan sebelum Anda menekan Simpan.",
    usual: "Kosong: naskah bawaan dipakai.",
  },
};
