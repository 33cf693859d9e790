/** Letters and notices of cooperation agreements (SOP 3). Wording: the agency's templates; no exclamation marks. */
import type { FieldName } from "../../../../statemachines/language/vocabulary.ts";
import { agreementNumber } from "../../case/agreement.ts";
import { latestValue } from "../../case/case-file.ts";
import { subjectOf } from "../../case/contact.ts";
import { personOf } from "../../case/records.ts";
import { clockTime, longDate, plainDate, timeOfDay, zoneLabel } from "../../format.ts";
import { addressedMember } from "../../told/addressed.ts";
import { nameAndTitle } from "../../told/author.ts";
import {
  formalLetter,
  linkIn,
  listed,
  notice,
  plainMail,
  reasonIn,
  salutation,
  styleOf,
  text,
  type Letter,
  type LetterContext,
  type LetterWriter,
} from "./letter.ts";
import { templatedLetter } from "./templated.ts";
import { dayLabel, timeLabel } from "./when.ts";
import { cancelledBy, quoted, withdrawnTo } from "./withdrawn.ts";

/** a. Offer received */
export const offerReceived: LetterWriter = (context) => {
  const { id } = context.dossier.case;
  if (styleOf(context).language === "en") {
    return plain(context, `We received your offer of cooperation ${id}`, [
      salutation(context),
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
  const words = { topic: topic(context), reason: reasonIn(context, reason) };
  return templatedLetter(context, "agreement-declined", words, buttons(context));
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
    `Mohon Saudara membaca draf tersebut melalui ${linkIn(context)}, kemudian menyatakan setuju atau menuliskan usul perubahan. Untuk keterangan lebih lanjut, Saudara dapat menghubungi kami di nomor ${context.settings.phone}.`,
    thanks,
  ]);
};

/** m. Legal opinion asked (to Bagian Hukum) */
export const legalOpinionAsked: LetterWriter = (context) => {
  const { settings, staff, to } = context;
  const member = staff.find((each) => personOf(each) === to);
  return formalLetter(
    context,
    "Permohonan Telaah Hukum Draf Perjanjian Kerja Sama",
    [],
    [
      `Bersama ini kami sampaikan draf Perjanjian Kerja Sama antara Dinas Perpustakaan dan Kearsipan Kabupaten ${settings.regency} dengan ${partner(context)} tentang ${title(context)}. Mohon kiranya Bagian Hukum Sekretariat Daerah berkenan memberikan opini hukum dan saran perbaikan atas ketentuan pasal dan ayat dalam draf tersebut.`,
      "Draf beserta kelengkapannya dapat dibaca, dan opini hukum dapat disampaikan, melalui tautan yang kami kirimkan dalam surat elektronik terpisah.",
      ...noted(context),
      "Atas perhatian dan kerja sama Saudara diucapkan terima kasih.",
    ],
    [`Yth. ${member ? addressedMember(settings, member) : ""}`],
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
    `Mohon Saudara membaca naskah final melalui ${linkIn(context)}, menyatakan setuju, dan mengisi nomor PIHAK KEDUA. Apabila tidak memiliki penomoran, mohon diisi tanda - beserta alasannya.`,
    thanks,
  ]);
};

export const signingProposed: LetterWriter = (context) => {
  if (styleOf(context).language === "en") {
    return formal(context, "Time and Place of the Signing", [
      `We propose to sign the cooperation agreement about ${title(context)}:`,
      listed(signingLines(context)),
      "Please confirm the time under the link below, or ask for another.",
    ]);
  }
  return formal(context, "Usulan Waktu dan Tempat Penandatanganan", [
    `Penandatanganan Perjanjian Kerja Sama tentang ${title(context)} kami usulkan pada:`,
    listed(signingLines(context)),
    `Mohon kesediaan Saudara menyampaikan konfirmasi, atau mengusulkan waktu lain, melalui ${linkIn(context)}.`,
    thanks,
  ]);
};

export const signingAgreed: LetterWriter = (context) => {
  if (styleOf(context).language === "en") {
    return formal(context, "The Signing is Arranged", [
      `The cooperation agreement about ${title(context)} will be signed:`,
      listed(signingLines(context)),
      `Please bring your stamp and the official who signs; two originals with stamp duty will be ready.`,
    ]);
  }
  return formal(context, "Jadwal Penandatanganan Perjanjian Kerja Sama", [
    `Penandatanganan Perjanjian Kerja Sama tentang ${title(context)} dilaksanakan pada:`,
    listed(signingLines(context)),
    "Naskah kami siapkan dalam rangkap dua bermeterai cukup. Mohon pejabat penanda tangan hadir dengan membawa cap lembaga.",
    thanks,
  ]);
};

/** For the leaders who sign or attend */
export const signingNotice: LetterWriter = (context) =>
  notice(context, `Penandatanganan PKS dengan ${partner(context)}: ${signingTime(context)} (${caseId(context)})`, [
    `Penandatanganan Perjanjian Kerja Sama dengan ${partner(context)} tentang ${title(context)} disepakati pada ${signingTime(context)}, bertempat di ${written(context, "signingPlace")}.`,
    `Naskah: ${numbers(context)}.`,
  ]);

export const signingPostponed: LetterWriter = (context) => {
  if (styleOf(context).language === "en") {
    return plain(context, `The signing is put off (${caseId(context)})`, [
      salutation(context),
      `The signing on ${signingTime(context)} has to be put off: ${context.answer?.note ?? ""}. We will propose another time.`,
    ]);
  }
  return plain(context, `Penandatanganan perjanjian kami tunda (${caseId(context)})`, [
    salutation(context),
    `Penandatanganan yang direncanakan pada ${signingTime(context)} kami tunda karena ${reasonIn(context, context.answer?.note ?? "")}. Waktu pengganti segera kami usulkan kepada Bapak/Ibu.`,
  ]);
};

/** Both copies are signed: what the partner needs for its files */
export const signed: LetterWriter = (context) => {
  const [from, until] = [plainDay(context, "validFrom"), plainDay(context, "validUntil")];
  if (styleOf(context).language === "en") {
    return plain(context, `The cooperation agreement is signed (${caseId(context)})`, [
      salutation(context),
      `The cooperation agreement about ${title(context)} is signed (${numbers(context)}). It is in force from ${from} until ${until}.`,
    ]);
  }
  return plain(context, `Perjanjian Kerja Sama telah ditandatangani (${caseId(context)})`, [
    salutation(context),
    `Perjanjian Kerja Sama tentang ${title(context)} telah ditandatangani (${numbers(context)}). Perjanjian berlaku sejak ${from} sampai dengan ${until}.`,
  ]);
};

/** Warning to the section, 90 and 30 days before the end */
export const endsSoon: LetterWriter = (context) =>
  notice(context, `PKS dengan ${partner(context)} berakhir ${plainDay(context, "validUntil")} (${caseId(context)})`, [
    `Perjanjian Kerja Sama dengan ${partner(context)} tentang ${title(context)}, nomor ${agreementNumber(context.settings, context.dossier.case) ?? "-"}, berakhir pada ${plainDay(context, "validUntil")}.`,
    "Mohon dipertimbangkan apakah kerja sama diperpanjang, diperbarui, atau diakhiri. Perpanjangan diajukan sebagai berkas baru.",
  ]);

/** The partner stayed silent and the section head closed the case (X3) */
export const expired: LetterWriter = (context) => {
  if (styleOf(context).language === "en") {
    return plain(context, `Cooperation ${caseId(context)} was closed`, [
      salutation(context),
      `We did not receive your answer, so we have closed the preparation of the agreement about ${topic(context)} (${caseId(context)}). You can offer cooperation again at any time with the form on our site.`,
    ]);
  }
  return plain(context, `Berkas kerja sama ${caseId(context)} kami tutup karena belum ada jawaban`, [
    salutation(context),
    `Sampai batas waktu kami belum menerima tanggapan Bapak/Ibu, sehingga penyusunan perjanjian tentang ${topic(context)} (${caseId(context)}) kami tutup. Bapak/Ibu dapat menyampaikan penawaran kembali kapan saja melalui formulir di laman kami.`,
  ]);
};

/** Withdrawn before the signing (X1) */
export const withdrawn: LetterWriter = (context) => {
  const told = withdrawnTo(context, {
    id: `penyusunan kerja sama tentang ${topic(context)} (${caseId(context)})`,
    en: `the cooperation about ${topic(context)} (${caseId(context)})`,
  });
  if (styleOf(context).language === "en") {
    return plain(context, `Cooperation ${caseId(context)} is cancelled`, [
      salutation(context),
      `${told} You can offer cooperation again at any time.`,
    ]);
  }
  return plain(context, `Kerja sama ${caseId(context)} dibatalkan`, [
    salutation(context),
    `${told} Bapak/Ibu dapat menyampaikan penawaran kembali kapan saja melalui formulir di laman kami.`,
  ]);
};

export const withdrawnNotice: LetterWriter = (context) =>
  notice(context, `Kerja sama dibatalkan: ${partner(context)} (${caseId(context)})`, [
    `Kerja sama dengan ${partner(context)} tentang ${topic(context)} dibatalkan ${cancelledBy(context)}${quoted(context.answer)}. Tidak ada tindakan lain yang diperlukan.`,
  ]);

const thanks = "Demikian disampaikan, atas perhatian dan kerja sama Saudara diucapkan terima kasih.";

const caseId = ({ dossier }: LetterContext): string => dossier.case.id;

const partner = (context: LetterContext): string => subjectOf(context.dossier.case);

const topic = (context: LetterContext): string => text(context, "topic");

/** The title of the draft, or the topic of the offer while there is no draft. */
const title = (context: LetterContext): string => written(context, "title") || topic(context);

/** A text as written last at any step. */
function written({ dossier }: LetterContext, field: FieldName): string {
  const value = latestValue(dossier, field);
  return typeof value === "string" ? value : "";
}

function longDay(context: LetterContext, field: FieldName): string {
  const date = written(context, field);
  return date ? longDate(date, styleOf(context)) : "-";
}

/** Of what is said of it without announcing the day. */
function plainDay(context: LetterContext, field: FieldName): string {
  const date = written(context, field);
  return date ? plainDate(date, styleOf(context)) : "-";
}

/** "Kamis, 17 Desember 2026, pukul 10.00 WIB" */
function signingTime(context: LetterContext): string {
  const start = written(context, "signingStart");
  const day = longDay(context, "signingDate");
  return start === "" ? day : `${day}, ${clockTime(start, styleOf(context))}`;
}

function signingLines(context: LetterContext): [string, string][] {
  const style = styleOf(context);
  const start = written(context, "signingStart");
  return [
    [dayLabel[style.language], longDay(context, "signingDate")],
    ...(start === ""
      ? []
      : [
          [timeLabel[style.language], `${timeOfDay(start, style)} ${zoneLabel(style.zone)}`] satisfies [string, string],
        ]),
    [{ id: "tempat", en: "place" }[style.language], written(context, "signingPlace")],
  ];
}

/** "nomor 1/PKS/DISPUSIP/2026, tanpa nomor dari PIHAK KEDUA" */
function numbers(context: LetterContext): string {
  const own = agreementNumber(context.settings, context.dossier.case) ?? "-";
  const theirs = written(context, "partnerNumber");
  const none = theirs === "" || theirs === "-";
  if (styleOf(context).language === "en")
    return none ? `our number ${own}, none of yours` : `our number ${own}, yours ${theirs}`;
  return none
    ? `nomor ${own}, tanpa nomor dari PIHAK KEDUA`
    : `nomor ${own} (PIHAK KESATU) dan ${theirs} (PIHAK KEDUA)`;
}

function decider({ answer, settings }: LetterContext): string {
  return answer ? nameAndTitle(settings, answer, "id") : "";
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
  return formalLetter(context, about, buttons(context), paragraphs);
}

function buttons(context: LetterContext): Letter["body"]["buttons"] {
  const label = styleOf(context).language === "id" ? "Buka halaman kerja sama" : "Open the page of the cooperation";
  return [{ label, link: "tracking" }];
}
