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
import { mailOf, notice, plainMail, salutation, styleOf, type Letter, type LetterContext } from "./letter.ts";

/** The mail that asked, once more, with its buttons. @param late how late it is, in words */
export function reminderOf(mail: MailItem, { kind, level }: Reminder, late: string | null, now: string): MailItem {
  const said =
    kind === "soon"
      ? "Kami ingatkan bahwa tugas berikut mendekati batas waktunya."
      : `Kami ingatkan bahwa tugas berikut belum selesai${late ? ` dan ${late}` : ""}.`;
  return remindedAs(mail, { id: `reminder.${kind}.${level}.${mail.id}`, said, now });
}

/** The mail that asked, once more: with what is said first. By itself it goes at once and alone, also where that waited for others. */
export function remindedAs(
  { bundle: _bundle, notBefore: _notBefore, ...mail }: MailItem,
  { id, now, said }: { id: string; said: string; now: string },
): MailItem {
  const [greeting = "", ...rest] = mail.body.paragraphs;
  return {
    ...mail,
    ...{ id, letter: "reminder", createdAt: now, subject: `Pengingat: ${mail.subject}` },
    body: { ...mail.body, paragraphs: [greeting, said, ...rest] },
  };
}

/** To somebody who answers signed in: what waits, and the way to its page. */
export function signedInReminder(
  context: LetterContext,
  step: Step,
  task: TaskItem,
  { id, said }: { id: string; said: string },
): MailItem {
  const { dossier } = context;
  const what = `${nounOf(dossier).id} ${subjectOf(dossier.case)}`;
  const due = task.dueAt ? `; batas waktunya ${momentInWords(task.dueAt, styleOf(context))}` : "";
  const letter = notice(context, `Pengingat: ${step.state}, ${what} (${dossier.case.id})`, [
    "Yth. Bapak/Ibu,",
    said,
    `Langkah "${step.state}" pada berkas ${dossier.case.id}, ${what}${due}.`,
  ]);
  const whole: Letter = { ...letter, body: { ...letter.body, buttons: [{ label: "Buka tugas", link: "page" }] } };
  return { ...mailOf(context, whole, { id, letter: "reminder" }), task: task.id };
}

/** What a superior can do about a late task, beside having its holders reminded. */
export interface WaysAbove {
  /** It can be handed on to another officer. */
  handOn: boolean;
  /** The superior may do it. */
  act: boolean;
}

/** To the post above: what waits, for whom, since when, and what can be done about it, with the way to each. */
export function aboveTold(
  context: LetterContext,
  step: Step,
  task: TaskItem,
  late: string,
  { act, handOn }: WaysAbove,
): Letter {
  const { dossier, settings } = context;
  const { id } = dossier.case;
  const what = `${nounOf(dossier).id} ${subjectOf(dossier.case)}`;
  const who = titleOf(settings, task.actor).id;
  const style = styleOf(context);
  const letter = notice(context, `Terlambat: ${what}, menunggu ${who} (${id})`, [
    "Yth. Bapak/Ibu,",
    `Langkah "${step.state}" pada berkas ${id} menunggu ${who} dan ${late}${task.dueAt ? `; batas waktunya ${momentInWords(task.dueAt, style)}` : ""}.`,
    `Yang dapat dilakukan: ${inList([
      "ingatkan yang bersangkutan",
      ...(handOn ? ["serahkan tugasnya kepada petugas lain"] : []),
      ...(act ? ["tangani sendiri"] : []),
    ])}.`,
    ...(step.kind === "decision"
      ? [
          "Keputusan tidak dapat diserahkan. Bila yang bersangkutan berhalangan, catat penggantinya (Plh.) atau bahwa yang bersangkutan tidak masuk; keputusannya lalu ditanyakan kepada atasannya.",
        ]
      : []),
  ]);
  const buttons: MailBody["buttons"] = [
    { label: "Ingatkan", link: "remind" },
    ...(handOn ? [{ label: "Serahkan", link: "hand-on" } as const] : []),
    ...(act ? [{ label: "Tangani", link: "act" } as const] : []),
    { label: "Buka berkas", link: "case" },
  ];
  return { ...letter, body: { ...letter.body, buttons } };
}

/** "a", "a atau b", "a, b, atau c" */
function inList(ways: string[]): string {
  const last = ways.at(-1) ?? "";
  if (ways.length < 3) return ways.join(" atau ");
  return `${ways.slice(0, -1).join(", ")}, atau ${last}`;
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
