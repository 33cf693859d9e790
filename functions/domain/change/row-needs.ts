/** What a row rests on, so that a case is sent to it only where that is there: read from the flow of the table. Pure. */
import { entryOf, fieldsOf } from "../../../statemachines/language/table.ts";
import type { Field, Procedure, Step, StepId, Text } from "../../../statemachines/language/vocabulary.ts";
import { appointmentOf, proposedSlots } from "../case/appointment.ts";
import { flowTasks, latestAnswer, latestValue, possibleOutcomes, procedureOfCase } from "../case/case-file.ts";
import type { Dossier } from "../case/records.ts";

/** What is missing, and the row that gives it. */
interface Need {
  from: Step;
  what: Text;
}

/**
 * What is missing before a case can be at a row. Every row that no way to it goes round has to be done, where it decides, where
 * its answer brings about something (a booking, a number, a letter), or where it gives data that is not there; others may
 * be passed over. A row that the case has come to before needs no more than an outcome that can be chosen.
 */
function needsOf(dossier: Dossier, row: Step): Need[] {
  const has = new Set(flowTasks(dossier).map(({ step }) => step));
  const own = ownNeeds(dossier, row);
  if (own.length > 0 || has.has(row.id)) return own;
  return unavoidable(procedureOfCase(dossier.case), row.id)
    .filter((before) => before.kind !== "entry" && !hasLedTo(dossier, before, row))
    .flatMap((before) => givenBy(dossier, before));
}

/** Whether a row was answered, and by an outcome from which a way leads to another without coming here again. */
function hasLedTo(dossier: Dossier, before: Step, row: Step): boolean {
  const procedure = procedureOfCase(dossier.case);
  const answer = latestAnswer(dossier, before.id);
  const outcome = before.outcomes.find(({ id }) => id === answer?.outcome);
  if (!answer || !outcome) return answer !== null;
  return typeof outcome.to === "string" && reaches(procedure, outcome.to, row.id, before.id);
}

/** A sentence that says what is missing; null where nothing is. */
export function whyNot(dossier: Dossier, row: Step): Text | null {
  const needs = needsOf(dossier, row);
  if (needs.length === 0) return null;
  const listed = (language: "id" | "en"): string => needs.map(({ what }) => what[language]).join("; ");
  return {
    id: `Belum dapat dikirim ke "${row.state}": ${listed("id")}.`,
    en: `It cannot be sent to "${row.state}" yet: ${listed("en")}.`,
  };
}

/** What the row itself is made of: whom it names, from when it may be answered, what may be chosen. */
function ownNeeds(dossier: Dossier, row: Step): Need[] {
  const procedure = procedureOfCase(dossier.case);
  const { assignee, availableFrom, estimate } = row;
  const named = [assignee?.field, estimate?.field].filter((name) => name !== undefined);
  const absent = named.filter((name) => latestValue(dossier, name) === undefined);
  const day = availableFrom === "appointment-day" && !appointmentOf(dossier) ? procedure.appointment?.sources[0] : null;
  const dated = typeof availableFrom === "object" && !latestAnswer(dossier, availableFrom.step) ? availableFrom : day;
  const offers = row.fields?.some(({ kind }) => kind === "slot") && proposedSlots(dossier).length === 0;
  const proposing = offers ? fieldsOf(procedure).filter(({ kind }) => kind === "slots") : [];
  return [
    ...[...absent, ...proposing.map(({ name }) => name)].flatMap((name) => fieldNeed(procedure, name)),
    ...procedure.steps.filter(({ id }) => id === dated?.step).map(undone),
    ...choiceNeeds(dossier, row),
  ];
}

function choiceNeeds(dossier: Dossier, row: Step): Need[] {
  const procedure = procedureOfCase(dossier.case);
  const possible = possibleOutcomes(dossier, row).filter(({ onDeadline }) => !onDeadline);
  if (row.outcomes.some((outcome) => possible.includes(outcome))) return [];
  const after = new Set(row.outcomes.flatMap((outcome) => (outcome.after ? [outcome.after.step] : [])));
  return procedure.steps.filter(({ id }) => after.has(id)).map(undecided);
}

function givenBy(dossier: Dossier, before: Step): Need[] {
  if (before.kind === "decision") return [undecided(before)];
  const onward = before.outcomes.filter(({ to }) => typeof to === "string");
  const brings = [before, ...onward].some(
    (each) => ("guard" in each && each.guard) || each.actions?.length || each.letters?.length,
  );
  if (brings) return [latestAnswer(dossier, before.id) ? answeredOtherwise(before) : undone(before)];
  const needed = (before.fields ?? []).filter(
    (field) => field.required && (!field.outcomes || onward.some(({ id }) => field.outcomes?.includes(id))),
  );
  const absent = needed.filter(({ name }) => latestValue(dossier, name) === undefined);
  return absent.length > 0 ? [dataNeed(before, absent)] : [];
}

function fieldNeed({ steps }: Procedure, name: string): Need[] {
  for (const step of steps) {
    const field = step.fields?.find((each) => each.name === name);
    if (field) return [dataNeed(step, [field])];
  }
  return [];
}

function dataNeed(from: Step, fields: Field[]): Need {
  const labels = (language: "id" | "en"): string => fields.map(({ label }) => `"${label[language]}"`).join(", ");
  return {
    from,
    what: {
      id: `belum ada isian ${labels("id")} dari langkah "${from.state}"`,
      en: `${labels("en")} of the row "${from.state}" is missing`,
    },
  };
}

function undecided(from: Step): Need {
  return {
    from,
    what: {
      id: `belum ada keputusan yang mengarah ke sana dari langkah "${from.state}"`,
      en: `no decision of the row "${from.state}" leads there`,
    },
  };
}

function undone(from: Step): Need {
  return {
    from,
    what: {
      id: `langkah "${from.state}" belum dikerjakan`,
      en: `the row "${from.state}" was not done`,
    },
  };
}

function answeredOtherwise(from: Step): Need {
  return {
    from,
    what: {
      id: `jawaban pada langkah "${from.state}" tidak mengarah ke sana`,
      en: `what was answered at the row "${from.state}" does not lead there`,
    },
  };
}

/** The rows that every way from the request to a row goes through, in the order of the table. */
function unavoidable(procedure: Procedure, row: StepId): Step[] {
  const entry = entryOf(procedure).id;
  return procedure.steps.filter(({ id }) => id !== row && !reaches(procedure, entry, row, id));
}

function reaches({ steps }: Procedure, from: StepId, row: StepId, without: StepId): boolean {
  const reached = new Set<StepId>();
  const ahead = [from];
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    if (reached.has(id) || id === without) continue;
    reached.add(id);
    const outcomes = steps.find((step) => step.id === id)?.outcomes ?? [];
    ahead.push(...outcomes.flatMap(({ to }) => (typeof to === "string" ? [to] : [])));
  }
  return reached.has(row);
}
