/** Letters of SOP 4 that are papers, as the agency words them (domain rules, section 5.4). */
import type { LetterTemplate } from "../language/letter-templates.ts";

const thanks = "Demikian disampaikan, atas perhatian dan kerja sama Saudara diucapkan terima kasih.";
const understanding = "Demikian disampaikan, atas pengertian dan kerja sama Saudara diucapkan terima kasih.";

export const visitConfirmed: LetterTemplate = {
  letter: "visit-confirmed",
  about: "Jawaban Permohonan Kunjungan",
  paragraphs: [
    "{reference} dengan ini kami sampaikan bahwa kami bersedia menerima kunjungan {subject} pada:",
    "{times}\ntempat : {place}\njumlah : {size}",
    "Rombongan akan didampingi oleh {companions}. Mohon membawa surat ini dan hadir {arriveEarly} menit sebelum waktu kunjungan untuk mengisi buku tamu, yang dibuka pada hari kunjungan melalui {link}. Untuk keterangan lebih lanjut, Saudara dapat menghubungi kami di nomor {phone}.",
    "Catatan: {note}",
    thanks,
  ],
  words: ["reference", "times", "place", "size", "companions", "arriveEarly", "note"],
};

export const otherTimeAsked: LetterTemplate = {
  letter: "other-time-asked",
  about: "Permintaan Pergantian Waktu Kunjungan",
  paragraphs: [
    "{reference} dengan ini kami sampaikan bahwa pada {day} kami belum dapat menerima kunjungan karena {reason}.",
    "Sebagai gantinya, kami mengusulkan waktu kunjungan berikut:",
    "{slots}",
    "Mohon pilihan waktu disampaikan paling lambat {until} melalui {link} atau nomor {phone}.",
    understanding,
  ],
  words: ["reference", "day", "reason", "slots", "until"],
};

export const visitRefused: LetterTemplate = {
  letter: "visit-refused",
  about: "Jawaban Permohonan Kunjungan",
  paragraphs: [
    "{reference} dengan ini kami sampaikan bahwa kami belum dapat menerima kunjungan tersebut karena {reason}.",
    "Untuk keterangan lebih lanjut, Saudara dapat menghubungi kami di nomor {phone}.",
    "Demikian disampaikan, atas pengertian Saudara diucapkan terima kasih.",
  ],
  words: ["reference", "reason"],
};
