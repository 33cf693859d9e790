/** What must be claimed before an outcome is stored, whatever kind of thing it is: times in a room, or resources. */
import type { GuardId } from "../../../statemachines/language/vocabulary.ts";
import type { Answer, Dossier } from "../case/records.ts";
import type { Dependencies } from "../ports.ts";
import { giveBack, takeResources, usesOf, type Use } from "./vehicle-bookings.ts";
import * as slots from "./room-bookings.ts";

type ClaimDependencies = Pick<Dependencies, "agencies" | "clock" | "dayBooks">;

/** What was claimed. */
export type Claim = { of: "slots"; made: slots.Claim } | { of: "resources"; made: Use[] };

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
