/** Letters about a request that has to be completed (X11): what is missing, that it came, that it did not. For every service. */
import { fieldsOf } from "../../../../statemachines/language/table.ts";
import type { Field, FieldName } from "../../../../statemachines/language/vocabulary.ts";
import { latestValue, procedureOfCase } from "../../case/case-file.ts";
import { subjectOf } from "../../case/contact.ts";
import { inWords, listOf } from "../../form/field-words.ts";
import { longDate, momentInWords } from "../../format.ts";
import { nounOf } from "../../told/noun.ts";
import { promisedUntil } from "../../told/promise.ts";
import { plainMail, salutation, styleOf, type Letter, type LetterContext, type LetterWriter } from "./letter.ts";

/** What is missing, in the officer's words, and until when. */
export const requestIncomplete: LetterWriter = (context) => {
  const { dossier, settings } = context;
  const { id } = dossier.case;
  const items = missingItems(context).map((item, index) => `${index + 1}. ${item}`);
  const words = textOf(context, "missingWords");
  const until = lastDay(context);
  if (styleOf(context).language === "en") {
    return plain(context, `Please complete your request ${id}`, [
      salutation(context),
      `We have looked at the request of ${what(context)} under number ${id}. Before we can go on, please complete:`,
      items.join("\n"),
      ...(words ? [`Our officer writes: "${words}"`] : []),
      `Please do so at the latest on ${until} under the link below, where you find what you have given so far. You may also bring it to our office or call ${settings.phone}.`,
      "Until then your request waits. The time in which we answer is counted anew from when it is complete. If we have nothing until that day, the request is closed, and you can ask again.",
    ]);
  }
  return plain(context, `Mohon lengkapi permohonan ${id}`, [
    salutation(context),
    `Permohonan ${what(context)} dengan nomor ${id} telah kami periksa. Agar dapat kami proses, mohon dilengkapi:`,
    items.join("\n"),
    ...(words ? [`Penjelasan petugas kami: "${words}"`] : []),
    `Mohon kelengkapan disampaikan paling lambat ${until} melalui tautan di bawah; yang sudah Bapak/Ibu isi tersedia di sana. Kelengkapan juga dapat disampaikan di kantor kami atau melalui nomor ${settings.phone}.`,
    "Selama menunggu, permohonan Bapak/Ibu belum kami proses. Batas waktu kami dihitung lagi sejak kelengkapan kami terima. Bila sampai tanggal itu kelengkapan belum kami terima, permohonan ditutup dan Bapak/Ibu dapat mengajukannya kembali.",
  ]);
};

/** What was missing came; the answer is promised anew where one was. */
export const requestCompleted: LetterWriter = (context) => {
  const { dossier, settings } = context;
  const { id } = dossier.case;
  const style = styleOf(context);
  const promise = procedureOfCase(dossier.case).promise ? momentInWords(promisedUntil(settings, dossier), style) : null;
  if (style.language === "en") {
    const answer = promise ? `, and answer at the latest on ${promise}` : "";
    return plain(context, `We received what was missing in your request ${id}`, [
      salutation(context),
      `We received what was missing in the request of ${what(context)} (${id}). We go on with it now${answer}.`,
    ]);
  }
  const answer = promise ? `, dan jawabannya kami kirim paling lambat ${promise}` : "";
  return plain(context, `Kelengkapan permohonan ${id} telah kami terima`, [
    salutation(context),
    `Kelengkapan permohonan ${what(context)} (${id}) telah kami terima. Permohonan kami proses kembali${answer}.`,
  ]);
};

/** Nothing came until the day. */
export const requestNotCompleted: LetterWriter = (context) => {
  const { id } = context.dossier.case;
  const until = lastDay(context);
  if (styleOf(context).language === "en") {
    return plain(context, `Your request ${id} was closed`, [
      salutation(context),
      `What was missing in the request of ${what(context)} did not reach us until ${until}, so we have closed request ${id}. You can ask again at any time with the form on our site.`,
    ]);
  }
  return plain(context, `Permohonan ${id} ditutup karena kelengkapan belum kami terima`, [
    salutation(context),
    `Sampai ${until} kelengkapan permohonan ${what(context)} belum kami terima, sehingga permohonan ${id} kami tutup. Bapak/Ibu dapat mengajukan permohonan kembali kapan saja melalui formulir di laman kami.`,
  ]);
};

function plain(context: LetterContext, subject: string, paragraphs: string[]): Letter {
  return plainMail(context, subject, { id: "Lihat permohonan", en: "See the request" }, paragraphs);
}

/** "kunjungan SMP Negeri 1 Contoh" */
function what(context: LetterContext): string {
  const { dossier } = context;
  const subject = subjectOf(dossier.case);
  return { id: `${nounOf(dossier).id} ${subject}`, en: subject }[styleOf(context).language];
}

/** What was ticked, in the words of the form. */
function missingItems(context: LetterContext): string[] {
  const field = fieldNamed(context, "missingItems");
  const { staff } = context;
  return listOf(latestValue(context.dossier, "missingItems")).map((item) =>
    field ? inWords(field, [item], { style: styleOf(context), staff }) : String(item),
  );
}

function lastDay(context: LetterContext): string {
  return longDate(textOf(context, "completeBy"), styleOf(context));
}

function textOf({ dossier }: LetterContext, name: FieldName): string {
  const value = latestValue(dossier, name);
  return typeof value === "string" ? value : "";
}

function fieldNamed({ dossier }: LetterContext, name: FieldName): Field | undefined {
  return fieldsOf(procedureOfCase(dossier.case)).find((field) => field.name === name);
}
