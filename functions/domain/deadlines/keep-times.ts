/** The calendar was edited: open tasks get other times, those that are finished keep theirs. */
import { rowOfTask } from "../case/case-file.ts";
import { actorIds } from "../../../statemachines/language/registry.ts";
import type { Calendar } from "../calendar/calendar.ts";
import { isoInstant } from "../calendar/instants.ts";
import { dueFrom, firstReminder, taskTimes, type TaskTimes } from "../case/task-times.ts";
import type { Dossier, TaskItem } from "../case/records.ts";
import type { Dependencies } from "../ports.ts";

type TimesDependencies = Pick<Dependencies, "agencies" | "cases" | "clock" | "log" | "secrets" | "tasks">;

/** Tasks of one sweep; the next goes on. */
const atOnce = 300;

/**
 * Looks at every open task once after each edit, and costs nothing else. A task that gets a later time may be met again, which
 * is harmless; what fails is done again by the next sweep.
 */
export async function keepTimes(dependencies: TimesDependencies): Promise<void> {
  const { agencies, log, secrets } = dependencies;
  try {
    const { calendar } = await agencies.settings();
    const mark = secrets.hash(JSON.stringify(calendar));
    const before = await agencies.times();
    if (before?.calendar === mark && before.done) return;
    const after = before?.calendar === mark ? before.after : null;
    const last = await lookOn(dependencies, calendar, after);
    await agencies.noteTimes({ calendar: mark, after: last, done: last === null });
  } catch (error) {
    log.problem("todo-failed", error, { kind: "times" });
  }
}

/** @returns the place of the last task; null where it was the last of all */
async function lookOn(
  dependencies: TimesDependencies,
  calendar: Calendar,
  after: string | null,
): Promise<string | null> {
  const found: { task: TaskItem; place: string }[] = [];
  for await (const listed of dependencies.tasks.inbox(actorIds(), after ?? undefined)) {
    found.push(listed);
    if (found.length === atOnce) break;
  }
  const dossiers = await dependencies.cases.dossiers([...new Set(found.map(({ task }) => task.caseId))]);
  const cases = new Map(dossiers.flatMap((each) => (each ? [[each.case.id, each] as const] : [])));
  for (const { task } of found) {
    const dossier = cases.get(task.caseId);
    const times = dossier && timesNow(calendar, dossier, task, isoInstant(dependencies.clock.now()));
    if (times && differ(task, times)) await dependencies.tasks.reschedule(task.caseId, task.id, times);
  }
  return found.length === atOnce ? (found.at(-1)?.place ?? null) : null;
}

/** By the calendar of now; null where nobody knows the row any more. */
function timesNow(calendar: Calendar, dossier: Dossier, task: TaskItem, now: string): TaskTimes | null {
  const step = rowOfTask(task);
  if (!step) return null;
  const { openedAt, startedAt } = task;
  const times = taskTimes(calendar, dossier, task.step, openedAt, now);
  // What an outage gave back stays given.
  const deadlineAt = task.moved ? task.deadlineAt : times.deadlineAt;
  const dueAt = startedAt === undefined ? times.dueAt : dueFrom(calendar, dossier, step, startedAt);
  const { remindAt: _counted, ...kept } = times;
  const whole = { ...kept, deadlineAt, dueAt };
  // What is to be told at this moment is told all the same.
  if (task.remindAt !== undefined && task.remindAt <= now) return { ...whole, remindAt: task.remindAt };
  const counted = { ...whole, openedAt, ...(startedAt === undefined ? {} : { startedAt }) };
  return { ...whole, ...firstReminder(calendar, step, counted, now) };
}

const compared = ["availableFrom", "clockFrom", "deadlineAt", "dueAt", "remindAt"] as const;

function differ(task: TaskItem, times: TaskTimes): boolean {
  return compared.some((name) => task[name] !== times[name]);
}
