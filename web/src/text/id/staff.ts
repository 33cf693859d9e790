import { formatNumber } from "../../../../functions/domain/format.ts";
import { casePage, taskPage } from "./staff-case.ts";

/** How many there are; `more`: at least so many. */
interface Total {
  count: number;
  more: boolean;
}

const digits = (count: number): string => formatNumber(count, "id");

/** Texts of the staff app. Anda with a capital A; no exclamation marks; terms of the glossary. */
export const staff = {
  app: "Alur Pustaka",
  nav: {
    label: "Bagian aplikasi",
    restoration: "Pemulihan",
    tasks: "Tugas",
    cases: "Berkas",
    begin: "Berkas baru",
    agreements: "Perjanjian",
    plan: "Rencana",
    reading: "Ruang baca",
    register: "Buku agenda",
  },
  signIn: {
    title: "Masuk petugas",
    going: "Membuka halaman masuk…",
    finishing: "Menyelesaikan proses masuk…",
    failed: "Proses masuk tidak selesai. Tautan masuk mungkin sudah dipakai atau terlalu lama dibiarkan.",
    unreachable: "Layanan masuk belum dapat dihubungi.",
    again: "Masuk",
    out: "Keluar",
    outTitle: "Anda sudah keluar",
    outText: "Tidak ada data yang tertinggal di tab ini. Silakan masuk lagi bila diperlukan.",
    notStaff: "Akun ini belum dapat dipakai",
  },
  notFound: {
    title: "Halaman tidak ditemukan",
    text: "Alamat ini tidak ada di aplikasi petugas.",
    link: "Ke daftar tugas",
  },
  inbox: {
    title: "Tugas",
    titles: { mine: "Tugas saya", waiting: "Menunggu pihak luar", all: "Semua tugas" },
    scope: "Tampilkan",
    scopes: { mine: "Milik saya", waiting: "Menunggu pihak luar", all: "Semua" },
    search: "Cari nomor, instansi, kegiatan",
    lateCount: (count: number) => `${count} terlambat`,
    soonCount: (count: number) => `${count} mendekati batas`,
    columns: { task: "Tugas", case: "Berkas", askedBy: "Diminta oleh", used: "Waktu terpakai", due: "Batas" },
    step: (number: number) => `langkah ${number}`,
    handledBy: (actor: string) => `pelaksana ${actor}`,
    from: (moment: string) => `mulai ${moment}`,
    empty: {
      mine: "Tidak ada tugas untuk Anda saat ini.",
      waiting: "Tidak ada yang sedang ditunggu dari pihak luar.",
      all: "Tidak ada tugas yang terbuka.",
    },
    next: {
      mine: "Tugas baru muncul di sini begitu sampai pada langkah Anda, paling lambat 30 detik kemudian. Anda juga menerima email.",
      waiting: "Pertanyaan kepada pemohon atau mitra muncul di sini sampai mereka menjawab.",
      all: "Tugas muncul di sini begitu ada permohonan yang berjalan.",
    },
    noMatch: (query: string) => `Tidak ada tugas yang cocok dengan “${query}”.`,
    clear: "Hapus pencarian",
    seeWaiting: "Lihat yang menunggu pihak luar",
    updated: (time: string) => `diperbarui ${time}`,
    stale: (time: string) => `Belum dapat diperbarui; ini keadaan ${time}.`,
    arrived: (count: number) => `${count} tugas baru masuk`,
    total: ({ count, more }: Total) => (more ? `lebih dari ${digits(count)}` : digits(count)),
    pages: "Halaman daftar",
    page: (number: number) => `halaman ${number}`,
    pageBefore: "Sebelumnya",
    pageAfter: "Berikutnya",
  },
  shortcuts: {
    title: "Pintasan papan ketik",
    move: "pindah",
    open: "buka",
    search: "cari",
    help: "bantuan",
    leave: "keluar dari kotak cari",
    enable: "Pakai pintasan satu huruf",
    close: "Tutup",
  },
  cases: {
    title: "Berkas",
    scopes: { open: "Berjalan", ended: "Sudah berakhir" },
    search: "Cari di daftar ini: nomor, pemohon",
    columns: {
      case: "Nomor",
      subject: "Perihal",
      status: "Status",
      now: "Langkah sekarang",
      created: "Masuk",
      ended: "Berakhir",
    },
    older: "Muat berkas yang lebih lama",
    count: (shown: number, { count, more }: Total) =>
      more ? `${shown} dari lebih dari ${digits(count)} berkas` : `${shown} dari ${digits(count)} berkas`,
    empty: { open: "Tidak ada berkas yang sedang berjalan.", ended: "Belum ada berkas yang berakhir." },
    next: {
      open: "Berkas terbentuk sendiri begitu permohonan dikirim lewat formulir di halaman depan.",
      ended: "Berkas pindah ke sini setelah selesai, dibatalkan, atau ditutup.",
    },
    noMatch: (query: string) => `Tidak ada berkas yang cocok dengan “${query}” di daftar yang sudah dimuat.`,
  },
  case: casePage,
  survey: {
    title: "Survei kepuasan",
    open: "Isi survei kepuasan di layar ini",
    back: "← Kembali ke berkas",
  },
  begin: {
    title: "Berkas baru",
    choose: "Pilih layanan yang berkasnya akan Anda buka.",
    none: "Tidak ada berkas yang Anda buka sendiri.",
    noneNext: "Berkas dari pemohon masuk lewat formulir di halaman depan atau lewat petugas lain.",
    sop: (sop: number) => `SOP ${sop}`,
    lead: "Isi menurut surat atau keterangan yang Anda terima. Berkas tercatat atas nama Anda; surat dan email tetap dikirim kepada pemohon.",
    stored: (number: string) => `Berkas ${number} sudah dibuka.`,
    notHere: "Berkas ini tidak dapat Anda buka",
    form: {
      send: "Buka berkas",
      sending: "Menyimpan…",
      restored: "Isian Anda yang terakhir dikembalikan. Pilih kembali berkas yang diunggah.",
      startOver: "Mulai dari kosong",
      capacity: (headcount: number, capacity: number, sessions: number) =>
        `Ruangan menampung ${capacity} orang. Rombongan ${headcount} orang akan diterima dalam ${sessions} sesi bergantian.`,
      uploading: "Berkas masih diunggah. Tunggu sampai selesai, lalu simpan lagi.",
      notSent: "Berkas belum tersimpan.",
      seeStored: "Buka berkas itu",
      sendAnew: "Simpan sebagai berkas baru",
    },
  },
  task: taskPage,
  time: {
    justNow: "baru saja",
    paused: "dijeda",
    unmeasured: "tanpa waktu baku",
    soon: "mendekati batas",
    none: "tanpa batas",
  },
  agreements: {
    title: "Perjanjian kerja sama",
    states: {
      pending: "belum ditandatangani",
      ahead: "belum mulai berlaku",
      "in-force": "berlaku",
      "ends-soon": "segera berakhir",
      ended: "berakhir",
      void: "tidak jadi",
    },
    empty: "Belum ada perjanjian yang bernomor.",
    next: "Perjanjian muncul di sini setelah naskah finalnya diberi nomor.",
    count: (shown: number, total: number, { from, to }: { from: number; to: number }) =>
      `${shown} dari ${total} perjanjian tahun ${from}–${to}`,
    more: "Tampilkan perjanjian lainnya",
  },
  plan: {
    title: "Rencana bulan",
    month: "Bulan",
    empty: "Belum ada rencana pada bulan ini.",
    next: "Rencana muncul di sini begitu diajukan kepada Kepala Bidang.",
    count: (count: number) => `${count} lokasi`,
    away: (hours: string) => `di jalan dan di lokasi ${hours}`,
    choose: (place: string) => `Pilih ${place}`,
    chosen: (count: number) => `${count} rencana dipilih`,
    chooseAll: (count: number) => `Pilih semua (${count})`,
    chooseNone: "Batalkan pilihan",
    disposition: "Disposisi",
    noteMissing: "Tulis catatan perbaikan.",
    confirm: (outcome: string, count: number) => `Ya, ${outcome.toLowerCase()} (${count})`,
    back: "Kembali",
    sending: "Menyimpan…",
    stored: (stored: number, all: number) =>
      stored === all
        ? `${stored} keputusan tersimpan.`
        : `${stored} dari ${all} keputusan tersimpan. Lihat sebabnya pada baris yang belum.`,
  },
  register: {
    title: (year: number) => `Buku agenda surat masuk ${year}`,
    year: "Tahun",
    print: "Cetak",
    outside: "Dipakai sebelum pemulihan; berkasnya tidak ada dalam salinan",
    columns: {
      number: "No. agenda",
      received: "Diterima",
      letter: "Nomor dan tanggal surat",
      from: "Dari",
      about: "Perihal",
      urgency: "Sifat",
      forwarded: "Diteruskan kepada",
      case: "Berkas",
    },
    empty: "Belum ada surat yang diagendakan pada tahun ini.",
    next: "Nomor agenda diberikan berurutan saat petugas agenda mencatat surat masuk.",
    count: (shown: number, total: number) =>
      shown === total ? `${digits(total)} surat` : `${digits(shown)} surat terakhir dari ${digits(total)}`,
    earlier: "Tampilkan surat sebelumnya",
  },
};
