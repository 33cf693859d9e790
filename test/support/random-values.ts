/** Fills in any form of any table with values that fit, or with one that does not; the same seed gives the same. */
import { addDays } from "../../statemachines/form/dates.ts";
import { checkForm, dateBounds, fieldsFor, serviceHoursOn } from "../../statemachines/form/check-form.ts";
import { currentProcedureOf } from "../../statemachines/language/registry.ts";
import type { FormContext } from "../../statemachines/form/check-form.ts";
import type { Field, FormRule } from "../../statemachines/language/vocabulary.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import type { Values } from "../../functions/domain/case/records.ts";
import { letterFile, phoneDigits } from "./builders.ts";

/** Whole numbers below a bound. */
export type Chance = (below: number) => number;

/** A small generator of numbers that repeats with its seed (mulberry32). */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

export interface FormAbout {
  fields: Field[];
  rules: FormRule[];
  outcome: string | null;
  context: FormContext;
  staff: StaffMember[];
  /** Values that the page would have filled in, and the times that may be chosen. */
  prefill: Values;
  slots: unknown[];
  /** Cases that may be named. */
  cases: string[];
}

const attempts = 40;

/** No values were found that a form accepts. */
export class NothingFits extends Error {}

/** @throws {NothingFits} */
export function fittingValues(about: FormAbout, chance: Chance): Values {
  let problem = "";
  // What was filled in before may not fit any more, such as a day that has passed.
  const prefill = { ...about.prefill };
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const values = someValues({ ...about, prefill }, chance);
    const result = checkForm(about.fields, about.rules, about.outcome, values, about.context);
    if (result.ok) return values;
    problem = JSON.stringify({ errors: result.errors, values });
    for (const name of Object.keys(result.errors)) {
      delete values[name];
      delete prefill[name];
    }
    if (checkForm(about.fields, about.rules, about.outcome, values, about.context).ok) return values;
  }
  throw new NothingFits(`no values fit: ${problem}`);
}

function someValues(about: FormAbout, chance: Chance): Values {
  const values: Values = {};
  const asked = fieldsFor(about.fields, about.outcome);
  for (const field of asked) {
    const known = about.prefill[field.name];
    if (known !== undefined && chance(10) < 8) values[field.name] = known;
    else if (isSure(field, asked) || chance(field.requiredWhen ? 10 : 2) > 0) {
      const value = someValue(field, about, chance);
      if (value !== undefined) values[field.name] = value;
    }
  }
  return inHours(about, values, chance);
}

function isSure(field: Field, asked: Field[]): boolean {
  return field.required === true || field.requiredUnless !== undefined || asked.length === 1;
}

const words = ["Contoh", "bacaan", "literasi", "desa", "rencana", "Ma'ruf", "kegiatan", "sekolah", "Drs. H.", "M.Pd."];

function someText({ min = 1, max = 80 }: Field, chance: Chance): string {
  let text = words[chance(words.length)] ?? "";
  while (text.length < min || (text.length < Math.min(max, 60) && chance(3) > 0)) {
    text += ` ${words[chance(words.length)] ?? ""}`;
  }
  return text.slice(0, max).trim().padEnd(min, "x");
}

function someNumber({ min = 0, max = 40 }: Field, chance: Chance): number {
  return min + chance(Math.min(max - min, 45) + 1);
}

const hours = ["08:00", "08:30", "09:00", "10:00", "10:30", "11:00", "13:00", "14:00"];

function someValue(field: Field, about: FormAbout, chance: Chance): unknown {
  const options =
    (field.optionsFrom ? about.context[field.optionsFrom] : field.options?.map(({ value }) => value)) ?? [];
  const one = <T>(from: T[]): T | undefined => from[chance(from.length)];
  const most = Math.min(field.max ?? 3, 3);
  const least = field.min ?? (field.required ? 1 : 0);
  switch (field.kind) {
    case "text":
    case "long-text":
      // The one pattern that tables use is a month.
      if (field.pattern !== undefined) return `${about.context.today.slice(0, 5)}0${1 + chance(9)}`;
      return someText(field, chance);
    case "email":
      return `orang${chance(1000)}@contoh.test`;
    case "mobile-phone":
      return `0812${String(1_000 + chance(8_999))}${phoneDigits}`;
    case "landline":
      return "0274-512345";
    case "number":
      return someNumber(field, chance);
    case "date":
      return someDate(field, about, chance);
    case "time":
      return one(hours);
    case "choice":
      return one(options);
    case "choices":
      return options.slice(0, Math.max(least, chance(options.length + 1)));
    case "flag":
      return isSure(field, []) || chance(2) === 0;
    case "consent":
      return true;
    case "file":
      return letterFile;
    case "staff": {
      const able = about.staff.filter(({ roles }) => !field.role || roles.includes(field.role)).map(({ id }) => id);
      return field.several ? able.slice(0, Math.max(least, 1)) : one(able);
    }
    case "slot":
      return one(about.slots);
    case "slots":
      return about.slots.slice(0, field.max ?? 3);
    case "counts":
      return Object.fromEntries(options.slice(0, 1 + chance(options.length)).map((name) => [name, chance(9)]));
    case "rows":
      return Array.from({ length: Math.max(least, chance(most + 1)) }, () =>
        someValues({ ...about, fields: field.columns ?? [], rules: [], outcome: null, prefill: {} }, chance),
      );
    case "case":
      return one(about.cases.filter((id) => isOf(id, field)));
  }
}

/** Whether a case number is one of the procedure that a field asks for. */
function isOf(caseId: string, { procedure }: Field): boolean {
  return procedure === undefined || caseId.startsWith(`${currentProcedureOf(procedure).code}-`);
}

function someDate(field: Field, { context }: FormAbout, chance: Chance): string {
  const { from, to } = dateBounds(field, context);
  const first = from ?? addDays(context.today, to !== null && to <= context.today ? -30 : 1);
  const last = to ?? addDays(first, 60);
  const span = Math.min(60, Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000));
  for (let attempt = 0; attempt < 30; attempt += 1) {
    const date = addDays(first, chance(span + 1));
    if (!field.serviceDay || serviceHoursOn(date, context).length > 0) return date;
  }
  return first;
}

/** Makes the times of a form agree with each other, as people do. */
function inHours({ context, rules, outcome }: FormAbout, values: Values, chance: Chance): Values {
  const orders = rules.filter(({ kind }) => kind === "date-order");
  for (const rule of [...rules.filter(({ kind }) => kind !== "date-order"), ...orders]) {
    if (rule.outcomes && (outcome === null || !rule.outcomes.includes(outcome))) continue;
    if (rule.kind === "time-range" && values[rule.start] !== undefined) {
      const date = values[rule.date];
      const open = typeof date === "string" ? serviceHoursOn(date, context)[0] : undefined;
      const begin = Number((open?.[0] ?? "08:00").slice(0, 2)) + 1 + chance(2);
      values[rule.start] = `${String(begin).padStart(2, "0")}:00`;
      values[rule.end] = `${String(begin + 1).padStart(2, "0")}:00`;
    }
    if (rule.kind === "sum-at-most") for (const part of rule.parts) if (part in values) values[part] = 0;
    if (rule.kind === "date-order") putInOrder(values, rule.earlier, rule.later, chance);
    if (rule.kind === "sessions") delete values[rule.rows];
  }
  return values;
}

/** Of two dates the later one follows from the earlier; of two times of day the earlier one from the later. */
function putInOrder(values: Values, earlier: string, later: string, chance: Chance): void {
  const [first, second] = [values[earlier], values[later]];
  if (typeof first !== "string" || typeof second !== "string") return;
  if (first.includes("-")) values[later] = addDays(first, 200 + chance(100));
  else values[earlier] = `${String(Math.max(0, Number(second.slice(0, 2)) - 1)).padStart(2, "0")}:30`;
}
