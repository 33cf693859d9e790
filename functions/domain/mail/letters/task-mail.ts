/** b. The mail that asks somebody of the staff: what is asked says the row; one button per outcome, each only preselecting. */
import type { Step } from "../../../../statemachines/language/vocabulary.ts";
import { actingTitle, titleOf, type AgencySettings, type StaffMember } from "../../agency.ts";
import { flowTasks } from "../../case/case-file.ts";
import { subjectOf } from "../../case/contact.ts";
import { personOf, type Dossier, type MailItem, type Person, type TaskItem } from "../../case/records.ts";
import type { ComputingDependencies } from "../../task/computed-fields.ts";
import { candidateOf, choosableNow, ownOutcomes, requesterOf, type Stead } from "../../task/permission.ts";
import type { Words } from "../../form/field-words.ts";
import { longDate, momentInWords, oneFullStop } from "../../format.ts";
import { isoInstant, minutesLater } from "../../calendar/instants.ts";
import { actingIn } from "../../people/substitution.ts";
import { addressed } from "../../told/addressed.ts";
import { nameAndTitle } from "../../told/author.ts";
import { nounOf } from "../../told/noun.ts";
import { inSentence, timesInWords } from "../../told/sentence.ts";

/** @returns the mail to one of the persons a task is for, ready to be stored */
export async function taskMail(
  dependencies: ComputingDependencies,
  dossier: Dossier,
  step: Step,
  task: TaskItem,
  person: Person,
): Promise<MailItem> {
  const { agencies, clock } = dependencies;
  const [settings, staff] = [await agencies.settings(), await agencies.staff()];
  const style = { language: "id", zone: settings.calendar.zone } as const;
  const member = staff.find((each) => personOf(each) === person);
  const candidate = member ? candidateOf(member) : requesterOf(dossier);
  const own = ownOutcomes(dossier, task, await choosableNow(dependencies, dossier, task, candidate));
  const from = own[0]?.from;
  const role = own[0]?.role ?? step.actor;
  const { subject, text } = askedFor(settings, dossier, step, { style, staff });
  const before = lastAnswer(dossier);
  return {
    caseId: task.caseId,
    id: `task.${task.id}.${person}`,
    letter: "task",
    to: person,
    subject: `${subject} (${task.caseId})`,
    body: {
      paragraphs: [
        `Yth. ${addressed(settings, role, actingIn(candidate.acting, role))},`,
        ...(own[0]?.insteadOf
          ? [
              `Tugas ini untuk ${nameOf(own[0].insteadOf, settings, staff)}, yang berhalangan. Bapak/Ibu diminta mengerjakannya sebagai pengganti.`,
            ]
          : []),
        text,
        ...(before?.note ? [`Catatan ${actingTitle(settings, before).id}: "${before.note}"`] : []),
        ...(task.dueAt ? [`Mohon berkenan menindaklanjuti paling lambat ${momentInWords(task.dueAt, style)}.`] : []),
        ...(from ? [`Hasilnya dapat dicatat mulai ${longDate(from, style)}.`] : []),
        "Pilih salah satu tombol untuk membuka halamannya. Jawaban baru tersimpan setelah Bapak/Ibu menekan tombol konfirmasi di halaman tersebut.",
      ].map(oneFullStop),
      buttons: own.map(({ outcome }) => ({ label: outcome.label.id, link: "task", outcome: outcome.id })),
      closing: [settings.name],
    },
    state: "pending",
    attempts: 0,
    createdAt: isoInstant(clock.now()),
    task: task.id,
    ...bundleOf(step, task, isoInstant(clock.now())),
  };
}

/**
 * With which other mails to the same person one goes out, and from when (ISO 8601); nothing where it goes alone.
 *
 * @param kind of mails that go out with no others; those that ask, where nothing is said
 */
export function bundleOf(
  step: Step,
  { procedure, step: row }: Pick<TaskItem, "procedure" | "step">,
  now: string,
  kind?: "reminder" | "late",
): Pick<MailItem, "bundle" | "notBefore"> {
  if (!goesTogether(step)) return {};
  const name = `${procedure}.${row}`;
  return { bundle: kind ? `${kind}.${name}` : name, notBefore: minutesLater(now, planMinutes) };
}

/** Whoever plans a month puts its parts forward one after another; the official reads them as one. */
const planMinutes = 15;

/** What may be decided in one disposition and has days for it; what is wanted within the hour goes at once. */
function goesTogether({ batch, time }: Step): boolean {
  return batch === true && time.basis === "working-day";
}

/** The words of the row; plain ones where it has none, or names what is not known of this case. */
function askedFor(
  settings: AgencySettings,
  dossier: Dossier,
  step: Step,
  words: Words,
): Record<"subject" | "text", string> {
  const before = lastAnswer(dossier);
  const doer = before ? nameAndTitle(settings, before, "id") : "";
  const said = (part: "subject" | "text"): string | null =>
    step.mailSays ? inSentence(step.mailSays[part], dossier, words, { doer }) : null;
  const noun = nounOf(dossier).id;
  const who = subjectOf(dossier.case);
  const asked = step.kind === "decision" ? "Mohon keputusan" : "Mohon ditindaklanjuti";
  const when = timesInWords(dossier, words.style);
  return {
    subject: said("subject") ?? `${asked}: ${noun} ${who}`,
    text: said("text") ?? `Bersama ini kami sampaikan ${noun} ${who}${when ? `, ${when},` : ""} untuk ditindaklanjuti.`,
  };
}

function lastAnswer(dossier: Dossier): TaskItem["answer"] {
  return flowTasks(dossier).findLast(({ answer }) => answer !== null && answer.name !== "")?.answer ?? null;
}

function nameOf({ persons, role }: Stead, settings: AgencySettings, staff: StaffMember[]): string {
  const names = staff.filter((member) => persons.includes(personOf(member))).map(({ name }) => name);
  return names.length > 0 ? names.join("; ") : titleOf(settings, role).id;
}
