/** One mail each working morning to whoever has anything late or due that day, in place of many. */
import { rowOfTask } from "../case/case-file.ts";
import type { AgencySettings, StaffMember } from "../agency.ts";
import { addDays } from "../../../statemachines/form/dates.ts";
import { dueInUse } from "../calendar/go-live.ts";
import { isoInstant } from "../calendar/instants.ts";
import { atLocalTime, officeClock, workingMinutesBetween } from "../calendar/working-time.ts";
import { personOf, type MailItem, type TaskItem } from "../case/records.ts";
import { clockTime, longDate } from "../format.ts";
import { addressOfTask, renderMail } from "../mail/render-mail.ts";
import { links } from "../paths.ts";
import { dayAt, presentOn, type NotedPresence } from "../people/presence.ts";
import { actorsServedOn } from "../people/stand-ins.ts";
import type { Dependencies, OutgoingMail } from "../ports.ts";
import { withMakers } from "../task/makers.ts";
import { candidateOf, isAsked } from "../task/permission.ts";
import { lateBy } from "../used-time.ts";
import { isMailed } from "../mail/letters/reminder.ts";

type DigestDependencies = Pick<
  Dependencies,
  "agencies" | "cases" | "clock" | "log" | "mailer" | "publicUrl" | "secrets" | "tasks" | "todos"
>;

/** Open tasks that are read for one mail, and those that it names. */
const readAtMost = 300;
const namedAtMost = 30;
/** Office minutes of a day in which it is sent, and tried again: what comes later would be no mail of the morning. */
const morningMinutes = 60;

/** Writes to everybody once, as soon as the office has opened. What fails is done again by the next sweep. */
export async function sendDigests(dependencies: DigestDependencies): Promise<void> {
  try {
    await writeToEverybody(dependencies);
  } catch (error) {
    dependencies.log.problem("todo-failed", error, { kind: "digest" });
  }
}

async function writeToEverybody(dependencies: DigestDependencies): Promise<void> {
  const { agencies, clock, log } = dependencies;
  const settings = await agencies.settings();
  const day = dayAt(settings, clock.now());
  const before = await agencies.digest();
  if (before?.day === day && before.done) return;
  if (!officeClock(settings.calendar, clock.now()).runs) return;
  const opened = atLocalTime(settings.calendar, day, "00:00");
  if (workingMinutesBetween(settings.calendar, opened, isoInstant(clock.now())) > morningMinutes) return;
  const told = new Set(before?.day === day ? before.told : []);
  const [staff, noted] = [await agencies.staff(), await agencies.presence()];
  const everybody = presentOn(staff, day);
  const waiting = new Set((await dependencies.todos.waitingMails(isoInstant(clock.now()))).map(asked));
  let failed = 0;
  for (const member of everybody.filter(({ id }) => !told.has(id))) {
    try {
      const mail =
        member.reminders === "each"
          ? null
          : await digestFor(dependencies, { day, member, noted, settings, staff, waiting });
      if (mail) await dependencies.mailer.send(mail);
    } catch (error) {
      failed += 1;
      log.problem("mail-not-sent", error, { letter: "digest", attempts: 1 });
      continue;
    }
    told.add(member.id);
  }
  const at = before?.day === day ? before.at : isoInstant(clock.now());
  await agencies.noteDigest({ day, at, told: [...told].toSorted(), done: failed === 0 });
}

interface Reader {
  day: string;
  member: StaffMember;
  settings: AgencySettings;
  staff: StaffMember[];
  /** Who is asked still in the stead of somebody who is back. */
  noted: NotedPresence | null;
  /** What is asked by mails of their own, which have waited for the office to open; as `asked` names it. */
  waiting: Set<string>;
}

/** Which task somebody is asked about. */
function asked({ task, to }: Pick<MailItem, "task" | "to">): string {
  return `${task} ${to}`;
}

/** @returns null where nothing is late or due */
async function digestFor(dependencies: DigestDependencies, reader: Reader): Promise<OutgoingMail | null> {
  const { day, member, settings } = reader;
  const { tasks, more } = await tasksOf(dependencies, reader);
  if (tasks.length === 0) return null;
  const now = isoInstant(dependencies.clock.now());
  const [late, due] = [tasks.filter((task) => isLate(task, now)), tasks.filter((task) => !isLate(task, now))];
  const named = [...late, ...due].slice(0, namedAtMost);
  const line = (task: TaskItem): string => `${named.indexOf(task) + 1}. ${lineOf(task, settings, now)}`;
  const under = (title: string, which: TaskItem[]): string[] => {
    const lines = which.filter((task) => named.includes(task)).map(line);
    return lines.length > 0 ? [[title, ...lines].join("\n")] : [];
  };
  const left = tasks.length - named.length;
  const date = longDate(day, { language: "id", zone: settings.calendar.zone });
  const counts = [late.length > 0 && `${late.length} terlambat`, due.length > 0 && `${due.length} jatuh tempo`];
  const body = {
    paragraphs: [
      `Yth. ${member.name},`,
      ...under("Sudah lewat batas waktunya:", late),
      ...under("Jatuh tempo hari ini:", due),
      ...(left > 0 || more ? [`${left > 0 ? `Dan ${left} lagi` : "Dan yang lain"}, di daftar tugas.`] : []),
    ],
    buttons: [],
    closing: [settings.name],
  };
  return {
    id: `digest.${day}.${member.id}`,
    caseId: null,
    to: { name: member.name, address: member.provingEmail ?? member.email },
    subject: `Tugas hari ini, ${date}: ${counts.filter(Boolean).join(", ")}`,
    ...renderMail(settings, { body, language: "id" }, buttonsOf(dependencies, named, member)),
  };
}

/** Late ones, and those due before the day ends; not what cannot be begun yet, nor what a mail of its own asks for now. */
async function tasksOf(
  dependencies: DigestDependencies,
  { day, member, noted, settings, staff, waiting }: Reader,
): Promise<{ tasks: TaskItem[]; more: boolean }> {
  const until = atLocalTime(settings.calendar, addDays(day, 1), "00:00");
  const me = candidateOf(member);
  const found: TaskItem[] = [];
  let read = 0;
  for await (const { task } of dependencies.tasks.inbox(actorsServedOn(day, member.roles, staff, noted))) {
    if (task.dueAt === null || task.dueAt >= until) break;
    if (read === readAtMost) return { tasks: found, more: true };
    read += 1;
    if (dueInUse(settings.calendar, task.dueAt) === null) continue;
    const [told] = await withMakers(dependencies, [task]);
    const comesByItself = waiting.has(asked({ task: task.id, to: me.person }));
    if (told && isAsked(told, me) && !isAhead(told, until) && !comesByItself) found.push(told);
  }
  return { tasks: found, more: false };
}

function isAhead({ availableFrom }: TaskItem, until: string): boolean {
  return availableFrom !== null && availableFrom >= until;
}

function isLate({ dueAt }: TaskItem, now: string): boolean {
  return dueAt !== null && dueAt < now;
}

function lineOf(task: TaskItem, { calendar }: AgencySettings, now: string): string {
  const { caseId, dueAt, subject } = task;
  const style = { language: "id", zone: calendar.zone } as const;
  const late = dueAt && workingMinutesBetween(calendar, dueAt, now);
  const when = dueAt && !late ? clockTime(dueAt, style) : late ? lateBy(late, "id") : "";
  return `${rowOfTask(task)?.state ?? task.step}: ${subject} (${caseId}), ${when}`;
}

/** To each question that is answered by a link, and to the list of all. */
function buttonsOf(
  dependencies: DigestDependencies,
  named: TaskItem[],
  member: StaffMember,
): { label: string; url: string }[] {
  const asked = named.flatMap((task, index) => {
    const step = rowOfTask(task);
    if (!step || !isMailed(step)) return [];
    const url = addressOfTask(dependencies, { caseId: task.caseId, task: task.id, to: personOf(member) });
    return [{ label: `${index + 1}. ${task.caseId}`, url }];
  });
  return [...asked, { label: "Buka daftar tugas", url: dependencies.publicUrl + links.tasks() }];
}
