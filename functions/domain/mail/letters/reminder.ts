/** What is written to whoever a task waits for: staff before and after its due time, the post above, people outside. */
import { actorOf } from "../../../../statemachines/language/registry.ts";
import type { Step, Text } from "../../../../statemachines/language/vocabulary.ts";
import { titleOf } from "../../agency.ts";
import { subjectOf } from "../../case/contact.ts";
import type { MailBody, MailItem, TaskItem } from "../../case/records.ts";
import type { Reminder } from "../../deadlines/reminder-times.ts";
import { momentInWords, type Style } from "../../format.ts";
import { nounOf } from "../../told/noun.ts";
import { inSentence } from "../../told/sentence.ts";
import { notice, plainMail, salutation, styleOf, type Letter, type LetterContext } from "./letter.ts";

/** The mail that asked, once more, with its buttons. @param late how late it is, in words */
export function reminderOf(mail: MailItem, { kind, level }: Reminder, late: string | null, now: string): MailItem {
  const [greeting = "", ...rest] = mail.body.paragraphs;
  const said =
    kind === "soon"
      ? "Kami ingatkan bahwa tugas berikut mendekati batas waktunya."
      : `Kami ingatkan bahwa tugas berikut belum selesai${late ? ` dan ${late}` : ""}.`;
  // It goes at once and alone, also where the mail that asked waited for others.
  const { bundle: _bundle, notBefore: _notBefore, ...kept } = mail;
  return {
    ...kept,
    id: `reminder.${kind}.${level}.${mail.id}`,
    letter: "reminder",
    subject: `Pengingat: ${mail.subject}`,
    body: { ...mail.body, paragraphs: [greeting, said, ...rest] },
    createdAt: now,
  };
}

/** To whoever has work that no mail asked for: what is still to be done, by when, and where. */
export function workReminded(context: LetterContext, step: Step, task: TaskItem): Letter {
  const { dossier } = context;
  const { id } = dossier.case;
  const what = `${nounOf(dossier).id} ${subjectOf(dossier.case)}`;
  const until = task.dueAt ? `; batas waktunya ${momentInWords(task.dueAt, styleOf(context))}` : "";
  const letter = notice(context, `Pengingat: ${what} (${id})`, [
    "Yth. Bapak/Ibu,",
    `Kami ingatkan bahwa langkah "${step.state}" pada ${what} belum selesai${until}.`,
  ]);
  return { ...letter, body: { ...letter.body, buttons: [{ label: "Buka berkas", link: "case" }] } };
}

/** To the post above: what waits, for whom, since when, and what can be done about it. */
export function aboveTold(context: LetterContext, step: Step, task: TaskItem, late: string): Letter {
  const { dossier, settings } = context;
  const { id } = dossier.case;
  const what = `${nounOf(dossier).id} ${subjectOf(dossier.case)}`;
  const who = titleOf(settings, task.actor).id;
  const style = styleOf(context);
  const letter = notice(context, `Terlambat: ${what}, menunggu ${who} (${id})`, [
    "Yth. Bapak/Ibu,",
    `Langkah "${step.state}" pada berkas ${id} menunggu ${who} dan ${late}${task.dueAt ? `; batas waktunya ${momentInWords(task.dueAt, style)}` : ""}.`,
    step.kind === "decision"
      ? "Mohon menghubungi yang bersangkutan. Bila yang bersangkutan berhalangan, catat bahwa yang bersangkutan tidak masuk; keputusannya lalu ditanyakan kepada atasannya."
      : "Mohon menghubungi yang bersangkutan, atau menyerahkan tugasnya kepada petugas lain di halaman berkas.",
  ]);
  return { ...letter, body: { ...letter.body, buttons: [{ label: "Buka berkas", link: "case" }] } };
}

/** To people outside who were asked and have not answered. @param answers a button for each answer */
export function outsideReminded(
  context: LetterContext,
  step: Step,
  { deadlineAt }: Pick<TaskItem, "deadlineAt">,
  answers: MailBody["buttons"],
): Letter {
  const { dossier, settings, staff } = context;
  const style = styleOf(context);
  const { language } = style;
  const asked = (step.asks && inSentence(step.asks, dossier, { style, staff })) ?? "";
  const texts = words(style, deadlineAt, settings.phone);
  const subject = `${texts.subject[language]}: ${nounOf(dossier)[language]} ${subjectOf(dossier.case)} (${dossier.case.id})`;
  const letter = plainMail(context, subject, follow, [
    salutation(context),
    texts.waiting[language],
    asked,
    ...(deadlineAt ? [texts.until[language]] : []),
    texts.help[language],
  ]);
  const { body } = letter;
  return { ...letter, body: { ...body, buttons: [...answers, ...body.buttons] } };
}

const follow = { id: "Buka halaman permohonan", en: "Open the page of the request" };

function words(
  style: Style,
  deadlineAt: string | null,
  phone: string,
): Record<"help" | "subject" | "until" | "waiting", Text> {
  const until = deadlineAt ? momentInWords(deadlineAt, style) : "";
  return {
    subject: { id: "Menunggu jawaban Bapak/Ibu", en: "Waiting for your answer" },
    waiting: {
      id: "Kami masih menunggu jawaban Bapak/Ibu atas pertanyaan berikut.",
      en: "We are still waiting for your answer to this question.",
    },
    until: {
      id: `Mohon dijawab paling lambat ${until}. Sesudah itu kami melanjutkan tanpa jawaban Bapak/Ibu.`,
      en: `Please answer by ${until}. After that we go on without it.`,
    },
    help: {
      id: `Bila ada kesulitan, hubungi kami di ${phone}.`,
      en: `If anything is difficult, call us at ${phone}.`,
    },
  };
}

/** Whether people of this row are reminded by mail with its buttons. */
export function isMailed({ actor, mail }: Step): boolean {
  return mail === true && actorOf(actor).inside;
}
