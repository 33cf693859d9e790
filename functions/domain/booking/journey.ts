/** A journey to an appointment elsewhere, read from the answers: where to, when, with what, and who goes. Pure. */
import type {
  FieldName,
  Journey,
  Outcome,
  Procedure,
  Step,
  StepId,
} from "../../../statemachines/language/vocabulary.ts";
import type { SlotValue } from "../../../statemachines/form/check-form.ts";
import { appointmentOf, slotAnswered } from "../case/appointment.ts";
import { latestValue, procedureOfCase } from "../case/case-file.ts";
import type { Answer, Dossier } from "../case/records.ts";

export interface JourneyPlan {
  place: string;
  slot: SlotValue;
  /** Vehicle and crew are away from `departs` until `returns`, both HH:mm of the day of the appointment. */
  departs: string;
  returns: string;
  vehicle: string;
  /** Staff ids, each once, sorted. */
  crew: string[];
}

/**
 * The journey as planned now, or as an answer about to be stored would plan it.
 *
 * @returns null where the procedure knows no journey, or no time is planned yet
 */
export function journeyOf(
  dossier: Dossier,
  answering?: { step: string; answer: Pick<Answer, "outcome" | "values"> },
): JourneyPlan | null {
  const procedure = procedureOfCase(dossier.case);
  const { journey } = procedure;
  if (!journey) return null;
  const given = answering?.answer.values ?? {};
  const value = (field: FieldName): unknown => given[field] ?? latestValue(dossier, field);
  const planned = answering && slotAnswered(procedure, answering.step, answering.answer.outcome, given);
  const slot = planned ?? appointmentOf(dossier)?.slot;
  if (!slot) return null;
  const travel = Number(value(journey.travelMinutes) ?? 0);
  return {
    place: words(value(journey.place)),
    slot,
    departs: clock(minutesOf(words(value(journey.arrival)) || slot.start) - travel),
    returns: clock(minutesOf(slot.end) + travel),
    vehicle: words(value(journey.vehicle)),
    crew: crewIn(journey, value),
  };
}

/**
 * Whether an outcome approves the journey as it is planned: an official decides on it, and it is neither planned anew nor
 * given up.
 */
export function approvesJourney(procedure: Procedure, step: Step, { to }: Pick<Outcome, "to">): boolean {
  const isJudged = procedure.journey !== undefined && step.kind === "decision";
  return isJudged && typeof to === "string" && !isPlanned(procedure, to);
}

/** Whether the time of a journey is answered at a row. */
export function isPlanned({ appointment, journey }: Procedure, step: StepId): boolean {
  return journey !== undefined && (appointment?.sources ?? []).some((source) => source.step === step);
}

function crewIn(journey: Journey, value: (field: FieldName) => unknown): string[] {
  const people = journey.crew.flatMap((field) => [value(field) ?? []].flat());
  return [...new Set(people.map(String))].sort();
}

function words(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** Within the day: a journey that would leave before midnight or come back after it takes the day to its edge. */
function clock(minutes: number): string {
  const within = Math.min(Math.max(minutes, 0), 24 * 60 - 1);
  return `${String(Math.floor(within / 60)).padStart(2, "0")}:${String(within % 60).padStart(2, "0")}`;
}
