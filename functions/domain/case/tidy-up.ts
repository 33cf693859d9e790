/** A last look at an ended case: what was under way as it ended may have left something behind. */
import { isPromised } from "../booking/reserve.ts";
import { releaseSlots, theAppointment } from "../booking/room-bookings.ts";
import { releaseResources } from "../booking/vehicle-bookings.ts";
import { minutesLater } from "../calendar/instants.ts";
import { carryOutErasures, hasErasures, type ErasingDependencies } from "../personal-data/carry-out-erasures.ts";
import { keptFrom, retentionDays } from "../personal-data/retention.ts";
import type { Dependencies } from "../ports.ts";
import { endCalls } from "../task/silence.ts";
import { openTasks, outrunTasks, procedureOfCase } from "./case-file.ts";
import type { CaseItem, Dossier, TaskItem } from "./records.ts";

/** What was under way when a case ended is through by then, or has died. */
const quietMinutes = 15;

/** When an ended case is looked at once more; undefined where nothing but its flow can have touched it. */
export function lastLookAt(
  { case: item, changes = [] }: Dossier,
  ending: NonNullable<CaseItem["ending"]>,
  at: string,
): string | undefined {
  const { claimedDays } = item;
  const isPlain = ending === "SELESAI" && changes.length === 0 && !claimedDays && !hasErasures(item);
  return isPlain ? undefined : minutesLater(at, quietMinutes);
}

/** When a case that was moved to another row is looked at: what its execution before had under way is through by then. */
export function lookAfterMove({ case: { run = 1 }, changes = [] }: Dossier, at: string): string | null {
  const isMoved = changes.some((change) => change.from !== undefined && change.run === run - 1);
  return isMoved ? minutesLater(at, quietMinutes) : null;
}

/** Nobody waits at a row from which the case was moved on. */
export async function setOutrunAside({ tasks }: Pick<Dependencies, "tasks">, dossier: Dossier): Promise<void> {
  await setAsideBy({ tasks }, dossier, outrunTasks(dossier));
}

/** Nobody waits any more at a task of a case that has ended, or has moved on. */
export async function setUnaskedAside({ tasks }: Pick<Dependencies, "tasks">, dossier: Dossier, task: TaskItem) {
  await setAsideBy({ tasks }, dossier, [task]);
}

/** By the last change, whose execution is the one that counts; 0 where the case ended without one. */
async function setAsideBy(
  dependencies: Pick<Dependencies, "tasks">,
  { case: { id: caseId }, changes }: Dossier,
  these: TaskItem[],
): Promise<void> {
  const ids = these.map(({ id }) => id);
  await setAside(dependencies, caseId, ids, changes?.at(-1)?.number ?? 0);
}

/** Nobody waits at these tasks any more. @param change by which they were set aside */
export async function setAside(
  { tasks }: Pick<Dependencies, "tasks">,
  caseId: string,
  ids: string[],
  change: number,
): Promise<void> {
  for (const id of ids) await tasks.setAside(caseId, id, change);
}

/**
 * Nobody waits in an ended case, and it keeps no time, vehicle or people but those of an appointment that took place: a task
 * that an execution was about to open, or a claim whose answer was never stored because the program died. Again is harmless.
 */
export async function tidyUp(
  dependencies: Pick<Dependencies, "agencies" | "cases" | "dayBooks" | "tasks"> & ErasingDependencies,
  caseId: string,
): Promise<void> {
  const { cases } = dependencies;
  const dossier = await cases.dossier(caseId);
  if (!dossier?.case.ending) return;
  await setAsideBy(dependencies, dossier, [...openTasks(dossier), ...outrunTasks(dossier)]);
  await endCalls(dependencies, dossier);
  const keeps = dossier.case.ending === "SELESAI" && isPromised(dossier);
  if (!procedureOfCase(dossier.case).journey)
    await releaseSlots(dependencies, dossier, keeps ? theAppointment(dossier) : () => false);
  await releaseResources(dependencies, dossier, keeps ? "current" : "nothing");
  await carryOutErasures(dependencies, dossier);
  await cases.markTidied(caseId, keptFrom(dossier.case, retentionDays(await dependencies.agencies.settings())));
}
