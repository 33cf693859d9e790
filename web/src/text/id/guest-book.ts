/** Texts of the guest book of a visit: on the visitors' phone, at the kiosk, and on the sheet with its code. */
export const guestBook = {
  title: "Buku tamu",
  of: (who: string) => `Buku tamu: ${who}`,
  sending: "Menyimpan…",
  thanks: "Buku tamu terisi. Selamat berkunjung.",
  signed: "Buku tamu ini sudah diisi. Bila ada yang keliru, sampaikan kepada petugas.",
  over: "Buku tamu ini tidak terbuka. Silakan ke meja petugas.",
  opens: (moment: string) => `Buku tamu dibuka ${moment}.`,
  notHere: "Buku tamu ini tidak dikenal",
  scanAgain: "Pindai kembali kode QR di meja petugas.",
  code: {
    make: "Cetak kode QR buku tamu",
    lead: "Pindai dengan kamera ponsel untuk mengisi buku tamu.",
    hint: "Letakkan di meja petugas pada hari kunjungan. Kode ini hanya membuka buku tamu kunjungan ini, dan berakhir bersama kunjungannya.",
    picture: "Kode QR buku tamu",
    print: "Cetak",
    none: "Buku tamu berkas ini tidak terbuka, atau bukan untuk peran Anda.",
  },
};
