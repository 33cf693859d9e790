/**
 * What is put right when the service is back after an outage, before anything that fell due meanwhile is carried out.
 * All of it may be done again: the outage stays the same until the run that ends it is noted.
 */
import { actorOf, currentProcedures, findProcedure } from "../../../statemachines/language/registry.ts";
import { waitingDays } from "../../../statemachines/language/table.ts";
import type { Step } from "../../../statemachines/language/vocabulary.ts";
import { extendHolds } from "../booking/room-bookings.ts";
import { isoInstant, minutesLater } from "../calendar/instants.ts";
import { workingDaysLater } from "../calendar/working-time.ts";
import { stepOfTask } from "../case/case-file.ts";
import type { TaskItem } from "../case/records.ts";
import { latestDeadline } from "../case/task-times.ts";
import type { Dependencies } from "../ports.ts";
import { UnreadableItem } from "../refusal.ts";
import { mergeReminders, type ReminderDependencies } from "./merge-reminders.ts";
import { missedServiceDays, movedDeadline, outageSince, outageWords, type Outage } from "./outage.ts";

export type ComeBackDependencies = ReminderDependencies &
  Pick<Dependencies, "agencies" | "cases" | "clock" | "dayBooks" | "log" | "recaps" | "tasks" | "todos" | "uptime">;

/** An outage that has just ended. */
export interface ComeBack {
  outage: Outage;
  /** Ids of tasks whose deadline could not be moved yet, so that it must not pass either. */
  held: Set<string>;
  /** Whether what failed now is tried again at the next run. */
  again: boolean;
}

/** What could not be put right is tried again each minute for so long; then the service goes on without. */
const tryForMinutes = 60;

/** Puts right what an outage took, where the service has just come back from one; null where it has not. */
export async function comeBack(dependencies: ComeBackDependencies): Promise<ComeBack | null> {
  const { clock, log, uptime } = dependencies;
  const now = isoInstant(clock.now());
  const found = outageSince(await uptime.lastRun(), now);
  if (!found) return null;
  const outage = await uptime.addOutage(found);
  const { failed, moved } = await giveTimeBack(dependencies, outage);
  const days = await recordMissedDays(dependencies, outage);
  const merged = await mergeReminders(dependencies, outage);
  const minutes = Math.round((Date.parse(outage.to) - Date.parse(outage.from)) / 60_000);
  log.info("outage", { minutes, moved, failed: failed.length, days, merged });
  const again = now <= minutesLater(outage.to, tryForMinutes);
  return { outage, held: new Set(again ? failed : []), again };
}

/** Moves the deadlines of people outside. */
async function giveTimeBack(
  dependencies: ComeBackDependencies,
  outage: Outage,
): Promise<{ moved: number; failed: string[] }> {
  const { log, todos } = dependencies;
  const failed: string[] = [];
  let moved = 0;
  for (const task of await todos.deadlines()) {
    if (!findProcedure(task.procedure, task.version)) continue;
    await log.within({ case: task.caseId }, async () => {
      try {
        if (await moveDeadline(dependencies, task, outage)) moved += 1;
      } catch (error) {
        if (error instanceof UnreadableItem) return;
        failed.push(task.id);
        log.problem("deadline-not-moved", error, { step: task.step });
      }
    });
  }
  return { moved, failed };
}

/** By what was taken from whoever is to answer; staff keep theirs. @returns whether it was moved */
async function moveDeadline(dependencies: ComeBackDependencies, task: TaskItem, outage: Outage): Promise<boolean> {
  const { agencies, cases, tasks } = dependencies;
  const { deadlineAt, moved = [] } = task;
  if (deadlineAt === null || actorOf(task.actor).inside) return false;
  if (moved.some((earlier) => earlier.outage.from === outage.from)) return false;
  const { calendar } = await agencies.settings();
  const later = movedDeadline(calendar, { openedAt: task.openedAt, deadlineAt }, outage);
  if (later <= deadlineAt) return false;
  const dossier = await cases.dossier(task.caseId);
  if (!dossier) return false;
  const step = stepOfTask(dossier, task);
  const latest = latestDeadline(calendar, dossier, step, outage.to);
  const bounds = [latest, whileItWaits(task, step)].filter((bound) => bound !== null);
  const given = bounds.reduce((least, bound) => (bound < least ? bound : least), later);
  if (given <= deadlineAt) return false;
  // What is kept for the answer is kept as long; before the deadline moves, so that a crash in between does it again.
  await extendHolds(dependencies, dossier, workingDaysLater(calendar, given, 1));
  return tasks.moveDeadline(task, given, { was: deadlineAt, outage });
}

/** The workflow waits for so long and no longer; a day before, nobody is asked any more. Null where it waits on. */
function whileItWaits({ openedAt }: TaskItem, step: Step): string | null {
  const days = waitingDays(step);
  return days === null ? null : minutesLater(openedAt, (days - 1) * 24 * 60);
}

/** Nobody could say whether the room was ready on a day that is over: the recap book says why. */
async function recordMissedDays({ agencies, recaps }: ComeBackDependencies, outage: Outage): Promise<number> {
  if (!currentProcedures().some(({ reading }) => reading?.part === "opening")) return 0;
  const { calendar } = await agencies.settings();
  const days = missedServiceDays(calendar, outage);
  const reason = `Layanan daring tidak tersedia ${outageWords(outage, calendar.zone)}.`;
  for (const date of days) await recaps.add({ kind: "outage", date, reason, by: "" });
  return days.length;
}
