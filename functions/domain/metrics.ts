/** What is measured for the dashboard and the alarms. Figures are totals; what they are about stays in the log line. */
import { actorIds, actorOf, currentProcedures } from "../../statemachines/language/registry.ts";
import { outcomesOf } from "../../statemachines/language/table.ts";
import type { ActorId, Step } from "../../statemachines/language/vocabulary.ts";
import { procedureOfCase, stepOfTask } from "./case/case-file.ts";
import type { Answer, CaseItem, Dossier, TaskItem } from "./case/records.ts";
import type { Calendar } from "./calendar/calendar.ts";
import type { Dependencies } from "./ports.ts";
import { dueOfTask, finishedAt, isTimed, onOurClock, startOfTask } from "./case/task-times.ts";
import { addWorkingMinutes, workingMinutesBetween } from "./calendar/working-time.ts";
import { counts, countsFrom } from "./calendar/go-live.ts";
import { dayMs, isoInstant } from "./calendar/instants.ts";
import { lostMinutes } from "./downtime/outage.ts";

/** 37 h 30 min a week over five days (Perpres 21/2023). */
const minutesOfWorkingDay = 450;
/** A step is due soon when an hour of office time is left. */
const soonMinutes = 60;
/** So many are looked at one by one, and so many counted: a census costs the same however many there are. */
const [listedAtMost, countedAtMost] = [1_000, 10_000];

type Measuring = Pick<Dependencies, "agencies" | "log" | "metrics">;

/**
 * How long a decided step took: against its standard time, or, for people outside, in calendar days; that it was
 * postponed, where it was put off and not done. Never fails, for the decision is made and must be answered as such.
 */
export async function measureStep(dependencies: Measuring, dossier: Dossier, task: TaskItem): Promise<void> {
  try {
    if (task.answer) await measure(dependencies, dossier, task, task.answer);
  } catch (error) {
    dependencies.log.problem("step-not-measured", error, { step: task.step });
  }
}

async function measure(
  { agencies, log, metrics }: Measuring,
  dossier: Dossier,
  task: TaskItem,
  answer: Answer,
): Promise<void> {
  const { calendar } = await agencies.settings();
  // What was begun before the service was used tells nothing of how punctual it is.
  if (!counts(calendar, task.openedAt)) return;
  const step = stepOfTask(dossier, task);
  const about = {
    measured: "step",
    procedure: task.procedure,
    version: task.version,
    step: task.step,
    actor: task.actor,
  };
  if (!onOurClock(step)) {
    const days = (Date.parse(answer.at) - Date.parse(task.openedAt)) / dayMs;
    metrics.emit({ OutsideWaitDays: rounded(days) }, about);
    return;
  }
  if (postpones(dossier, step, answer)) {
    log.info("postponed", { procedure: task.procedure, step: task.step, outcome: answer.outcome });
    return;
  }
  // Nobody knows how long it took: it is no punctual step.
  if (!isTimed(step, task)) return;
  const start = startOfTask(calendar, dossier, task);
  const due = dueOfTask(calendar, dossier, task);
  const end = finishedAt(task) ?? answer.at;
  const minutes = workingMinutesBetween(calendar, start, end);
  const standard = due ? workingMinutesBetween(calendar, start, due) : 0;
  if (standard <= 0) return;
  const outages = await agencies.outages();
  const away = outages.reduce((sum, outage) => sum + lostMinutes(calendar, outage, start, end), 0);
  metrics.emit(
    { StepShareOfStandard: rounded((100 * minutes) / standard) },
    {
      ...about,
      minutes: rounded(minutes),
      standard: rounded(standard),
      ...(answer.happened ? { times: "stated" } : {}),
      // The figure counts them all the same: who reads it sees why.
      ...(away > 0 ? { outageMinutes: rounded(away) } : {}),
    },
  );
}

/** Whether an answer puts off what was planned: then no standard time was kept or missed. */
export function postpones(dossier: Dossier, step: Step, answer: Answer): boolean {
  const outcomes = outcomesOf(procedureOfCase(dossier.case), step);
  return outcomes.some((outcome) => outcome.id === answer.outcome && outcome.postpones);
}

/** How things stand now: totals as figures, and one line for each procedure, of the newest cases and what was due first. */
export async function takeCensus({
  agencies,
  cases,
  clock,
  log,
  metrics,
  tasks,
}: Pick<Dependencies, "agencies" | "cases" | "clock" | "log" | "metrics" | "tasks">): Promise<void> {
  const { calendar } = await agencies.settings();
  const now = isoInstant(clock.now());
  const roles = actorIds().filter((role) => actorOf(role).inside);
  const soon = isoInstant(addWorkingMinutes(calendar, now, soonMinutes).epochMilliseconds);
  const open = await newestOpen(cases);
  const from = countsFrom(calendar);
  const due = await dueBetween(tasks, roles, from, soon);
  const late = due.filter((task) => task.dueAt < now);
  const dueSoon = due.filter((task) => task.dueAt >= now);
  const isAll = due.length < listedAtMost;
  const count = async (before: string): Promise<number> => tasks.countDue(roles, before, countedAtMost);
  const ofBefore = isAll || from === null ? 0 : await count(from);
  const stepsLate = isAll ? late.length : Math.max(0, (await count(now)) - ofBefore);
  const stepsDue = isAll ? due.length : Math.max(0, (await count(soon)) - ofBefore);
  metrics.emit({
    OpenCases: open.length < listedAtMost ? open.length : await cases.count(true, countedAtMost),
    StepsLate: stepsLate,
    StepsDueSoon: stepsDue - stepsLate,
    OldestLateWorkingDays: oldestInDays(calendar, late[0]?.dueAt, now),
  });
  for (const { id: procedure } of currentProcedures()) {
    const ofIt = (list: { procedure: string }[]): number => list.filter((each) => each.procedure === procedure).length;
    log.info("census", { procedure, open: ofIt(open), late: ofIt(late), dueSoon: ofIt(dueSoon) });
  }
}

function oldestInDays(calendar: Calendar, since: string | undefined, now: string): number {
  return since ? rounded(workingMinutesBetween(calendar, since, now) / minutesOfWorkingDay) : 0;
}

async function newestOpen(cases: Dependencies["cases"]): Promise<CaseItem[]> {
  const found: CaseItem[] = [];
  let next: string | null = null;
  do {
    const from = next === null ? {} : { before: next };
    const page = await cases.list({ open: true, limit: listedAtMost - found.length, ...from });
    found.push(...page.items);
    next = page.next;
  } while (next && found.length < listedAtMost);
  return found;
}

/** Open tasks that are due before an instant, and not before the service was used; the earliest first. */
async function dueBetween(
  tasks: Dependencies["tasks"],
  roles: ActorId[],
  from: string | null,
  soon: string,
): Promise<DueTask[]> {
  const found: DueTask[] = [];
  for await (const { task } of tasks.inbox(roles)) {
    const { dueAt, procedure } = task;
    if (dueAt === null || dueAt >= soon || found.length === listedAtMost) break;
    if (from === null || dueAt >= from) found.push({ dueAt, procedure });
  }
  return found;
}

interface DueTask {
  dueAt: string;
  procedure: string;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
