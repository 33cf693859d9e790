/** Letters to people outside about a change of their case beside its flow. */
import { subjectOf } from "../../case/contact.ts";
import type { Change } from "../../case/records.ts";
import { formalLetter, listed, plainMail, reasonIn, styleOf, type Letter, type LetterContext } from "./letter.ts";
import { nounOf, withNoun } from "../../told/noun.ts";
import { timeLines, times } from "./when.ts";

/** What is written to whoever asked, about a change. */
export type OutsideLetter = (context: LetterContext, change: Change) => Letter;

/** The agency cancels: in its own words, with the reason. */
export const cancelled: OutsideLetter = (context, { reason }) => {
  const { dossier, settings } = context;
  const { language } = styleOf(context);
  const when = times(context);
  const who = subjectOf(dossier.case);
  if (language === "en") {
    return formal(context, "Cancelled by us", [
      `We regret to tell you that we have to cancel the ${nounOf(dossier).en} of ${who}${when ? ` on ${when}` : ""}. Reason: ${reason}`,
      `Please call ${settings.phone} to agree on another time.`,
    ]);
  }
  return formal(context, withNoun("Pembatalan {noun}", dossier, "id"), [
    `Dengan menyesal kami sampaikan bahwa ${nounOf(dossier).id} ${who}${when ? ` pada ${when}` : ""} kami batalkan karena ${reasonIn(context, reason)}.`,
    `Untuk menyepakati waktu lain, Saudara dapat menghubungi kami di nomor ${settings.phone}.`,
    "Demikian disampaikan, atas pengertian Saudara diucapkan terima kasih.",
  ]);
};

/** The time came undecided, and the case was closed. */
export const passed: OutsideLetter = (context) => {
  const { dossier, settings } = context;
  const when = times(context);
  if (styleOf(context).language === "en") {
    return formal(context, "Not decided in time", [
      `We are sorry: your request (${nounOf(dossier).en}) for ${when} was not decided before that time, and we have closed it.`,
      `Please ask for another time, or call ${settings.phone}.`,
    ]);
  }
  return formal(context, "Permohonan belum sempat diputuskan", [
    `Mohon maaf, permohonan ${nounOf(dossier).id} untuk ${when} belum sempat kami putuskan sampai waktunya, sehingga berkasnya kami tutup.`,
    `Silakan mengajukan waktu lain, atau hubungi kami di ${settings.phone}.`,
  ]);
};

/** Another time than was told before. */
export const moved: OutsideLetter = (context, { reason }) => {
  const { dossier } = context;
  if (styleOf(context).language === "en") {
    return formal(context, "Change of time", [
      `The ${nounOf(dossier).en} of ${subjectOf(dossier.case)} takes place at another time:`,
      listed(timeLines(context)),
      `This replaces the time told before. Reason: ${reason}`,
    ]);
  }
  return formal(context, "Perubahan Jadwal", [
    `Kami sampaikan bahwa jadwal ${nounOf(dossier).id} ${subjectOf(dossier.case)} kami ubah menjadi:`,
    listed(timeLines(context)),
    `Jadwal ini menggantikan jadwal yang kami sampaikan sebelumnya. Alasan: ${reason}`,
    "Demikian disampaikan, atas pengertian Saudara diucapkan terima kasih.",
  ]);
};

function formal(context: LetterContext, about: string, paragraphs: string[]): Letter {
  const label = { id: "Lihat permohonan", en: "See the request" }[styleOf(context).language];
  return formalLetter(context, about, [{ label, link: "tracking" }], paragraphs);
}

/** To the address that proves, at once: whoever reads there says whether the new one is theirs. It is named to nobody. */
export const addressChanged = (context: LetterContext, { name }: { name: string }): Letter => {
  const { language } = styleOf(context);
  const { id } = context.dossier.case;
  const { phone } = context.settings;
  if (language === "en") {
    return plainMail(context, `Another e-mail address for ${id}`, { id: "", en: "Say whether it is yours" }, [
      `${name} has entered another e-mail address for ${id}. Letters go there from now on. Please open the page below and say, with a code that we send to this address, whether the new address is yours; until then nobody can answer by it. If you cannot, please call ${phone}.`,
    ]);
  }
  return plainMail(context, `Alamat email untuk ${id} diganti`, { id: "Jawab: benar atau keliru", en: "" }, [
    `Alamat email untuk berkas ${id} diganti oleh ${name}. Surat kami selanjutnya dikirim ke alamat yang baru. Mohon buka halaman di bawah ini, lalu jawab dengan kode yang kami kirim ke alamat ini apakah alamat yang baru itu milik Bapak/Ibu; sebelum dijawab, alamat baru belum dapat dipakai untuk menjawab. Bila tidak dapat membukanya, hubungi ${phone}.`,
  ]);
};
