/** Texts of the pages of whoever looks after the service. */
export const administration = {
  title: "Administrasi",
  back: "Administrasi",
  home: {
    problems: "Perlu ditangani",
    people: { title: "Orang dan peran", text: "Siapa bekerja di sini, perannya, alamat emailnya." },
    settings: {
      title: "Pengaturan dinas",
      text: "Kalender dan libur, ruang, kendaraan, kecamatan, kop, janji layanan.",
    },
    log: { title: "Catatan perubahan", text: "Siapa mengubah apa, kapan, dari apa menjadi apa." },
  },
  log: {
    title: "Catatan perubahan",
    none: "Belum ada perubahan.",
    older: "Muat yang lebih lama",
    nothing: "kosong",
    from: "dari",
    to: "menjadi",
  },
};
