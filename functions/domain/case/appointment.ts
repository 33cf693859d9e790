/** The time that a case is about: asked for, proposed, chosen, and its sessions. */
import type { SlotValue } from "../../../statemachines/form/check-form.ts";
import type { Procedure, StepId } from "../../../statemachines/language/vocabulary.ts";
import { factsOf, latestAnswer, latestValue, procedureOfCase } from "./case-file.ts";
import type { Dossier, Values } from "./records.ts";

/** A part of a group that comes by itself. */
export interface Session extends SlotValue {
  headcount: number;
}

export interface Appointment {
  /** From the beginning of the first session to its end; the whole, where the group is not divided. */
  slot: SlotValue;
  headcount: number;
  /** In the order of time; one where the group is not divided. */
  sessions: Session[];
  /** When whoever asks said it, ISO 8601: an officer who moves it afterwards has decided about the new time. */
  saidAt: string;
}

/** The time asked for now: the latest answer among the sources that the procedure names; null without appointment. */
export function appointmentOf(dossier: Dossier): Appointment | null {
  const { appointment } = procedureOfCase(dossier.case);
  if (!appointment) return null;
  const headcount = peopleIn(latestValue(dossier, appointment.headcount));
  let sessions: Session[] = [];
  let [at, answeredAt] = ["", ""];
  for (const source of appointment.sources) {
    const answer = latestAnswer(dossier, source.step);
    if (!answer || (source.outcome && answer.outcome !== source.outcome)) continue;
    const saidAt = lastSaid(dossier, source.step, answer.at);
    if (saidAt < at) continue;
    const found = source.rows
      ? sessionsIn(answer.values[source.rows])
      : oneSession(slotIn(answer.values, source), headcount);
    if (found.length > 0) [sessions, at, answeredAt] = [found, saidAt, answer.at];
  }
  const [first] = sessions;
  return first ? { slot: timesOf(first), headcount, sessions, saidAt: answeredAt } : null;
}

/** When what an answer at a step says of the appointment was said last: with it, or by a change since. */
function lastSaid({ changes = [] }: Dossier, stepId: StepId, answeredAt: string): string {
  const moved = changes.findLast(({ operation, step }) => operation === "move-appointment" && step === stepId);
  return moved && moved.at > answeredAt ? moved.at : answeredAt;
}

/** A number of people, or the sum of counts by kind. */
export function peopleIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return Number(value ?? 0);
  return Object.values(value).reduce<number>((sum, count) => sum + Number(count), 0);
}

function oneSession(slot: SlotValue | null, headcount: number): Session[] {
  return slot ? [{ ...slot, headcount }] : [];
}

function sessionsIn(rows: unknown): Session[] {
  const given = Array.isArray(rows) ? (rows as Session[]) : [];
  return given.toSorted((a, b) => `${a.date}${a.start}`.localeCompare(`${b.date}${b.start}`));
}

function timesOf({ date, start, end }: SlotValue): SlotValue {
  return { date, start, end };
}

/** Every day on which the case may have bookings: asked for, proposed, chosen or claimed at any time. */
export function datesTouched(dossier: Dossier): string[] {
  const dates = new Set<string>(dossier.case.claimedDays);
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(collect);
    else if (typeof value === "object" && value !== null && "date" in value && typeof value.date === "string") {
      dates.add(value.date);
    }
  };
  for (const source of procedureOfCase(dossier.case).appointment?.sources ?? []) {
    const given = dossier.tasks.map((task) => task.answer?.values ?? {});
    const changed = (dossier.changes ?? []).flatMap(factsOf).flatMap(({ values, was }) => [values, was]);
    for (const values of [dossier.case.request, ...given, ...changed]) {
      const slot = slotIn(values, source);
      if (slot) dates.add(slot.date);
      Object.values(values).forEach(collect);
    }
  }
  return [...dates].sort();
}

/** The time that an outcome answers, where the procedure takes its appointment from there. */
export function slotAnswered(procedure: Procedure, step: StepId, outcome: string, values: Values): SlotValue | null {
  const sources = procedure.appointment?.sources ?? [];
  const source = sources.find((each) => each.step === step && (each.outcome ?? outcome) === outcome);
  return source ? slotIn(values, source) : null;
}

/** Times proposed in a field of kind `slots`, the latest proposal; empty where none was made. */
export function proposedSlots(dossier: Dossier): SlotValue[] {
  const fields = procedureOfCase(dossier.case).steps.flatMap((step) => step.fields ?? []);
  const names = fields.filter((field) => field.kind === "slots").map((field) => field.name);
  const proposals = names.map((name) => latestValue(dossier, name)).filter((value) => Array.isArray(value));
  return (proposals.at(-1) ?? []) as SlotValue[];
}

function slotIn(
  values: Values,
  source: { slot?: string; date?: string; start?: string; end?: string },
): SlotValue | null {
  const given = source.slot
    ? values[source.slot]
    : { date: values[source.date ?? ""], start: values[source.start ?? ""], end: values[source.end ?? ""] };
  if (typeof given !== "object" || given === null) return null;
  const { date, start, end } = given as Record<string, unknown>;
  return typeof date === "string" && typeof start === "string" && typeof end === "string" ? { date, start, end } : null;
}
