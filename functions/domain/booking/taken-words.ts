/** Why a vehicle or an officer cannot be had: with what it clashes, and what can be chosen instead. Pure. */
import { findStep } from "../../../statemachines/language/table.ts";
import type { FieldName, Step, Text } from "../../../statemachines/language/vocabulary.ts";
import type { StaffMember } from "../agency.ts";
import { procedureOfCase } from "../case/case-file.ts";
import type { Answer, Dossier } from "../case/records.ts";
import { Refusal } from "../refusal.ts";
import type { Booking } from "./day-book.ts";
import { isPlanned } from "./journey.ts";

/** The resource of a day book: `vehicle:B 9001 PUS`, `person:joko`. */
interface Resource {
  isVehicle: boolean;
  /** Registration mark, or staff id. */
  id: string;
}

/**
 * Under the field that names the vehicle or the officer where the row asks for them; who decides on a plan that others made
 * is told how to have it changed. A change beside the flow belongs to no row.
 */
export function takenRefusal(
  dossier: Dossier,
  stepId: string,
  use: { resource: string },
  other: Booking,
  staff: StaffMember[],
  answer: Answer,
): Refusal {
  const resource = resourceOf(use.resource);
  const name = resource.isVehicle ? "" : (staff.find(({ id }) => id === resource.id)?.name ?? resource.id);
  const step = findStep(procedureOfCase(dossier.case), stepId);
  if (!step) return new Refusal("taken", whereItIsChosen(name, other));
  const field = fieldFor(dossier, step, resource, answer);
  const text = field ? whereItIsChosen(name, other) : whereItIsApproved(dossier, step, name || resource.id, other);
  return new Refusal("taken", text, field ? { [field]: text } : {});
}

function whereItIsChosen(name: string, other: Booking): Text {
  const times = timesOf(other);
  return name === ""
    ? {
        id: `Mobil sudah dijadwalkan di ${other.label} pukul ${times} (termasuk perjalanan). Pilih mobil, jam, atau tanggal lain.`,
        en: `The vehicle is already scheduled at ${other.label}, ${times} (travel included). Choose another vehicle, time or date.`,
      }
    : {
        id: `${name} sudah bertugas di ${other.label} pukul ${times} (termasuk perjalanan). Pilih petugas, jam, atau tanggal lain.`,
        en: `${name} is already on duty at ${other.label}, ${times} (travel included). Choose somebody else, another time or date.`,
      };
}

function whereItIsApproved(dossier: Dossier, step: Step, name: string, other: Booking): Text {
  const procedure = procedureOfCase(dossier.case);
  const back = step.outcomes.find(({ to }) => typeof to === "string" && isPlanned(procedure, to));
  const at = `${other.label} (${other.caseId})`;
  return {
    id: `Bentrok: ${name} sudah dijadwalkan di ${at} pukul ${timesOf(other)}, termasuk perjalanan.${
      back ? ` Pilih "${back.label.id}" agar mobil, petugas, atau waktunya diganti.` : ""
    }`,
    en: `A clash: ${name} is already scheduled at ${at}, ${timesOf(other)}, travel included.${
      back ? ` Choose "${back.label.en}" to have the vehicle, the people or the time changed.` : ""
    }`,
  };
}

/** The field of the row that names the vehicle or the officer; none where the row does not ask for them. */
function fieldFor(dossier: Dossier, step: Step, resource: Resource, answer: Answer): FieldName | undefined {
  const { journey } = procedureOfCase(dossier.case);
  const asked = (name: FieldName): boolean => (step.fields ?? []).some((field) => field.name === name);
  const naming = resource.isVehicle
    ? journey?.vehicle
    : journey?.crew.find((field) => [answer.values[field] ?? []].flat().includes(resource.id));
  return naming !== undefined && asked(naming) ? naming : undefined;
}

function resourceOf(book: string): Resource {
  const [kind = "", ...id] = book.split(":");
  return { isVehicle: kind === "vehicle", id: id.join(":") };
}

function timesOf({ start, end }: Booking): string {
  return `${start}-${end}`.replaceAll(":", ".");
}
