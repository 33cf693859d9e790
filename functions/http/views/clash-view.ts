import { clashesOf, type Clash } from "../../domain/booking/clashes.ts";
import { bookingFieldNames, dutiesOf, type Duties } from "../../domain/booking/duties.ts";
import { approvesJourney } from "../../domain/booking/journey.ts";
import { procedureOfCase } from "../../domain/case/case-file.ts";
import type { Dossier } from "../../domain/case/records.ts";
import type { Dependencies } from "../../domain/ports.ts";
import type { StaffMember } from "../../domain/agency.ts";
import type { Step } from "../../../statemachines/language/vocabulary.ts";
import { actorOf } from "../../../statemachines/language/registry.ts";
import type { ClashView } from "../../contract/shared.ts";

type ClashDependencies = Pick<Dependencies, "agencies" | "cases" | "dayBooks">;

/**
 * With what the appointment clashes as it is planned, for whoever in the agency plans it, judges it, or names people.
 *
 * @param here cases in the room at its hours, where they have been read
 */
export async function clashesAt(
  dependencies: ClashDependencies,
  dossier: Dossier,
  step: Step,
  staff: StaffMember[],
  here: string[] | null,
): Promise<ClashView[]> {
  const duties = concernsPlan(dossier, step) ? dutiesOf(dossier) : null;
  return duties ? clashViews(dependencies, dossier, duties, staff, here) : [];
}

export async function clashViews(
  dependencies: ClashDependencies,
  dossier: Dossier,
  duties: Duties,
  staff: StaffMember[],
  here: string[] | null = null,
): Promise<ClashView[]> {
  const travels = procedureOfCase(dossier.case).journey !== undefined;
  return (await clashesOf(dependencies, dossier, duties, here)).map((clash) => clashView(clash, travels, staff));
}

/** @param travels whether the appointment that clashes is a journey itself */
export function clashView(clash: Clash, travels: boolean, staff: StaffMember[]): ClashView {
  const { approved, away, caseId, from, label, people, until, vehicle } = clash;
  const names = people.map((id) => staff.find((member) => member.id === id)?.name ?? id);
  const all = [...(vehicle === null ? [] : [vehicle]), ...names];
  const times = `${from}-${until}`.replaceAll(":", ".");
  const [travelId, travelEn] = travels || away ? [", termasuk perjalanan", ", travel included"] : ["", ""];
  return {
    case: caseId,
    approved,
    text: {
      id: `${listed(all, "dan")} ${approved ? "sudah dijadwalkan" : "juga direncanakan"} ${away ? "di" : "untuk"} ${label} pukul ${times}${travelId}${approved ? "" : " (belum disetujui)"}.`,
      en: `${listed(all, "and")}: ${approved ? "already scheduled" : "also planned"} ${away ? "at" : "for"} ${label}, ${times}${travelEn}${approved ? "" : " (not approved yet)"}.`,
    },
  };
}

/** Fields of a row on which it depends with what its appointment clashes; empty where the row plans nothing. */
export function fieldsOfPlan(dossier: Dossier, step: Step): string[] {
  const procedure = procedureOfCase(dossier.case);
  if (!actorOf(step.actor).inside) return [];
  const asked = (step.fields ?? []).map(({ name }) => name);
  return [...new Set([...journeyFields(dossier, step), ...bookingFieldNames(procedure)])].filter((name) =>
    asked.includes(name),
  );
}

function journeyFields(dossier: Dossier, step: Step): string[] {
  const { appointment, journey } = procedureOfCase(dossier.case);
  if (!journey) return [];
  const times = (appointment?.sources ?? [])
    .filter((source) => source.step === step.id)
    .flatMap(({ date, end, start }) => [date, start, end]);
  const named = [...times, journey.arrival, journey.travelMinutes, journey.vehicle];
  return named.filter((name) => name !== undefined);
}

function concernsPlan(dossier: Dossier, step: Step): boolean {
  const procedure = procedureOfCase(dossier.case);
  if (fieldsOfPlan(dossier, step).length > 0) return true;
  return step.outcomes.some(
    (outcome) => outcome.guard === "reserve-visit-slot" || approvesJourney(procedure, step, outcome),
  );
}

function listed(names: string[], and: string): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} ${and} ${last}`;
}
