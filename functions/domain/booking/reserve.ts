/** What must be claimed before an outcome is stored, whatever kind of thing it is: times in a room, or resources. */
import type { GuardId, Outcome, Procedure, Step } from "../../../statemachines/language/vocabulary.ts";
import { slotAnswered } from "../case/appointment.ts";
import { procedureOfCase } from "../case/case-file.ts";
import type { Answer, Dossier } from "../case/records.ts";
import type { Dependencies } from "../ports.ts";
import { approvesJourney } from "./journey.ts";
import { giveBack, refuseTaken, takeResources, usesOf, type Use } from "./vehicle-bookings.ts";
import * as slots from "./room-bookings.ts";

type ClaimDependencies = Pick<Dependencies, "agencies" | "clock" | "dayBooks">;

/** What was claimed. */
export type Claim = { of: "slots"; made: slots.Claim } | { of: "resources"; made: Use[] };

/**
 * What has to be claimed before an outcome is stored: what the table says, and where it approves a journey the vehicle and
 * the people, so that two approvals never promise the same car at the same hour.
 */
export function guardOf(procedure: Procedure, step: Step, outcome: Outcome): GuardId | undefined {
  return outcome.guard ?? (approvesJourney(procedure, step, outcome) ? "assign-resources" : undefined);
}

/**
 * Refuses the plan of a journey that nobody could approve. Plans that wait for approval themselves are no obstacle: who
 * decides sees them side by side.
 *
 * @throws Refusal `taken`
 */
export async function checkPlan(
  dependencies: ClaimDependencies,
  dossier: Dossier,
  step: string,
  answer: Answer,
): Promise<void> {
  const procedure = procedureOfCase(dossier.case);
  const isPlan = procedure.journey && slotAnswered(procedure, step, answer.outcome, answer.values);
  if (isPlan) await refuseTaken(dependencies, dossier, step, answer);
}

/** What an answer claims. */
export function wantedBy(guard: GuardId, dossier: Dossier, step: string, answer: Answer): Claim {
  return guard === "assign-resources"
    ? { of: "resources", made: usesOf(dossier, step, answer) }
    : { of: "slots", made: slots.wantedBy(guard, dossier, step, answer) };
}

/** All of it or nothing. @throws Refusal `taken` or `invalid` */
export async function claim(
  dependencies: ClaimDependencies,
  guard: GuardId,
  dossier: Dossier,
  step: string,
  answer: Answer,
): Promise<Claim> {
  return guard === "assign-resources"
    ? { of: "resources", made: await takeResources(dependencies, dossier, step, answer) }
    : { of: "slots", made: await slots.claim(dependencies, guard, dossier, step, answer) };
}

/** Gives back a claim whose outcome was not stored, except what the stored answer claims too. */
export async function undoClaim(
  dependencies: ClaimDependencies,
  dossier: Dossier,
  claimed: Claim,
  kept: Claim | null = null,
): Promise<void> {
  if (claimed.of === "resources") {
    return giveBack(dependencies, dossier, claimed.made, kept?.of === "resources" ? kept.made : []);
  }
  return slots.undoClaim(dependencies, dossier, claimed.made, kept?.of === "slots" ? kept.made : null);
}
