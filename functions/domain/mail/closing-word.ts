/**
 * No request ends without a word: where an outcome that ends it sends no letter to whoever asked, its table says what they are
 * mailed, and what those of the staff hear who knew of it.
 */
import type { MailWords } from "../../../statemachines/language/vocabulary.ts";
import { isActive } from "../agency.ts";
import { actorOf } from "../../../statemachines/language/registry.ts";
import { outcomesOf } from "../../../statemachines/language/table.ts";
import { flowTasks, procedureOfCase, stepOfTask } from "../case/case-file.ts";
import { contactOf } from "../case/contact.ts";
import { personOf, type Answer, type Dossier } from "../case/records.ts";
import { toldDossier, toldWords } from "../personal-data/hidden.ts";
import { isAcquainted } from "../told/acquainted.ts";
import { nameAndTitle } from "../told/author.ts";
import { inSentence } from "../told/sentence.ts";
import { mailOf, notice, plainMail, salutation, styleOf } from "./letters/letter.ts";
import { deliver, type PostDependencies } from "./outbox.ts";

/** Mails the word that the last answer of a case has for whoever asked; nothing where it has none. Again is harmless. */
export async function sendClosingWord(dependencies: PostDependencies, stored: Dossier): Promise<void> {
  const last = flowTasks(stored).findLast(({ answer }) => answer !== null);
  const outcomes = last ? outcomesOf(procedureOfCase(stored.case), stepOfTask(stored, last)) : [];
  const outcome = outcomes.find(({ id }) => id === last?.answer?.outcome);
  if (last?.answer && outcome?.staffHear) await sendToStaff(dependencies, stored, last.answer, outcome.staffHear);
  const words = outcome?.mailSays;
  const isTold = outcome?.letters?.some(({ to }) => !actorOf(to).inside);
  if (!words || isTold || !last?.answer) return;
  const { agencies, clock } = dependencies;
  const [settings, staff] = [await agencies.settings(), await agencies.staff()];
  const dossier = toldDossier(stored);
  const context = { dossier, settings, staff, answer: last.answer, to: "requester", now: clock.now() } as const;
  const style = styleOf(context);
  const others = { office: settings.phone };
  const [subject, text] = [words.subject, words.text].map((said) =>
    inSentence(said, dossier, { style, staff }, others),
  );
  if (!subject || !text || contactOf(stored).name === "") return;
  const letter = plainMail(context, `${subject} (${stored.case.id})`, follow, [salutation(context), text]);
  const about = { id: "closing.requester", letter: "closing" };
  await deliver(dependencies, stored, mailOf(context, toldWords(letter, stored), about));
}

/** To exactly those who knew of it, but for who ended it. */
async function sendToStaff(
  dependencies: PostDependencies,
  stored: Dossier,
  answer: Answer,
  words: MailWords,
): Promise<void> {
  const { agencies, clock } = dependencies;
  const [settings, staff] = [await agencies.settings(), await agencies.staff()];
  const dossier = toldDossier(stored);
  const others = { doer: nameAndTitle(settings, answer, "id"), note: answer.note.replace(/\.$/, "") };
  const persons = staff.filter(isActive).map(personOf);
  for (const to of persons.filter((person) => person !== answer.person && isAcquainted(stored, person))) {
    const context = { dossier, settings, staff, answer, to, now: clock.now() };
    const style = styleOf(context);
    const [subject, text] = [words.subject, words.text].map((said) =>
      inSentence(said, dossier, { style, staff }, others),
    );
    if (!subject || !text) continue;
    const letter = notice(context, `${subject} (${stored.case.id})`, [text]);
    await deliver(
      dependencies,
      stored,
      mailOf(context, toldWords(letter, stored), { id: `closing.${to}`, letter: "closing" }),
    );
  }
}

const follow = { id: "Lihat permohonan", en: "See the request" };
