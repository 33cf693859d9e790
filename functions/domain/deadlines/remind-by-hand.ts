/** A superior has those reminded for whom a late task waits: by one tap, and not so often that nobody reads it any more. */
import { actorOf } from "../../../statemachines/language/registry.ts";
import type { ActorId, Step, Text } from "../../../statemachines/language/vocabulary.ts";
import type { AgencySettings, StaffMember } from "../agency.ts";
import type { Calendar } from "../calendar/calendar.ts";
import { dueInUse } from "../calendar/go-live.ts";
import { isoInstant } from "../calendar/instants.ts";
import { addWorkingMinutes, NoWorkingDayError, workingMinutesBetween } from "../calendar/working-time.ts";
import { isOver, stepOfTask } from "../case/case-file.ts";
import { personOf, type Dossier, type MailItem, type Person, type RemindedBy, type TaskItem } from "../case/records.ts";
import { momentInWords } from "../format.ts";
import type { LetterContext } from "../mail/letters/letter.ts";
import { isMailed, remindedAs, signedInReminder } from "../mail/letters/reminder.ts";
import { taskMail } from "../mail/letters/task-mail.ts";
import { opensAt } from "../mail/office-hours.ts";
import { dayAt, presentOn } from "../people/presence.ts";
import { superiorsOf } from "../people/stand-ins.ts";
import { actingIn } from "../people/substitution.ts";
import { toldDossier } from "../personal-data/hidden.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import type { ComputingDependencies } from "../task/computed-fields.ts";
import { giveLink } from "../task/open-task.ts";
import { askedPersons } from "../task/permission.ts";
import { decidedBy } from "../task/second-answer.ts";
import { nameAndTitle } from "../told/author.ts";
import { lateBy } from "../used-time.ts";
import { againMinutes, answering } from "./reminder-times.ts";

type Needs = ComputingDependencies & Pick<Dependencies, "links" | "mails" | "secrets">;

/** One time that a superior had the holders of a task reminded. */
export interface HandReminder extends RemindedBy {
  /** When the mail went out, or is to go out where it has not yet: ISO 8601. */
  at: string;
  /** When it was asked for. */
  askedAt: string;
  to: Person[];
}

/** How often a superior had the holders of a task reminded, oldest first. */
export function handReminders({ mails }: Dossier, { id }: Pick<TaskItem, "id">): HandReminder[] {
  const found = new Map<number, HandReminder>();
  for (const { createdAt, notBefore, remindedBy, sentAt, task, to } of mails) {
    if (!remindedBy || task !== id) continue;
    const known = found.get(remindedBy.round);
    const at = sentAt ?? notBefore ?? createdAt;
    found.set(remindedBy.round, { ...remindedBy, at, askedAt: createdAt, ...known, to: [...(known?.to ?? []), to] });
  }
  return [...found.values()].toSorted((one, other) => one.round - other.round);
}

/** The post in which somebody is above whoever a row waits for; null where they are not. */
export function roleAbove(step: Step, { roles }: Pick<StaffMember, "roles">): ActorId | null {
  const role = answering(step);
  return (role === null ? [] : superiorsOf(role)).find((above) => roles.includes(above)) ?? null;
}

/** Whether a task is late so that its holders may be reminded by hand. @param now ISO 8601 */
export function isLateNow(calendar: Calendar, { dueAt }: Pick<TaskItem, "dueAt">, now: string): boolean {
  const inUse = dueInUse(calendar, dueAt);
  return inUse !== null && inUse < now;
}

/** From when its holders may be reminded again, ISO 8601; null: now. */
export function remindableFrom(calendar: Calendar, last: HandReminder | undefined, now: string): string | null {
  if (!last) return null;
  try {
    const from = isoInstant(addWorkingMinutes(calendar, last.askedAt, againMinutes).epochMilliseconds);
    return from > now ? from : null;
  } catch (error) {
    if (error instanceof NoWorkingDayError) return null;
    throw error;
  }
}

/**
 * Has the holders of a late task reminded: at once while the office is open, else when it opens. The mail is stored here and
 * sent by the sweep. Of two superiors in the same moment one is the first, and nobody is written to twice.
 *
 * @throws Refusal `already-decided`, `forbidden` for whoever is not above, `stale` where it is not late, or nobody of them is
 *   there, `taken` where they were reminded within the last four office hours
 */
export async function remindByHand(
  dependencies: Needs,
  dossier: Dossier,
  task: TaskItem,
  member: StaffMember,
): Promise<void> {
  const { agencies, clock } = dependencies;
  const [settings, everybody, now] = [await agencies.settings(), await agencies.staff(), isoInstant(clock.now())];
  const { calendar } = settings;
  const step = stepOfTask(dossier, task);
  if (isOver(task) || dossier.case.ending) throw decidedBy(task);
  const role = roleAbove(step, member);
  if (role === null) throw notAbove;
  if (!isLateNow(calendar, task, now)) throw notLate;
  const before = handReminders(dossier, task).at(-1);
  const from = remindableFrom(calendar, before, now);
  if (before && from !== null) throw remindedAlready(settings, before, from);
  const staff = presentOn(everybody, dayAt(settings, clock.now()));
  const holders = holdersOf(step, dossier, task, staff).filter((person) => person !== personOf(member));
  if (holders.length === 0) throw nobodyThere;
  const acting = actingIn(member.acting, role);
  const remindedBy: RemindedBy = {
    ...{ round: (before?.round ?? 0) + 1, person: personOf(member), name: member.name, role },
    ...(acting ? { acting: { kind: acting.kind, number: acting.number, letter: acting.letter } } : {}),
  };
  const late = lateBy(workingMinutesBetween(calendar, task.dueAt ?? now, now), "id");
  const said = `${nameAndTitle(settings, remindedBy, "id")}, mengingatkan bahwa tugas berikut belum selesai dan ${late}.`;
  const notBefore = opensAt(calendar, clock.now());
  for (const to of holders) {
    const context = { dossier: toldDossier(dossier), settings, staff, answer: null, to, now: clock.now() };
    const mail = await reminderTo(dependencies, context, { dossier, step, task, said, round: remindedBy.round });
    await dependencies.mails.add({ ...mail, remindedBy, ...(notBefore === null ? {} : { notBefore }) });
  }
}

/** Those a task waits for who are there: also whoever of the office records for people outside. */
function holdersOf(step: Step, dossier: Dossier, task: TaskItem, staff: StaffMember[]): Person[] {
  if (actorOf(step.actor).inside) {
    const asked = askedPersons(step, dossier, task, staff);
    return staff.map(personOf).filter((person) => asked.includes(person));
  }
  const role = answering(step);
  return staff.filter(({ roles }) => role !== null && roles.includes(role)).map(personOf);
}

interface About {
  dossier: Dossier;
  step: Step;
  task: TaskItem;
  said: string;
  round: number;
}

/** With the buttons of its answers where the row mails them; else with the way to its page. */
async function reminderTo(
  dependencies: Needs,
  context: LetterContext,
  { dossier, round, said, step, task }: About,
): Promise<MailItem> {
  const { to } = context;
  const id = `reminder.hand.${round}.${task.id}.${to}`;
  if (!isMailed(step)) return signedInReminder(context, step, task, { id, said });
  await giveLink(dependencies, task, to);
  const mail = await taskMail(dependencies, dossier, step, task, to);
  return remindedAs(mail, { id, said, now: isoInstant(context.now) });
}

/** Who had them reminded, as pages say it. */
export function remindedByText(settings: AgencySettings, by: RemindedBy): Text {
  return { id: nameAndTitle(settings, by, "id"), en: nameAndTitle(settings, by, "en") };
}

function remindedAlready(settings: AgencySettings, last: HandReminder, from: string): Refusal {
  const said = (language: "id" | "en") => {
    const style = { language, zone: settings.calendar.zone };
    return [nameAndTitle(settings, last, language), momentInWords(last.at, style), momentInWords(from, style)] as const;
  };
  const [id, en] = [said("id"), said("en")];
  return new Refusal("taken", {
    id: `Sudah diingatkan oleh ${id[0]} (${id[1]}). Dapat diingatkan lagi mulai ${id[2]}.`,
    en: `${en[0]} had them reminded already (${en[1]}). They can be reminded again from ${en[2]}.`,
  });
}

const notAbove = new Refusal("forbidden", {
  id: "Hanya atasan dari yang mengerjakan dapat mengingatkan.",
  en: "Only a superior of whoever does it can have them reminded.",
});
const notLate = new Refusal("stale", {
  id: "Tugas ini belum melewati batas waktunya, jadi belum perlu diingatkan.",
  en: "This task is not late, so that nobody needs to be reminded yet.",
});
const nobodyThere = new Refusal("stale", {
  id: "Tidak ada yang masuk untuk diingatkan. Serahkan tugasnya kepada petugas lain, atau catat pengganti pejabatnya.",
  en: "Nobody is there to be reminded. Hand the task on, or enter who acts for the official.",
});
