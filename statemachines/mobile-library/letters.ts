/** Letters of SOP 1 that are papers, as the agency words them (domain rules, section 5.4). */
import type { LetterTemplate } from "../language/letter-templates.ts";

const thanks = "Demikian disampaikan, atas perhatian dan kerja sama Saudara diucapkan terima kasih.";

export const stopAnnounced: LetterTemplate = {
  letter: "stop-announced",
  about: "Pemberitahuan Jadwal Layanan Perpustakaan Keliling",
  paragraphs: [
    "Dalam rangka meningkatkan minat baca masyarakat, bersama ini kami beritahukan bahwa layanan perpustakaan keliling {agencyInFull} akan mengunjungi Saudara pada:",
    "{times}\ntempat : {place}",
    "Mohon kesediaan Saudara menyiapkan tempat yang teduh dan aman bagi pembaca serta menyampaikan konfirmasi kesiapan paling lambat {until} melalui {link} atau nomor {phone}. Jadwal dapat berubah karena kondisi cuaca atau hal lain, dan perubahan akan kami beritahukan segera.",
    thanks,
  ],
  words: ["times", "place", "until"],
};

export const stopChanged: LetterTemplate = {
  letter: "stop-changed",
  about: "Perubahan Jadwal Layanan Perpustakaan Keliling",
  paragraphs: [
    "Sesuai kesepakatan dengan Saudara, layanan perpustakaan keliling {agencyInFull} akan mengunjungi Saudara pada:",
    "{times}\ntempat : {place}",
    "Jadwal ini menggantikan jadwal yang kami beritahukan sebelumnya. Untuk keterangan lebih lanjut, Saudara dapat menghubungi kami di nomor {phone}.",
    thanks,
  ],
  words: ["times", "place"],
};

export const stopRefused: LetterTemplate = {
  letter: "stop-refused",
  about: "Jawaban Permintaan Layanan Perpustakaan Keliling",
  paragraphs: [
    "Menindaklanjuti permintaan Saudara (nomor {case}), dengan ini kami sampaikan bahwa layanan perpustakaan keliling untuk {subject} belum dapat kami laksanakan karena {reason}. Untuk keterangan lebih lanjut, Saudara dapat menghubungi kami di nomor {phone}.",
    "Demikian disampaikan, atas pengertian Saudara diucapkan terima kasih.",
  ],
  words: ["reason"],
};
