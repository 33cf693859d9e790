/** Where cases wait now, and with whom: of every procedure what is open, late, due soon and with people outside. */
import { actorIds, actorOf } from "../../../statemachines/language/registry.ts";
import type { ActorId } from "../../../statemachines/language/vocabulary.ts";
import type { Calendar } from "../calendar/calendar.ts";
import { countsFrom, dueInUse } from "../calendar/go-live.ts";
import { isoDate, isoInstant } from "../calendar/instants.ts";
import { missingYear } from "../calendar/known-years.ts";
import { addWorkingMinutes, workingMinutesBetween } from "../calendar/working-time.ts";
import { rowOfTask } from "../case/case-file.ts";
import type { CaseItem, Person, TaskItem } from "../case/records.ts";
import { onOurClock } from "../case/task-times.ts";
import { isStopped } from "../execution/take-over.ts";
import type { Dependencies } from "../ports.ts";

/** 37 h 30 min a week over five days (Perpres 21/2023). */
const minutesOfWorkingDay = 450;
/** A row is due soon when an hour of office time is left. */
const soonMinutes = 60;
/** So many cases, and tasks, are looked at one by one. */
const [casesAtMost, tasksAtMost] = [2_000, 4_000];

/** Of a procedure: cases that are open, and of those that stopped at a fault; rows that are late, due within the hour, or with people outside. */
export interface Counts {
  open: number;
  stopped: number;
  late: number;
  dueSoon: number;
  outside: number;
}

/** A row at which something waits. */
export interface Waiting {
  procedure: string;
  version: number;
  step: string;
  actor: ActorId;
  /** Those whom tasks name; empty where they are everybody's with the role. */
  persons: Person[];
  count: number;
  late: number;
  /** When the first of them was or is due; null where none is. ISO 8601 */
  dueAt: string | null;
  /** Since when the first of them waits. */
  since: string;
}

export interface Standing {
  /** By procedure. */
  counts: Record<string, Counts>;
  waiting: Waiting[];
  /** There are more than were looked at. */
  more: boolean;
}

/** How things stand at this moment. */
export async function standingNow({
  agencies,
  cases,
  clock,
  tasks,
}: Pick<Dependencies, "agencies" | "cases" | "clock" | "tasks">): Promise<Standing> {
  const { calendar } = await agencies.settings();
  const now = isoInstant(clock.now());
  const soon = isoInstant(addWorkingMinutes(calendar, now, soonMinutes).epochMilliseconds);
  const counts: Record<string, Counts> = {};
  const of = (procedure: string): Counts =>
    (counts[procedure] ??= { open: 0, stopped: 0, late: 0, dueSoon: 0, outside: 0 });
  const open = await newestOpen(cases);
  for (const item of open.items) {
    of(item.procedure).open += 1;
    if (isStopped(item)) of(item.procedure).stopped += 1;
  }
  const rows = new Map<string, Waiting>();
  let read = 0;
  for await (const { task } of tasks.inbox(actorIds())) {
    if (read === tasksAtMost) return { counts, waiting: inOrder(rows), more: true };
    read += 1;
    const state = stateOf(calendar, task, now, soon);
    if (state !== "open") of(task.procedure)[state] += 1;
    enter(rows, task, state === "late");
  }
  return { counts, waiting: inOrder(rows), more: open.more };
}

function stateOf(
  calendar: Calendar,
  task: TaskItem,
  now: string,
  soon: string,
): "late" | "dueSoon" | "outside" | "open" {
  const step = rowOfTask(task);
  if (step && !onOurClock(step)) return "outside";
  const due = step?.time.basis === "calendar-lead" ? null : dueInUse(calendar, task.dueAt);
  if (due === null || due >= soon) return "open";
  return due < now ? "late" : "dueSoon";
}

function enter(rows: Map<string, Waiting>, task: TaskItem, isLate: boolean): void {
  const { actor, assignees, dueAt, openedAt, procedure, step, version } = task;
  const key = `${procedure}@${version} ${step}`;
  const before = rows.get(key);
  const row = before ?? {
    ...{ procedure, version, step, actor, persons: [], count: 0, late: 0, dueAt },
    since: openedAt,
  };
  rows.set(key, {
    ...row,
    persons: [...new Set([...row.persons, ...assignees])],
    count: row.count + 1,
    late: row.late + (isLate ? 1 : 0),
    dueAt: row.dueAt === null || (dueAt !== null && dueAt < row.dueAt) ? dueAt : row.dueAt,
    since: openedAt < row.since ? openedAt : row.since,
  });
}

/** What is late first, then what waits in greatest number. */
function inOrder(rows: Map<string, Waiting>): Waiting[] {
  return [...rows.values()].toSorted(
    (one, other) => other.late - one.late || other.count - one.count || (one.since < other.since ? -1 : 1),
  );
}

async function newestOpen(cases: Dependencies["cases"]): Promise<{ items: CaseItem[]; more: boolean }> {
  const items: CaseItem[] = [];
  let next: string | null = null;
  do {
    const from = next === null ? {} : { before: next };
    const page = await cases.list({ open: true, limit: casesAtMost - items.length, ...from });
    items.push(...page.items);
    next = page.next;
  } while (next && items.length < casesAtMost);
  return { items, more: next !== null };
}

/** Gives the alarm its figure: by how many working days the oldest late row is late, 0 where none is. */
export async function watchLateness({
  agencies,
  clock,
  metrics,
  tasks,
}: Pick<Dependencies, "agencies" | "clock" | "metrics" | "tasks">): Promise<void> {
  const { calendar } = await agencies.settings();
  const now = isoInstant(clock.now());
  const from = countsFrom(calendar);
  let oldest: string | null = null;
  for await (const { task } of tasks.inbox(actorIds().filter((role) => actorOf(role).inside))) {
    if (task.dueAt === null || task.dueAt >= now) break;
    if (from !== null && task.dueAt < from) continue;
    oldest = task.dueAt;
    break;
  }
  const minutes = oldest === null ? 0 : workingMinutesBetween(calendar, oldest, now);
  if (missingYear(calendar, isoDate(clock.now(), calendar.zone)) !== null) metrics.emit({ HolidaysMissing: 1 });
  metrics.emit({ OldestLateWorkingDays: Math.round((minutes / minutesOfWorkingDay) * 10) / 10 });
}
