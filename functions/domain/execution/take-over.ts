/**
 * The table is the truth, an execution is disposable (invariants 6, 13): where the execution of an open case is over, lost or
 * old, another takes over at the place where the case stands.
 */
import { placeName } from "../../../statemachines/language/table.ts";
import { nextWatch } from "../booking/guarded-days.ts";
import { isoInstant, minutesLater } from "../calendar/instants.ts";
import { flowTasks, openTasks } from "../case/case-file.ts";
import { positionOf } from "../case/position.ts";
import type { CaseItem, Dossier, Faults } from "../case/records.ts";
import type { Dependencies } from "../ports.ts";
import { isWaiting } from "../restoration/restoration.ts";
import { oldAfterMinutes, runName, runOf, startExecution } from "./run.ts";

export type TakeOverDependencies = Pick<Dependencies, "agencies" | "cases" | "clock" | "log" | "metrics" | "workflow">;

/** Failures at one place after which somebody has to look. */
const mostFaults = 3;
/** What is wrong with the data will be wrong again at once; the second failure at a place waits for what passes by itself. */
const pauseMinutes = 5;
/** When a running execution is looked at again that has not come to its next task. */
const quietMinutes = 5;
/** What follows an answer is there long before. */
const deafMinutes = 15;

/** What is reported of an execution that ended without having succeeded. */
export interface BrokenExecution {
  caseId: string;
  /** Name of the execution (`runName`). */
  name: string;
}

/** Looks after a case whose execution broke; a report about one that was replaced already says nothing. */
export async function takeOverBroken(dependencies: TakeOverDependencies, broken: BrokenExecution): Promise<void> {
  const dossier = await dependencies.cases.dossier(broken.caseId);
  if (dossier && runName(runOf(dossier.case)) === broken.name) await lookAfter(dependencies, dossier);
}

/**
 * Sees to it that an open case has an execution that lives, and has not for too long. One that has not come to its next task
 * yet is looked at again later. Nothing happens while the case waits at the place for somebody to mend what stopped it.
 */
export async function lookAfter(dependencies: TakeOverDependencies, dossier: Dossier): Promise<void> {
  const { cases, clock, workflow } = dependencies;
  const { case: item } = dossier;
  if (item.ending || (isStopped(item) && item.faults?.place === placeOf(dossier))) return;
  if (await isWaiting(dependencies)) return;
  const now = isoInstant(clock.now());
  const { status, error } = await workflow.state(runOf(item));
  if (status === "running" && !isOld(item, now)) return letRun(dependencies, dossier, now);
  if (status === "missing" && !item.startedAt && (await startExecution(dependencies, item))) {
    return cases.lookAgain(item.id, minutesLater(now, quietMinutes));
  }
  // That nobody has answered for half a year is no fault.
  if (status !== "broken" || error === "States.Timeout") return takeOver(dependencies, dossier, null);
  const faults = faultsOf(dossier, now);
  if (faults.count >= mostFaults) return giveUp(dependencies, dossier, faults, error ?? "");
  const soonest = item.faults && faults.count > 1 ? minutesLater(item.faults.at, pauseMinutes) : now;
  if (now < soonest) return cases.lookAgain(item.id, soonest);
  return takeOver(dependencies, dossier, faults);
}

/** It lives: looked at soon until it has come to its task, and then not before it is old. */
async function letRun(dependencies: TakeOverDependencies, dossier: Dossier, now: string): Promise<void> {
  const { cases } = dependencies;
  const { id, startedAt, withdrawal } = dossier.case;
  const soon = minutesLater(now, quietMinutes);
  if (openTasks(dossier).length === 0) {
    return isDeaf(dossier, now) ? takeOver(dependencies, dossier, null) : cases.lookAgain(id, soon);
  }
  const { calendar } = await dependencies.agencies.settings();
  const watched = nextWatch(calendar, dossier, now);
  if (!startedAt) return cases.markStarted(id, now, watched);
  const old = minutesLater(startedAt, oldAfterMinutes);
  const next = watched && watched < old ? watched : old;
  return cases.lookAgain(id, withdrawal ? soon : next);
}

/**
 * Whether an execution has not heard the last answer: a call of its state that came late left a token in the task that it
 * does not wait for any more. One that began with this answer is at what follows, however long that takes.
 */
function isDeaf(dossier: Dossier, now: string): boolean {
  const last = flowTasks(dossier).at(-1)?.answer;
  const place = positionOf(dossier);
  if (!last || !place || minutesLater(last.at, deafMinutes) > now) return false;
  const { resumeAt } = dossier.case;
  return !resumeAt || placeName(resumeAt) !== placeName(place);
}

/**
 * Begins another execution where the case stands, whatever becomes of the one before. Of several at once one begins it.
 *
 * @param faults those that led to it; null where it is none of a failure
 */
async function takeOver(
  dependencies: Pick<Dependencies, "cases" | "clock" | "log" | "workflow">,
  dossier: Dossier,
  faults: Faults | null,
): Promise<void> {
  const { cases, clock, log } = dependencies;
  const { case: item } = dossier;
  const { number } = runOf(item);
  const from = positionOf(dossier);
  const at = isoInstant(clock.now());
  if (!(await cases.nextRun(item.id, number, { from, at, faults }))) return;
  log.info("execution-taken-over", { run: number + 1, place: from ? placeName(from) : "" });
  const { resumeAt: _, ...rest } = item;
  await startExecution(dependencies, { ...rest, run: number + 1, ...(from ? { resumeAt: from } : {}) });
}

/**
 * Whether a case waits for somebody who mends what stopped it. A problem without faults was stored by a version whose
 * executions nothing took over from.
 */
export function isStopped({ faults, problem }: CaseItem): boolean {
  return problem !== undefined && faults !== undefined;
}

async function giveUp(
  { cases, log, metrics }: TakeOverDependencies,
  { case: { id, procedure } }: Dossier,
  faults: Faults,
  failure: string,
): Promise<void> {
  await cases.recordProblem(id, `${faults.place}: ${failure}`, faults);
  metrics.emit({ CasesStopped: 1 }, { procedure, step: faults.place });
  log.problem("case-stopped", null, { procedure, step: faults.place, failure });
}

function faultsOf(dossier: Dossier, at: string): Faults {
  const place = placeOf(dossier);
  const { faults } = dossier.case;
  return { place, count: faults?.place === place ? faults.count + 1 : 1, at };
}

function placeOf(dossier: Dossier): string {
  const position = positionOf(dossier);
  return position ? placeName(position) : "";
}

function isOld({ startedAt }: CaseItem, now: string): boolean {
  return startedAt !== undefined && minutesLater(startedAt, oldAfterMinutes) <= now;
}
