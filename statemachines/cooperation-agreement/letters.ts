/** Letters of SOP 3 that are papers, as the agency words them (domain rules, section 5.4). */
import type { LetterTemplate } from "../language/letter-templates.ts";

export const declined: LetterTemplate = {
  letter: "agreement-declined",
  about: "Jawaban Penawaran Kerja Sama",
  paragraphs: [
    "Terima kasih atas perhatian Saudara terhadap kerja sama tentang {topic}. Setelah kami pertimbangkan dengan saksama, dengan ini kami sampaikan bahwa kerja sama tersebut belum dapat kami lanjutkan karena {reason}.",
    "Kami berharap terdapat kesempatan lain untuk bekerja sama. Demikian disampaikan, atas perhatian dan pengertian Saudara diucapkan terima kasih.",
  ],
  words: ["topic", "reason"],
};
