/** Why a vehicle or somebody of the staff cannot be had: with what it clashes, and what can be chosen instead. Pure. */
import { currentProcedures } from "../../../statemachines/language/registry.ts";
import type { FieldName, Step, Text } from "../../../statemachines/language/vocabulary.ts";
import type { StaffMember } from "../agency.ts";
import { latestValue, procedureOfCase } from "../case/case-file.ts";
import type { Answer, Dossier } from "../case/records.ts";
import { Refusal } from "../refusal.ts";
import type { Booking } from "./day-book.ts";
import { bookingFieldNames } from "./duties.ts";
import { isPlanned } from "./journey.ts";

/** The resource of a day book: `vehicle:B 9001 PUS`, `person:joko`. */
interface Resource {
  isVehicle: boolean;
  /** Registration mark, or staff id. */
  id: string;
}

/**
 * Under the field that names the vehicle or the officer where the row, or the change of the case, asks for them; who decides
 * on a plan that others made is told how to have it changed.
 *
 * @param step null where a change of the case asks
 */
export function takenRefusal(
  dossier: Dossier,
  step: Step | null,
  use: { resource: string },
  other: Booking,
  staff: StaffMember[],
  answer: Answer,
): Refusal {
  const resource = resourceOf(use.resource);
  const field = fieldFor(dossier, step, resource, answer);
  const name = resource.isVehicle ? "" : (staff.find(({ id }) => id === resource.id)?.name ?? resource.id);
  const text =
    field || !step
      ? whereItIsChosen(dossier, name, other)
      : whereItIsApproved(dossier, step, name || resource.id, other);
  return new Refusal("taken", text, field ? { [field]: text } : {});
}

function whereItIsChosen(dossier: Dossier, name: string, other: Booking): Text {
  const there = occupied(dossier, other, other.label);
  return name === ""
    ? {
        id: `Mobil sudah dijadwalkan ${there.id}. Pilih mobil, jam, atau tanggal lain.`,
        en: `The vehicle is already scheduled ${there.en}. Choose another vehicle, time or date.`,
      }
    : {
        id: `${name} sudah bertugas ${there.id}. Pilih petugas, jam, atau tanggal lain.`,
        en: `${name} is already on duty ${there.en}. Choose somebody else, another time or date.`,
      };
}

/** How it is changed: by sending the plan back where the row can, else by a change of the case. */
function whereItIsApproved(dossier: Dossier, step: Step, name: string, other: Booking): Text {
  const procedure = procedureOfCase(dossier.case);
  const back = step.outcomes.find(({ to }) => typeof to === "string" && isPlanned(procedure, to));
  const there = occupied(dossier, other, `${other.label} (${other.caseId})`, ",");
  const way = back
    ? {
        id: `Pilih "${back.label.id}" agar mobil, petugas, atau waktunya diganti.`,
        en: `Choose "${back.label.en}" to have the vehicle, the people or the time changed.`,
      }
    : {
        id: `Minta petugasnya diganti lebih dahulu (pada halaman berkas: Ubah berkas, "Ganti petugas atau kendaraan"), atau pilih jawaban lain.`,
        en: `Have somebody else named first (on the page of the case: Change the case, "Replace people or the vehicle"), or choose another answer.`,
      };
  return {
    id: `Bentrok: ${name} sudah dijadwalkan ${there.id}. ${way.id}`,
    en: `A clash: ${name} is already scheduled ${there.en}. ${way.en}`,
  };
}

/** Where somebody is away to, or for whom they are at work here; travel is said where either of the two has one. */
function occupied(dossier: Dossier, other: Booking, label: string, comma = ""): Text {
  const away = isAway(other);
  const travel = away || procedureOfCase(dossier.case).journey !== undefined;
  const [id, en] = comma
    ? [", termasuk perjalanan", ", travel included"]
    : [" (termasuk perjalanan)", " (travel included)"];
  const times = timesOf(other);
  return {
    id: `${away ? "di" : "untuk"} ${label} pukul ${times}${travel ? id : ""}`,
    en: `${away ? "at" : "for"} ${label}, ${times}${travel ? en : ""}`,
  };
}

function isAway({ caseId }: Booking): boolean {
  return currentProcedures().some(({ code, journey }) => journey !== undefined && caseId.startsWith(`${code}-`));
}

/** The field that names the vehicle or the officer; none where the row does not ask for them. */
function fieldFor(dossier: Dossier, step: Step | null, resource: Resource, answer: Answer): FieldName | undefined {
  const procedure = procedureOfCase(dossier.case);
  const asked = (name: FieldName): boolean => !step || (step.fields ?? []).some((field) => field.name === name);
  const value = (name: FieldName): unknown => answer.values[name] ?? (step ? undefined : latestValue(dossier, name));
  const naming = resource.isVehicle
    ? procedure.journey?.vehicle
    : bookingFieldNames(procedure).find((field) => [value(field) ?? []].flat().includes(resource.id));
  return naming !== undefined && asked(naming) ? naming : undefined;
}

function resourceOf(book: string): Resource {
  const [kind = "", ...id] = book.split(":");
  return { isVehicle: kind === "vehicle", id: id.join(":") };
}

function timesOf({ start, end }: Booking): string {
  return `${start}-${end}`.replaceAll(":", ".");
}
