/** Letters and notices of cooperation agreements (SOP 3). Wording: the agency's templates; no exclamation marks. */
import type { FieldName } from "../../../../statemachines/language/vocabulary.ts";
import { titleOf } from "../../agency.ts";
import { agreementNumber } from "../../case/agreement.ts";
import { contactOf, subjectOf } from "../../case/contact.ts";
import { latestValue } from "../../case/case-file.ts";
import { longDate, timeOfDay } from "../../format.ts";
import {
  formalLetter,
  notice,
  plainMail,
  styleOf,
  text,
  type Letter,
  type LetterContext,
  type LetterWriter,
} from "./letter.ts";

/** a. Offer received */
export const offerReceived: LetterWriter = (context) => {
  const { id } = context.dossier.case;
  if (styleOf(context).language === "en") {
    return plain(context, `We received your offer of cooperation ${id}`, [
      `Dear ${contactOf(context.dossier).name},`,
      `We received the offer of ${partner(context)} about ${topic(context)} under number ${id}. We discuss it within the agency first and then tell you what came of it. Please do not pass on the link below: whoever has it can follow the offer.`,
    ]);
  }
  return plain(context, `Penawaran kerja sama ${id} telah kami terima`, [
    salutation(context),
    `Penawaran kerja sama dari ${partner(context)} tentang ${topic(context)} telah kami terima dengan nomor ${id}. Penawaran tersebut kami bahas terlebih dahulu secara internal, kemudian hasilnya kami sampaikan kepada Bapak/Ibu. Perkembangannya dapat Bapak/Ibu pantau melalui tautan berikut. Mohon tautan ini tidak diberikan kepada pihak lain.`,
  ]);
};

/** c. Approved: to the proposer */
export const approved: LetterWriter = (context) => {
  const limits = written(context, "limits");
  return notice(context, `Disetujui: permohonan izin kerja sama dengan ${partner(context)} (${caseId(context)})`, [
    `Permohonan izin persetujuan kerja sama dengan ${partner(context)} telah disetujui oleh ${decider(context)}. Mohon segera ditindaklanjuti dengan arahan penyusunan draf.`,
    ...(limits ? [`Batasan: "${limits}"`] : []),
    ...noted(context),
  ]);
};

/** d. Returned for revision, or for another meeting: to the proposer */
export const returned: LetterWriter = (context) =>
  notice(context, `Perlu perbaikan: permohonan izin kerja sama dengan ${partner(context)} (${caseId(context)})`, [
    `Permohonan izin persetujuan kerja sama dengan ${partner(context)} dikembalikan oleh ${decider(context)} untuk dipertimbangkan kembali dan diperbaiki.`,
    ...noted(context),
    "Tautan untuk menindaklanjutinya kami kirimkan dalam surat elektronik terpisah. Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih.",
  ]);

/** The polite letter to the partner, after the section head has confirmed it (X6) */
export const declined: LetterWriter = (context) => {
  const reason = written(context, "reasonForPartner");
  if (styleOf(context).language === "en") {
    return formal(context, "Reply to the offer of cooperation", [
      `Thank you for your interest in working with us on ${topic(context)}. After careful consideration we regret that we cannot go on with it at present: ${reason}`,
      "We hope that there will be another occasion to work together.",
    ]);
  }
  return formal(context, "Jawaban Penawaran Kerja Sama", [
    `Terima kasih atas perhatian Saudara terhadap kerja sama tentang ${topic(context)}. Setelah kami pertimbangkan dengan saksama, dengan ini kami sampaikan bahwa kerja sama tersebut belum dapat kami lanjutkan: ${reason}`,
    "Kami berharap terdapat kesempatan lain untuk bekerja sama. Demikian disampaikan, atas perhatian dan pengertian Saudara diucapkan terima kasih.",
  ]);
};

/** The draft before the partner; the page behind the link holds its text */
export const draftSent: LetterWriter = (context) => {
  if (styleOf(context).language === "en") {
    return formal(context, "Draft Cooperation Agreement", [
      `With this letter we put before you the draft of the cooperation agreement between ${context.settings.name} and ${partner(context)} about ${title(context)}.`,
      `Please read it under the link below and tell us whether you agree, or write the changes you would like. For questions call ${context.settings.phone}.`,
    ]);
  }
  return formal(context, "Penyampaian Draf Perjanjian Kerja Sama", [
    `Bersama ini kami sampaikan draf Perjanjian Kerja Sama antara ${context.settings.name} Kabupaten ${context.settings.regency} dengan ${partner(context)} tentang ${title(context)}.`,
    `Mohon Saudara membaca draf tersebut melalui tautan di bawah, kemudian menyatakan setuju atau menuliskan usul perubahan. Untuk keterangan lebih lanjut, Saudara dapat menghubungi kami di nomor ${context.settings.phone}.`,
    thanks,
  ]);
};

/** m. Legal opinion asked (to Bagian Hukum) */
export const legalOpinionAsked: LetterWriter = (context) => {
  const { settings, to, staff } = context;
  const receiver = staff.find(({ id }) => to === `staff:${id}`)?.name ?? "";
  return formalLetter(
    context,
    "Permohonan Telaah Hukum Draf Perjanjian Kerja Sama",
    [receiver],
    [],
    [
      `Bersama ini kami sampaikan draf Perjanjian Kerja Sama antara Dinas Perpustakaan dan Kearsipan Kabupaten ${settings.regency} dengan ${partner(context)} tentang ${title(context)}. Mohon kiranya Bagian Hukum Sekretariat Daerah berkenan memberikan opini hukum dan saran perbaikan atas ketentuan pasal dan ayat dalam draf tersebut. Sebagai kelengkapan, kami lampirkan draf PKS, surat permohonan, hasil notulensi, dan surat persetujuan pimpinan.`,
      "Draf beserta kelengkapannya dapat dibaca, dan opini hukum dapat disampaikan, melalui tautan yang kami kirimkan dalam surat elektronik terpisah.",
      ...noted(context),
      "Atas perhatian dan kerja sama Saudara diucapkan terima kasih.",
    ],
  );
};

/** The final text with our number; the partner gives its own */
export const finalSent: LetterWriter = (context) => {
  const own = agreementNumber(context.settings, context.dossier.case) ?? "";
  if (styleOf(context).language === "en") {
    return formal(context, "Final Cooperation Agreement and its Numbers", [
      `The text of the cooperation agreement about ${title(context)} is ready. Our number is ${own}.`,
      "Please read the final text under the link below, agree to it and give your own number. Where you keep no numbers, write - and say why.",
    ]);
  }
  return formal(context, "Naskah Final dan Penomoran Perjanjian Kerja Sama", [
    `Naskah Perjanjian Kerja Sama tentang ${title(context)} telah selesai disusun. Nomor PIHAK KESATU adalah ${own}.`,
    "Mohon Saudara membaca naskah final melalui tautan di bawah, menyatakan setuju, dan mengisi nomor PIHAK KEDUA. Apabila tidak memiliki penomoran, mohon diisi tanda - beserta alasannya.",
    thanks,
  ]);
};

export const signingProposed: LetterWriter = (context) => {
  if (styleOf(context).language === "en") {
    return formal(context, "Time and Place of the Signing", [
      `We propose to sign the cooperation agreement about ${title(context)} on ${signingTime(context)} at ${written(context, "signingPlace")}.`,
      "Please confirm the time under the link below, or ask for another.",
    ]);
  }
  return formal(context, "Usulan Waktu dan Tempat Penandatanganan", [
    `Penandatanganan Perjanjian Kerja Sama tentang ${title(context)} kami usulkan pada:`,
    `hari, tanggal dan waktu: ${signingTime(context)}`,
    `tempat: ${written(context, "signingPlace")}`,
    "Mohon kesediaan Saudara menyampaikan konfirmasi, atau mengusulkan waktu lain, melalui tautan di bawah.",
    thanks,
  ]);
};

export const signingAgreed: LetterWriter = (context) => {
  if (styleOf(context).language === "en") {
    return formal(context, "The Signing is Arranged", [
      `The cooperation agreement about ${title(context)} will be signed on ${signingTime(context)} at ${written(context, "signingPlace")}. Please bring your stamp and the official who signs; two originals with stamp duty will be ready.`,
    ]);
  }
  return formal(context, "Jadwal Penandatanganan Perjanjian Kerja Sama", [
    `Penandatanganan Perjanjian Kerja Sama tentang ${title(context)} dilaksanakan pada:`,
    `hari, tanggal dan waktu: ${signingTime(context)}`,
    `tempat: ${written(context, "signingPlace")}`,
    "Naskah kami siapkan dalam rangkap dua bermeterai cukup. Mohon pejabat penanda tangan hadir dengan membawa cap lembaga.",
    thanks,
  ]);
};

/** For the leaders who sign or attend */
export const signingNotice: LetterWriter = (context) =>
  notice(context, `Penandatanganan PKS dengan ${partner(context)}: ${signingTime(context)} (${caseId(context)})`, [
    `Penandatanganan Perjanjian Kerja Sama dengan ${partner(context)} tentang ${title(context)} disepakati pada ${signingTime(context)}, bertempat di ${written(context, "signingPlace")}.`,
    `Nomor PIHAK KESATU ${agreementNumber(context.settings, context.dossier.case) ?? "-"}, nomor PIHAK KEDUA ${written(context, "partnerNumber")}.`,
  ]);

export const signingPostponed: LetterWriter = (context) => {
  if (styleOf(context).language === "en") {
    return plain(context, "The signing is put off", [
      `Dear ${contactOf(context.dossier).name},`,
      `The signing on ${signingTime(context)} has to be put off: ${context.answer?.note ?? ""}. We will propose another time.`,
    ]);
  }
  return plain(context, `Penandatanganan ditunda (${caseId(context)})`, [
    salutation(context),
    `Penandatanganan yang direncanakan pada ${signingTime(context)} ditunda: ${context.answer?.note ?? ""}. Waktu pengganti segera kami usulkan kepada Bapak/Ibu.`,
  ]);
};

/** Both copies are signed: what the partner needs for its files */
export const signed: LetterWriter = (context) => {
  const [own, theirs] = [
    agreementNumber(context.settings, context.dossier.case) ?? "-",
    written(context, "partnerNumber"),
  ];
  const [from, until] = [day(context, "validFrom"), day(context, "validUntil")];
  if (styleOf(context).language === "en") {
    return plain(context, `The cooperation agreement is signed (${caseId(context)})`, [
      `Dear ${contactOf(context.dossier).name},`,
      `The cooperation agreement about ${title(context)}, numbers ${own} and ${theirs}, is signed. It is in force from ${from} until ${until}.`,
    ]);
  }
  return plain(context, `Perjanjian Kerja Sama telah ditandatangani (${caseId(context)})`, [
    salutation(context),
    `Perjanjian Kerja Sama tentang ${title(context)} dengan nomor ${own} (PIHAK KESATU) dan ${theirs} (PIHAK KEDUA) telah ditandatangani. Perjanjian berlaku sejak ${from} sampai dengan ${until}.`,
  ]);
};

/** Warning to the section, 90 and 30 days before the end */
export const endsSoon: LetterWriter = (context) =>
  notice(context, `PKS dengan ${partner(context)} berakhir ${day(context, "validUntil")} (${caseId(context)})`, [
    `Perjanjian Kerja Sama dengan ${partner(context)} tentang ${title(context)}, nomor ${agreementNumber(context.settings, context.dossier.case) ?? "-"}, berakhir pada ${day(context, "validUntil")}.`,
    "Mohon dipertimbangkan apakah kerja sama diperpanjang, diperbarui, atau diakhiri. Perpanjangan diajukan sebagai berkas baru.",
  ]);

/** The partner stayed silent and the section head closed the case (X3) */
export const expired: LetterWriter = (context) => {
  if (styleOf(context).language === "en") {
    return plain(context, `Cooperation ${caseId(context)} was closed`, [
      `Dear ${contactOf(context.dossier).name},`,
      `We did not receive your answer, so the preparation of the agreement about ${topic(context)} (${caseId(context)}) is closed. You can offer cooperation again at any time with the form on our site.`,
    ]);
  }
  return plain(context, `Berkas kerja sama ${caseId(context)} kami tutup`, [
    salutation(context),
    `Sampai batas waktu kami belum menerima tanggapan Bapak/Ibu, sehingga penyusunan perjanjian tentang ${topic(context)} (${caseId(context)}) kami tutup. Bapak/Ibu dapat menyampaikan penawaran kembali kapan saja melalui formulir di laman kami.`,
  ]);
};

/** Withdrawn before the signing (X1) */
export const withdrawn: LetterWriter = (context) => {
  if (styleOf(context).language === "en") {
    return plain(context, `Cooperation ${caseId(context)} is withdrawn`, [
      `Dear ${contactOf(context.dossier).name},`,
      `The offer of cooperation about ${topic(context)} (${caseId(context)}) is withdrawn. You can offer cooperation again at any time.`,
    ]);
  }
  return plain(context, `Kerja sama ${caseId(context)} dibatalkan`, [
    salutation(context),
    `Penyusunan kerja sama tentang ${topic(context)} (${caseId(context)}) telah dibatalkan. Bapak/Ibu dapat menyampaikan penawaran kembali kapan saja melalui formulir di laman kami.`,
  ]);
};

export const withdrawnNotice: LetterWriter = (context) =>
  notice(context, `Kerja sama dibatalkan: ${partner(context)} (${caseId(context)})`, [
    `Kerja sama dengan ${partner(context)} tentang ${topic(context)} dibatalkan. Tidak ada tindakan lain yang diperlukan.`,
    ...noted(context),
  ]);

const thanks = "Demikian disampaikan, atas perhatian dan kerja sama Saudara diucapkan terima kasih.";

const caseId = ({ dossier }: LetterContext): string => dossier.case.id;

const partner = (context: LetterContext): string => subjectOf(context.dossier.case);

const topic = (context: LetterContext): string => text(context, "topic");

/** The title of the draft, or the topic of the offer while there is no draft. */
const title = (context: LetterContext): string => written(context, "title") || topic(context);

function salutation({ dossier }: LetterContext): string {
  return `Yth. Bapak/Ibu ${contactOf(dossier).name},`;
}

/** A text as written last at any step. */
function written({ dossier }: LetterContext, field: FieldName): string {
  const value = latestValue(dossier, field);
  return typeof value === "string" ? value : "";
}

function day(context: LetterContext, field: FieldName): string {
  const date = written(context, field);
  return date ? longDate(date, styleOf(context)) : "-";
}

/** "Kamis, 17 Desember 2026 pukul 10.00 WIB" */
function signingTime(context: LetterContext): string {
  const style = styleOf(context);
  const joint = style.language === "id" ? " pukul " : ", ";
  const start = written(context, "signingStart");
  return `${day(context, "signingDate")}${joint}${start === "" ? "-" : timeOfDay(start, style)}`;
}

function decider({ answer, settings }: LetterContext): string {
  return answer ? [answer.name, titleOf(settings, answer.role).id].filter(Boolean).join(" selaku ") : "";
}

function noted({ answer }: LetterContext): string[] {
  return answer?.note ? [`Catatan: "${answer.note}"`] : [];
}

const follow = { id: "Lihat perkembangan kerja sama", en: "Follow the cooperation" };

function plain(context: LetterContext, subject: string, paragraphs: string[]): Letter {
  return plainMail(context, subject, follow, paragraphs);
}

/** A formal letter to the partner. */
function formal(context: LetterContext, about: string, paragraphs: string[]): Letter {
  const label = styleOf(context).language === "id" ? "Buka halaman kerja sama" : "Open the page of the cooperation";
  return formalLetter(
    context,
    about,
    [contactOf(context.dossier).name, partner(context)],
    [{ label, link: "tracking" }],
    paragraphs,
  );
}
