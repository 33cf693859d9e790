/** Letters to people outside about a change of their case beside its flow. */
import { appointmentOf } from "../../case/appointment.ts";
import { procedureOfCase } from "../../case/case-file.ts";
import { contactOf, subjectOf } from "../../case/contact.ts";
import type { Change } from "../../case/records.ts";
import { formalLetter, plainMail, slotInWords, styleOf, type Letter, type LetterContext } from "./letter.ts";

/** What is written to whoever asked, about a change. */
export type OutsideLetter = (context: LetterContext, change: Change) => Letter;

/** The agency cancels: in its own words, with the reason. */
export const cancelled: OutsideLetter = (context, { reason, was: _ }) => {
  const { dossier } = context;
  const style = styleOf(context);
  const { title } = procedureOfCase(dossier.case);
  const when = appointmentOf(dossier);
  const time = when ? slotInWords(when.slot, style) : "";
  const because = lowered(reason);
  if (style.language === "en") {
    return formalLetter(
      context,
      "Cancellation",
      [contactOf(dossier).name, subjectOf(dossier.case)],
      follow(style.language),
      [
        `We regret to tell you that we have to cancel: ${title.en}${time ? `, ${time}` : ""}. Reason: ${because}`,
        `Please call ${context.settings.phone} to agree on another time.`,
      ],
    );
  }
  return formalLetter(
    context,
    "Pembatalan oleh kami",
    [contactOf(dossier).name, subjectOf(dossier.case)],
    follow(style.language),
    [
      `Dengan menyesal kami sampaikan bahwa ${title.id}${time ? ` pada ${time}` : ""} kami batalkan karena ${because}`,
      `Untuk menyepakati waktu lain, hubungi kami di ${context.settings.phone}.`,
    ],
  );
};

/** The time came undecided, and the case was closed. */
export const passed: OutsideLetter = (context) => {
  const { dossier } = context;
  const style = styleOf(context);
  const { title } = procedureOfCase(dossier.case);
  const slot = appointmentOf(dossier)?.slot;
  const time = slot ? slotInWords(slot, style) : "";
  const address = [contactOf(dossier).name, subjectOf(dossier.case)];
  if (style.language === "en") {
    return formalLetter(context, "Not decided in time", address, follow(style.language), [
      `We are sorry: your request (${title.en}) for ${time} was not decided before that time, and we have closed it.`,
      `Please ask for another time, or call ${context.settings.phone}.`,
    ]);
  }
  return formalLetter(context, "Permohonan belum sempat diputuskan", address, follow(style.language), [
    `Mohon maaf, permohonan ${title.id} untuk ${time} belum sempat kami putuskan sampai waktunya, sehingga berkasnya kami tutup.`,
    `Silakan mengajukan waktu lain, atau hubungi kami di ${context.settings.phone}.`,
  ]);
};

/** Another time than was told before. */
export const moved: OutsideLetter = (context, { reason }) => {
  const { dossier } = context;
  const style = styleOf(context);
  const { title } = procedureOfCase(dossier.case);
  const when = appointmentOf(dossier);
  const times = (when?.sessions ?? []).map((session) => slotInWords(session, style));
  if (style.language === "en") {
    return formalLetter(
      context,
      "Change of time",
      [contactOf(dossier).name, subjectOf(dossier.case)],
      follow(style.language),
      [
        `${title.en} takes place at another time: ${times.join("; ")}. This replaces the time told before. Reason: ${lowered(reason)}`,
      ],
    );
  }
  return formalLetter(
    context,
    "Perubahan Jadwal",
    [contactOf(dossier).name, subjectOf(dossier.case)],
    follow(style.language),
    [
      `${title.id} kami ubah jadwalnya menjadi: ${times.join("; ")}. Jadwal ini menggantikan jadwal yang kami sampaikan sebelumnya. Alasan: ${lowered(reason)}`,
    ],
  );
};

function follow(language: "id" | "en"): Letter["body"]["buttons"] {
  return [{ label: language === "id" ? "Lihat permohonan" : "See the request", link: "tracking" }];
}

/** The first letter small, where the words go on a sentence; a name or an abbreviation stays as it is. */
function lowered(words: string): string {
  return /^\p{Lu}\p{Ll}/u.test(words) && /^\S+\s/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
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
