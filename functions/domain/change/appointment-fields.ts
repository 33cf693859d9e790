/** The fields that say when and where the appointment of a case is, so that it can be moved. */
import { appointmentOf } from "../case/appointment.ts";
import { latestAnswer, procedureOfCase } from "../case/case-file.ts";
import type { Dossier, Values } from "../case/records.ts";
import type { AppointmentSource, Field, FormRule, Step } from "../../../statemachines/language/vocabulary.ts";
import { fieldsOf, stepOf } from "../../../statemachines/language/table.ts";

export interface AppointmentForm {
  step: string;
  fields: Field[];
  rules: FormRule[];
  values: Values;
  /** What is typed, as the answer at the step has it. */
  stored(values: Values): Values;
}

const slotFields: Field[] = [
  { name: "date", label: { id: "Tanggal", en: "Date" }, kind: "date", required: true, serviceDay: true, earliest: 0 },
  { name: "start", label: { id: "Mulai", en: "From" }, kind: "time", required: true },
  { name: "end", label: { id: "Selesai", en: "To" }, kind: "time", required: true },
];

/** The form by which the appointment is moved; null where the case has none. */
export function appointmentForm(dossier: Dossier): AppointmentForm | null {
  const source = sourceOf(dossier);
  const appointment = appointmentOf(dossier);
  if (!source || !appointment) return null;
  const { journey } = procedureOfCase(dossier.case);
  const elsewhere = journey ? named(dossier, [journey.place, journey.arrival]) : { fields: [], values: {} };
  const when = timesIn(dossier, source);
  const fields = [...when.fields, ...elsewhere.fields];
  return {
    step: source.step,
    fields,
    rules: rulesAmong(stepOf(procedureOfCase(dossier.case), source.step), fields),
    values: { ...when.values, ...elsewhere.values },
    stored: when.stored,
  };
}

/** The rules of a row that are about nothing but these fields, whatever outcome they are asked with. */
export function rulesAmong({ rules = [] }: Step, fields: Field[]): FormRule[] {
  const asked = new Set(fields.map(({ name }) => name));
  return rules.filter((rule) => namesIn(rule).every((name) => asked.has(name))).map(({ outcomes: _, ...rule }) => rule);
}

function namesIn(rule: FormRule): string[] {
  switch (rule.kind) {
    case "time-range":
      return [rule.date, rule.start, rule.end];
    case "open-hour":
      return [rule.date, rule.start];
    case "date-order":
      return [rule.earlier, rule.later];
    case "sum-at-most":
      return [...rule.parts, rule.total];
    case "differ":
      return rule.fields;
    case "sessions":
      return [rule.rows];
  }
}

/** Names of the fields that a move changes: nobody corrects them as if they had been mistyped. */
export function appointmentFieldNames(dossier: Dossier): string[] {
  const sources = procedureOfCase(dossier.case).appointment?.sources ?? [];
  return sources
    .flatMap(({ date, end, rows, slot, start }) => [date, end, rows, slot, start])
    .filter((name) => name !== undefined);
}

/** The source from which the appointment is taken now. */
export function sourceOf(dossier: Dossier): AppointmentSource | null {
  const given = (procedureOfCase(dossier.case).appointment?.sources ?? []).flatMap((source) => {
    const answer = latestAnswer(dossier, source.step);
    const counts = answer && (!source.outcome || answer.outcome === source.outcome) && says(source, answer.values);
    return counts ? [{ source, at: answer.at }] : [];
  });
  return given.toSorted((one, other) => (one.at < other.at ? -1 : 1)).at(-1)?.source ?? null;
}

function says({ date, rows, slot }: AppointmentSource, values: Values): boolean {
  const value = values[rows ?? slot ?? date ?? ""];
  return value !== undefined && value !== null && (!Array.isArray(value) || value.length > 0);
}

function timesIn(dossier: Dossier, source: AppointmentSource): Omit<AppointmentForm, "rules" | "step"> {
  const values = latestAnswer(dossier, source.step)?.values ?? {};
  const own = stepOf(procedureOfCase(dossier.case), source.step).fields ?? [];
  const { rows, slot } = source;
  if (rows !== undefined) {
    const fields = own.filter(({ name }) => name === rows).map(freely);
    return { fields, values: { [rows]: values[rows] }, stored: (typed) => ({ [rows]: typed[rows] }) };
  }
  if (slot !== undefined) {
    const { date, end, start } = timesOf(values[slot]);
    const stored = (typed: Values): Values => ({
      [slot]: { date: typed["date"], start: typed["start"], end: typed["end"] },
    });
    return { fields: slotFields, values: { date, start, end }, stored };
  }
  const names = [source.date, source.start, source.end].filter((name) => name !== undefined);
  const fields = own.filter(({ name }) => names.includes(name)).map(freely);
  const pick = (all: Values): Values => Object.fromEntries(names.map((name) => [name, all[name]]));
  return { fields, values: pick(values), stored: pick };
}

function timesOf(value: unknown): Values {
  return typeof value === "object" && value !== null ? (value as Values) : {};
}

function named(dossier: Dossier, names: string[]): { fields: Field[]; values: Values } {
  const fields = fieldsOf(procedureOfCase(dossier.case)).filter(({ name }) => names.includes(name));
  const last = [...new Map(fields.map((field) => [field.name, field])).values()];
  const answers = procedureOfCase(dossier.case).steps.map(({ id }) => latestAnswer(dossier, id)?.values ?? {});
  const value = (name: string): unknown => answers.findLast((values) => values[name] !== undefined)?.[name];
  return {
    fields: last.map(({ outcomes: _, requiredWhen: __, ...field }) => freely(field)),
    values: Object.fromEntries(
      last.map(({ name }) => [name, value(name)] as const).filter(([, each]) => each !== undefined),
    ),
  };
}

/** Whom a notice of a week is owed was asked already: a move is agreed with them, up to the same day. */
function freely({ earliest: _, earliestWhen: __, outcomes: ___, ...field }: Field): Field {
  return field.kind === "date" ? { ...field, earliest: 0 } : field;
}
