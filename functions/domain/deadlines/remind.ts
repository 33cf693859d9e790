/** An open task whose time has come: whoever it waits for is reminded, and later the posts above them (`reminder-times.ts`). */
import type { ActorId, Step } from "../../../statemachines/language/vocabulary.ts";
import type { AgencySettings, StaffMember } from "../agency.ts";
import { isoInstant } from "../calendar/instants.ts";
import { officeClock, workingMinutesBetween } from "../calendar/working-time.ts";
import { openAsides, openTasks, possibleOutcomes, stepOfTask } from "../case/case-file.ts";
import { isHandedOn } from "../change/people-operations.ts";
import { roleToChange } from "../change/rights.ts";
import { firstReminder } from "../case/task-times.ts";
import { setOutrunAside } from "../case/tidy-up.ts";
import { personOf, type Dossier, type MailItem, type Person, type TaskItem } from "../case/records.ts";
import { mailOf, styleOf, type LetterContext } from "../mail/letters/letter.ts";
import {
  aboveTold,
  isMailed,
  outsideReminded,
  reminderOf,
  signedInReminder,
  type WaysAbove,
} from "../mail/letters/reminder.ts";
import { bundleOf, taskMail } from "../mail/letters/task-mail.ts";
import { answerButtons, deliver, type PostDependencies } from "../mail/outbox.ts";
import { dayAt, presentOn } from "../people/presence.ts";
import { superiorsOf } from "../people/stand-ins.ts";
import { toldDossier } from "../personal-data/hidden.ts";
import type { ComputingDependencies } from "../task/computed-fields.ts";
import { giveLink } from "../task/open-task.ts";
import { askedPersons, candidateOf, choosableNow, ownOutcomes } from "../task/permission.ts";
import { endCalls, isIdleCall, openCall } from "../task/silence.ts";
import { lateBy } from "../used-time.ts";
import type { DigestRecord } from "./records.ts";
import { answering, remindersDue, type Reminder } from "./reminder-times.ts";

export type RemindingDependencies = PostDependencies & ComputingDependencies;

interface Occasion {
  dossier: Dossier;
  step: Step;
  task: TaskItem;
  settings: AgencySettings;
  /** Those who are there. */
  staff: StaffMember[];
  now: string;
}

/** Mails what is due, each once, and says when to look again. Outside office hours nobody is written to: the next opening is. */
export async function remind(dependencies: RemindingDependencies, due: TaskItem): Promise<void> {
  const { agencies, cases, clock, tasks } = dependencies;
  const { caseId, id } = due;
  const dossier = await cases.dossier(caseId);
  const task = dossier && [...openTasks(dossier), ...openAsides(dossier)].find((each) => each.id === id);
  if (!dossier || !task?.remindAt) return forget(dependencies, dossier, due);
  // Nobody goes on with it here; whoever sees to the fault is told by that.
  if (dossier.case.ending) return tasks.remindNext(task);
  if (isIdleCall(dossier, task)) return endCalls(dependencies, dossier);
  const settings = await agencies.settings();
  const { calendar } = settings;
  const office = officeClock(calendar, clock.now());
  if (!office.runs) return tasks.lookAgain(caseId, id, earlier(isoInstant(office.until), task.deadlineAt));
  const now = isoInstant(clock.now());
  const day = dayAt(settings, clock.now());
  const staff = presentOn(await agencies.staff(), day);
  const step = stepOfTask(dossier, task);
  const occasion = { dossier, step, task, settings, staff, now };
  for (const reminder of remindersDue(calendar, step, task, { from: task.remindAt, now })) {
    if (reminder.kind === "phone") await openCall(dependencies, dossier, task);
    else if (reminder.kind === "outside") await remindOutside(dependencies, occasion, reminder);
    else if (reminder.kind === "above") await tellAbove(dependencies, occasion);
    else await remindStaff(dependencies, occasion, reminder);
  }
  await tasks.remindNext(task, firstReminder(calendar, step, task, now).remindAt);
}

/** Nobody waits at it any more, so that the sweep has nothing to do with it either, now or later. */
async function forget(
  { tasks }: Pick<RemindingDependencies, "tasks">,
  dossier: Dossier | null,
  due: TaskItem,
): Promise<void> {
  if (dossier) await setOutrunAside({ tasks }, dossier);
  await tasks.remindNext(due);
}

async function remindStaff(dependencies: RemindingDependencies, occasion: Occasion, reminder: Reminder): Promise<void> {
  const { dossier, staff, step, task } = occasion;
  const asked = askedPersons(step, dossier, task, staff);
  const digest = await dependencies.agencies.digest();
  for (const member of staff.filter((each) => asked.includes(personOf(each)))) {
    const isOfRow = reminder.kind === "soon" && step.remindAfter !== undefined;
    if (!isOfRow && (!isWrittenTo(member, step, reminder) || hasRead(member, digest, reminder))) continue;
    const mail = isMailed(step)
      ? await askedAgain(dependencies, occasion, reminder, personOf(member))
      : workReminderOf(occasion, personOf(member));
    await deliver(dependencies, dossier, mail);
  }
}

async function askedAgain(
  dependencies: RemindingDependencies,
  occasion: Occasion,
  reminder: Reminder,
  to: Person,
): Promise<MailItem> {
  const { dossier, now, step, task } = occasion;
  // Who came to the post since it was opened has none yet.
  await giveLink(dependencies, task, to);
  const mail = await taskMail(dependencies, dossier, step, task, to);
  return { ...reminderOf(mail, reminder, lateness(occasion), now), ...bundleOf(step, task, now, "reminder") };
}

/** Of work that nobody was mailed about: the mail of the morning names it on its last day only. */
function workReminderOf(occasion: Occasion, to: Person): MailItem {
  const { step, task } = occasion;
  const about = {
    id: `reminder.soon.0.task.${task.id}.${to}`,
    said: "Kami ingatkan bahwa tugas berikut belum selesai.",
  };
  return signedInReminder(contextOf(occasion, to), step, task, about);
}

/**
 * Whoever has one mail each morning reads in it what is due and what is late; of a decision that is late they hear at once,
 * with its buttons.
 */
function isWrittenTo({ reminders = "digest" }: StaffMember, step: Step, { kind }: Reminder): boolean {
  if (!isMailed(step)) return false;
  return reminders === "each" || kind === "late";
}

/** In the mail of the morning, which counts for those who have one. */
function hasRead({ id, reminders = "digest" }: StaffMember, digest: DigestRecord | null, { at }: Reminder): boolean {
  return reminders === "digest" && digest !== null && digest.told.includes(id) && at <= digest.at;
}

/** The nearest of the posts above in which somebody is. */
async function tellAbove(dependencies: RemindingDependencies, occasion: Occasion): Promise<void> {
  const { dossier, now, staff, step, task } = occasion;
  const role = answering(step);
  const posts = role === null ? [] : superiorsOf(role).map((above) => holders(staff, above));
  const late = lateness(occasion);
  if (late === null) return;
  for (const member of posts.find((members) => members.length > 0) ?? []) {
    const to = personOf(member);
    const context = contextOf(occasion, to);
    const about = { id: `late.${task.id}.${to}`, letter: "late" };
    const letter = aboveTold(context, step, task, late, await waysOf(dependencies, occasion, member));
    const mail = { ...mailOf(context, letter, about), ...bundleOf(step, task, now, "late"), task: task.id };
    await deliver(dependencies, dossier, mail);
  }
}

/** What somebody above may do about a task themselves. */
async function waysOf(
  dependencies: RemindingDependencies,
  { dossier, settings, task }: Occasion,
  member: StaffMember,
): Promise<WaysAbove> {
  const choosable = await choosableNow(dependencies, dossier, task, candidateOf(member));
  return {
    handOn: isHandedOn(dossier, task) && roleToChange(settings, dossier, member, "hand-on") !== null,
    act: ownOutcomes(dossier, task, choosable).length > 0,
  };
}

async function remindOutside(
  dependencies: RemindingDependencies,
  occasion: Occasion,
  { level }: Reminder,
): Promise<void> {
  const { dossier, step, task } = occasion;
  const context = contextOf(occasion, "requester");
  const answers = answerButtons(step, possibleOutcomes(dossier, step), styleOf(context));
  const letter = outsideReminded(context, step, task, answers);
  const about = { id: `reminder.${level}.${task.id}`, letter: "reminder" };
  await deliver(dependencies, dossier, { ...mailOf(context, letter, about), task: task.id });
}

function earlier(at: string, deadlineAt: string | null): string {
  return deadlineAt !== null && deadlineAt < at ? deadlineAt : at;
}

function contextOf({ dossier, now, settings, staff }: Occasion, to: Person): LetterContext {
  return { dossier: toldDossier(dossier), settings, staff, answer: null, to, now: Date.parse(now) };
}

function holders(staff: StaffMember[], role: ActorId): StaffMember[] {
  return staff.filter(({ roles }) => roles.includes(role));
}

/** "terlambat 2 jam"; null before its due time. */
function lateness({ now, settings, task: { dueAt } }: Occasion): string | null {
  if (dueAt === null || dueAt >= now) return null;
  return lateBy(workingMinutesBetween(settings.calendar, dueAt, now), "id");
}
