import { approvesJourney, journeyOf, type JourneyPlan } from "../../domain/booking/journey.ts";
import { clashesOf, type Clash } from "../../domain/booking/clashes.ts";
import { procedureOfCase } from "../../domain/case/case-file.ts";
import type { Dossier } from "../../domain/case/records.ts";
import type { Dependencies } from "../../domain/ports.ts";
import type { StaffMember } from "../../domain/agency.ts";
import type { Step } from "../../../statemachines/language/vocabulary.ts";
import { actorOf } from "../../../statemachines/language/registry.ts";
import type { ClashView } from "../../contract/shared.ts";

/** With what the planned journey clashes, for whoever in the agency plans it, judges it, or gives it to officers. */
export async function clashesAt(
  dependencies: Pick<Dependencies, "cases" | "dayBooks">,
  dossier: Dossier,
  step: Step,
  staff: StaffMember[],
): Promise<ClashView[]> {
  const plan = concernsJourney(dossier, step) ? journeyOf(dossier) : null;
  return plan ? clashViews(dependencies, dossier, plan, staff) : [];
}

export async function clashViews(
  dependencies: Pick<Dependencies, "cases" | "dayBooks">,
  dossier: Dossier,
  plan: JourneyPlan,
  staff: StaffMember[],
): Promise<ClashView[]> {
  return (await clashesOf(dependencies, dossier, plan)).map((clash) => clashView(clash, staff));
}

export function clashView(clash: Clash, staff: StaffMember[]): ClashView {
  const { approved, caseId, departs, people, place, returns, vehicle } = clash;
  const names = people.map((id) => staff.find((member) => member.id === id)?.name ?? id);
  const all = [...(vehicle === null ? [] : [vehicle]), ...names];
  const times = `${departs}-${returns}`.replaceAll(":", ".");
  return {
    case: caseId,
    approved,
    text: {
      id: `${listed(all, "dan")} ${approved ? "sudah dijadwalkan" : "juga direncanakan"} di ${place} pukul ${times}, termasuk perjalanan${approved ? "" : " (belum disetujui)"}.`,
      en: `${listed(all, "and")}: ${approved ? "already scheduled" : "also planned"} at ${place}, ${times}, travel included${approved ? "" : " (not approved yet)"}.`,
    },
  };
}

/** Fields of a row on which it depends with what its journey clashes; empty where the row plans none. */
export function fieldsOfPlan(dossier: Dossier, step: Step): string[] {
  const procedure = procedureOfCase(dossier.case);
  const { appointment, journey } = procedure;
  if (!journey || !actorOf(step.actor).inside) return [];
  const { arrival, crew, travelMinutes, vehicle } = journey;
  const times = (appointment?.sources ?? [])
    .filter((source) => source.step === step.id)
    .flatMap(({ date, end, start }) => [date, start, end]);
  const named = [...times, arrival, travelMinutes, vehicle, ...crew];
  const asked = (step.fields ?? []).map(({ name }) => name);
  return [...new Set(named)].filter((name) => name !== undefined).filter((name) => asked.includes(name));
}

function concernsJourney(dossier: Dossier, step: Step): boolean {
  const procedure = procedureOfCase(dossier.case);
  if (fieldsOfPlan(dossier, step).length > 0) return true;
  return step.outcomes.some((outcome) => approvesJourney(procedure, step, outcome));
}

function listed(names: string[], and: string): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} ${and} ${last}`;
}
