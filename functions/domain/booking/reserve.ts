/** What must be claimed before an outcome is stored, whatever kind of thing it is: times in a room, or resources. */
import { findStep, outcomesOf } from "../../../statemachines/language/table.ts";
import type { GuardId, Outcome, Procedure, Step } from "../../../statemachines/language/vocabulary.ts";
import { slotAnswered } from "../case/appointment.ts";
import { flowTasks, procedureOfCase } from "../case/case-file.ts";
import type { Answer, Dossier, Values } from "../case/records.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { rememberDays } from "./claimed-days.ts";
import { asksForPeople, bookingFieldNames, type Use } from "./duties.ts";
import { approvesJourney, isPlanned } from "./journey.ts";
import { giveBack, refuseTaken, settleResources, takeResources, usesOf } from "./vehicle-bookings.ts";
import * as slots from "./room-bookings.ts";
import { isAnybodyFree } from "./who-is-free.ts";

type ClaimDependencies = Pick<Dependencies, "agencies" | "cases" | "clock" | "dayBooks">;

/** What was claimed: times in the room, vehicles and people. */
export interface Claim {
  slots: slots.Claim | null;
  uses: Use[];
}

/** What an outcome has claimed: times by a guard, and whether vehicles and people. */
export interface Wanted {
  guard: slots.SlotGuard | null;
  resources: boolean;
}

/**
 * What has to be claimed before an outcome is stored: what the table says, and where it approves a journey the vehicle and
 * the people, so that two approvals never promise the same car at the same hour.
 */
export function guardOf(procedure: Procedure, step: Step, outcome: Outcome): GuardId | undefined {
  return outcome.guard ?? (approvesJourney(procedure, step, outcome) ? "assign-resources" : undefined);
}

/**
 * What an outcome claims of a case; null where nothing. Who promises a time promises the people named for it, and who names
 * people for a promised time takes them.
 *
 * @param typed what the form of the row brings
 */
export function wantedFor(dossier: Dossier, step: Step, outcome: Outcome, typed: Values): Wanted | null {
  const procedure = procedureOfCase(dossier.case);
  const guard = guardOf(procedure, step, outcome);
  const renames = guard === undefined && namesPeopleAnew(dossier, step, typed);
  if (guard === undefined && !renames) return null;
  return { guard: isOfRoom(guard) ? guard : null, resources: renames || promisesResources(guard) };
}

/** Whether an outcome with this guard promises vehicles and people. */
function promisesResources(guard: GuardId | undefined): boolean {
  return guard === "assign-resources" || guard === "reserve-visit-slot";
}

function isOfRoom(guard: GuardId | undefined): guard is slots.SlotGuard {
  return guard !== undefined && guard !== "assign-resources";
}

function namesPeopleAnew(dossier: Dossier, step: Step, typed: Values): boolean {
  const procedure = procedureOfCase(dossier.case);
  const names = bookingFieldNames(procedure).filter((name) => typed[name] !== undefined);
  return (
    (step.fields ?? []).some(({ name }) => names.includes(name)) && !saysTime(procedure, step.id) && isPromised(dossier)
  );
}

/**
 * Books whoever was named by the last answer without claiming them, such as somebody who stepped in, and frees whom they
 * replace. Again is harmless.
 */
export async function settlePeople(
  dependencies: Pick<Dependencies, "agencies" | "dayBooks">,
  dossier: Dossier,
): Promise<void> {
  const procedure = procedureOfCase(dossier.case);
  const last = flowTasks(dossier).findLast(({ answer }) => answer !== null);
  const names = bookingFieldNames(procedure);
  if (!last?.answer || !names.some((name) => last.answer?.values[name] !== undefined)) return;
  const step = findStep(procedure, last.step);
  const outcome = step?.outcomes.find(({ id }) => id === last.answer?.outcome);
  if (!step || !outcome || guardOf(procedure, step, outcome) || saysTime(procedure, step.id)) return;
  if (isPromised(dossier)) await settleResources(dependencies, dossier);
}

function saysTime({ appointment }: Procedure, step: string): boolean {
  return (appointment?.sources ?? []).some((source) => source.step === step);
}

/** Whether vehicle and people were taken for the appointment as it is now, not only named for it. */
export function isPromised(dossier: Dossier): boolean {
  const procedure = procedureOfCase(dossier.case);
  for (const { answer, step: id } of flowTasks(dossier).toReversed()) {
    const step = findStep(procedure, id);
    const outcome = step && answer && outcomesOf(procedure, step).find((each) => each.id === answer.outcome);
    if (!step || !outcome) continue;
    if (promisesResources(guardOf(procedure, step, outcome))) return true;
    if (saysTime(procedure, id)) return false;
  }
  return false;
}

/**
 * Refuses a plan that nobody could approve: the journey, or the people who are to receive. Plans that wait for approval
 * themselves are no obstacle: who decides sees them side by side. Where none of those who could receive is free, whoever
 * decides has to know it, for the row that names them has no other time to choose.
 *
 * @throws Refusal `taken`
 */
export async function checkPlan(
  dependencies: ClaimDependencies,
  dossier: Dossier,
  step: Step,
  answer: Answer,
): Promise<void> {
  const procedure = procedureOfCase(dossier.case);
  if (procedure.journey) {
    const isPlan = isPlanned(procedure, step.id) && slotAnswered(procedure, step.id, answer.outcome, answer.values);
    if (isPlan) await refuseTaken(dependencies, dossier, step, answer);
    return;
  }
  if (!asksForPeople(procedure, step) || step.outcomes.every(({ id }) => id !== answer.outcome)) return;
  try {
    await refuseTaken(dependencies, dossier, step, answer);
  } catch (error) {
    if (!(error instanceof Refusal) || (await isAnybodyFree(dependencies, dossier, step, answer))) throw error;
  }
}

/** What an answer claims. */
export function claimOf({ guard, resources }: Wanted, dossier: Dossier, step: Step, answer: Answer): Claim {
  return {
    slots: guard && slots.wantedBy(guard, dossier, step.id, answer),
    uses: resources ? usesOf(dossier, step, answer) : [],
  };
}

/**
 * All of it or nothing: people and vehicles first, for what a case asked for in the room is no more as it was once it has
 * been confirmed and given back.
 *
 * @param step null where a change of the case claims it
 * @throws Refusal `taken` or `invalid`
 */
export async function claim(
  dependencies: ClaimDependencies,
  { guard, resources }: Wanted,
  dossier: Dossier,
  step: Step | null,
  answer: Answer,
): Promise<Claim> {
  if (step) await rememberDays(dependencies, dossier, daysOf(claimOf({ guard, resources }, dossier, step, answer)));
  const uses = resources ? await takeOrSayWhy(dependencies, guard, dossier, step, answer) : [];
  if (!guard) return { slots: null, uses };
  try {
    return { slots: await slots.claim(dependencies, guard, dossier, step?.id ?? "", answer), uses };
  } catch (error) {
    await giveBack(dependencies, dossier, uses);
    throw error;
  }
}

function daysOf({ slots: times, uses }: Claim): string[] {
  return [...(times?.slots ?? []), ...uses].map(({ date }) => date);
}

/** Where the room is taken too, another time is needed whoever is named: then that is what is said. */
async function takeOrSayWhy(
  dependencies: ClaimDependencies,
  guard: Wanted["guard"],
  dossier: Dossier,
  step: Step | null,
  answer: Answer,
): Promise<Use[]> {
  try {
    return await takeResources(dependencies, dossier, step, answer);
  } catch (error) {
    if (guard && error instanceof Refusal) await slots.refuseFull(dependencies, guard, dossier, step?.id ?? "", answer);
    throw error;
  }
}

/** Gives back a claim whose outcome was not stored, except what the stored answer claims too. */
export async function undoClaim(
  dependencies: ClaimDependencies,
  dossier: Dossier,
  claimed: Claim,
  kept: Claim | null = null,
): Promise<void> {
  if (claimed.uses.length > 0) await giveBack(dependencies, dossier, claimed.uses, kept?.uses);
  if (claimed.slots) await slots.undoClaim(dependencies, dossier, claimed.slots, kept?.slots ?? null);
}
