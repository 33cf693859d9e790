/**
 * Journeys that want the same vehicle or the same people at the same time: what is seen while one is planned and judged.
 * What is refused in the end the day books of vehicles and people say.
 */
import { currentProcedures } from "../../../statemachines/language/registry.ts";
import { outcomesOf, stepOf } from "../../../statemachines/language/table.ts";
import { procedureOfCase } from "../case/case-file.ts";
import type { Dossier } from "../case/records.ts";
import type { Dependencies } from "../ports.ts";
import { isPlanned, journeyOf, type JourneyPlan } from "./journey.ts";
import { guardOf } from "./reserve.ts";
import { readStops } from "./stops.ts";

/** With what a journey clashes. */
export interface Clash {
  caseId: string;
  place: string;
  /** Away from `departs` until `returns`, HH:mm of the same day. */
  departs: string;
  returns: string;
  /** Registration mark, where it is the same. */
  vehicle: string | null;
  /** Staff ids of those who are wanted at both. */
  people: string[];
  /** Whether vehicle and people are promised to the other; else both are plans. */
  approved: boolean;
}

/** Null where they do not want the same at the same time; coming back and leaving in the same minute is no clash. */
export function clashBetween(plan: JourneyPlan, other: Dossier): Clash | null {
  const theirs = journeyOf(other);
  if (theirs?.slot.date !== plan.slot.date) return null;
  if (plan.departs >= theirs.returns || theirs.departs >= plan.returns) return null;
  const vehicle = plan.vehicle !== "" && plan.vehicle === theirs.vehicle ? plan.vehicle : null;
  const people = plan.crew.filter((id) => theirs.crew.includes(id));
  if (vehicle === null && people.length === 0) return null;
  const { departs, place, returns } = theirs;
  return { caseId: other.case.id, place, departs, returns, vehicle, people, approved: isPromised(other) };
}

/** Everything entered for the day of a plan that clashes with it, in the order of time. */
export async function clashesOf(
  dependencies: Pick<Dependencies, "cases" | "dayBooks">,
  { case: { id } }: Dossier,
  plan: JourneyPlan,
): Promise<Clash[]> {
  const days = currentProcedures().filter(({ journey }) => journey);
  const stops = (await Promise.all(days.map(async (each) => readStops(dependencies, each, plan.slot.date, 1)))).flat();
  const others = stops.filter(({ caseId, postponed }) => caseId !== id && !postponed).map(({ caseId }) => caseId);
  const dossiers = await dependencies.cases.dossiers([...new Set(others)]);
  return dossiers.flatMap((other) => (other && clashBetween(plan, other)) ?? []);
}

/** Whether vehicle and people were taken for the plan as it is now, not only named in it. */
function isPromised({ case: item, tasks }: Dossier): boolean {
  const procedure = procedureOfCase(item);
  for (const { answer, step: id } of tasks.toReversed()) {
    const step = stepOf(procedure, id);
    const outcome = answer && outcomesOf(procedure, step).find((each) => each.id === answer.outcome);
    if (outcome && guardOf(procedure, step, outcome) === "assign-resources") return true;
    if (outcome && isPlanned(procedure, id)) return false;
  }
  return false;
}
