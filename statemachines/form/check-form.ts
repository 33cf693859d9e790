/**
 * What a form accepts, decided from the fields of an SOP row alone. Runs unchanged in the browser and in the handlers,
 * so a visitor and the server can never disagree. Pure, no dependencies.
 */
import type { EntryChannel, Field, FieldCondition, FormRule, Text } from "../language/vocabulary.ts";
import { addDays, isDate, isoWeekday, minutesOf, showDate } from "./dates.ts";
import { readEmail } from "./email.ts";
import { namingField } from "./naming-field.ts";
import { readPhone } from "./phone.ts";
import { holdsAddress, isReadable, noAddresses, plainText, readText, unreadable } from "./typed-text.ts";

/** Facts of the day that dates and times are checked against; plain data so it can be sent to the browser. */
export interface FormContext {
  /** Today in the agency's zone, YYYY-MM-DD. */
  today: string;
  /** Calendar days between a request and the event it asks for. */
  leadDays: number;
  /** ISO weekday (1 = Monday) -> opening hours as [start, end] pairs, HH:mm. */
  serviceHours: Record<string, [string, string][]>;
  /** Days without service, with the reason. */
  closedDays: { date: string; name: string }[];
  /** Other opening hours for a span of days, such as Ramadan; dates inclusive. */
  exceptions: { from: string; to: string; serviceHours: Record<string, [string, string][]> }[];
  /** When the office works, told as the service hours are. */
  office: Pick<FormContext, "closedDays" | "exceptions" | "serviceHours">;
  /** The last year of which the holidays are entered; absent where none is. */
  holidaysUntil?: number;
  districts: string[];
  /** Registration marks of the agency's vehicles. */
  vehicles: string[];
  /** Names of the rooms for visits, the usual one first; absent where there is only that one. */
  rooms?: string[];
}

export interface SlotValue {
  date: string;
  start: string;
  end: string;
}

/** Accepted values in their stored form, or a sentence per field. */
export type FormResult = { ok: true; values: Record<string, unknown> } | { ok: false; errors: Record<string, Text> };

/**
 * Checks raw answers against the fields and rules that belong to an outcome.
 *
 * @param outcome the chosen outcome, or null where the form has only one
 * @returns values as they are stored (see `typed-text.ts`; phone numbers as +62...), or an error sentence per field; a field that the
 *   form does not have is an error, never ignored
 */
export function checkForm(
  fields: Field[],
  rules: FormRule[],
  outcome: string | null,
  raw: Record<string, unknown>,
  context: FormContext,
): FormResult {
  const asked = fieldsFor(fields, outcome);
  const values: Record<string, unknown> = {};
  const errors: Record<string, Text> = {};
  const unknown = Object.keys(raw).filter((name) => !fields.some((field) => field.name === name));
  for (const name of unknown.slice(0, mostUnknown)) errors[name] = say("Isian tidak dikenal.", "Unknown field.");
  for (const field of asked) {
    const given = raw[field.name];
    if (isEmpty(given)) {
      if (isRequired(field, raw)) errors[field.name] = field.missing ?? field.error ?? requiredError(field);
      continue;
    }
    const result = checkField(field, given, context, raw);
    if ("error" in result) errors[field.name] = result.error;
    else values[field.name] = result.value;
  }
  for (const rule of rules) {
    if (rule.outcomes && (outcome === null || !rule.outcomes.includes(outcome))) continue;
    const broken = checkRule(rule, values, context);
    if (broken && !errors[broken.at]) errors[broken.at] = broken.error;
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, values };
}

/** Nobody reads on: a form has no unknown field, a program that tries one out may have any number. */
const mostUnknown = 20;

/** Fields of the entry form that are asked of those who come through an entry channel. */
export function fieldsAskedThrough(fields: Field[], entryChannel: EntryChannel): Field[] {
  return fields.filter((field) => !field.entryChannels || field.entryChannels.includes(entryChannel));
}

/** Fields that are asked with an outcome. */
export function fieldsFor(fields: Field[], outcome: string | null): Field[] {
  return fields.filter((field) => !field.outcomes || (outcome !== null && field.outcomes.includes(outcome)));
}

/** Whether a field must be filled, given the other answers. */
export function isRequired(field: Field, raw: Record<string, unknown>): boolean {
  if (field.optionalWhen && holds(field.optionalWhen, raw)) return false;
  if (field.required) return true;
  if (field.requiredWhen) return holds(field.requiredWhen, raw);
  if (field.requiredUnless) return !holds(field.requiredUnless, raw);
  return false;
}

/** First and last date a date field accepts, given the other answers. */
export function dateBounds(
  field: Field,
  context: FormContext,
  raw: Record<string, unknown> = {},
): { from: string | null; to: string | null } {
  const { earliestWhen } = field;
  const later = (days: number): string => addDays(context.today, days);
  const earliest = earliestWhen && !isEmpty(raw[earliestWhen.field]) ? earliestWhen.earliest : field.earliest;
  return {
    from: earliest === "lead" ? afterLead(field, context, raw) : earliest === undefined ? null : later(earliest),
    to: field.latest === undefined ? null : later(field.latest),
  };
}

/** Counted from the day in another field, where that is given, but no day that has passed. */
function afterLead({ leadFrom }: Field, { leadDays, today }: FormContext, raw: Record<string, unknown>): string {
  const given = leadFrom === undefined ? undefined : raw[leadFrom];
  const from = addDays(typeof given === "string" && isDate(given) && given < today ? given : today, leadDays);
  return from > today ? from : today;
}

type Hours = FormContext["office"];

/** Opening hours of a date; empty when closed. Office hours, where `context.office` is given. */
export function serviceHoursOn(date: string, context: Hours): [string, string][] {
  if (context.closedDays.some((day) => day.date === date)) return [];
  const exception = context.exceptions.find((span) => span.from <= date && date <= span.to);
  return (exception?.serviceHours ?? context.serviceHours)[String(isoWeekday(date))] ?? [];
}

type Checked = { value: unknown } | { error: Text };

function checkField(field: Field, given: unknown, context: FormContext, raw: Record<string, unknown>): Checked {
  switch (field.kind) {
    case "text":
    case "long-text":
      return checkText(field, given);
    case "email": {
      const value = typeof given === "string" ? readEmail(given) : null;
      if (value !== null && value.length <= (field.max ?? Infinity)) return { value };
      return { error: field.error ?? say("Alamat email tidak valid.", "Not a valid email address.") };
    }
    // An office may have a mobile phone only, and a person a landline only: both take whatever can be called.
    case "mobile-phone":
    case "landline": {
      const phone = typeof given === "string" ? readPhone(given) : null;
      return phone ? { value: phone.number } : { error: field.error ?? malformed };
    }
    case "number":
      return checkNumber(field, given);
    case "date":
      return checkDate(field, given, context, raw);
    case "time":
      return matching(
        field,
        given,
        /^([01]\d|2[0-3]):[0-5]\d$/,
        say("Tulis jam seperti 09:00.", "Write a time such as 09:00."),
      );
    case "choice":
      return typeof given === "string" && choiceValues(field, context).includes(given)
        ? { value: given }
        : { error: field.error ?? say("Pilih salah satu.", "Choose one.") };
    case "choices": {
      const options = choiceValues(field, context);
      const isOption = (value: unknown): value is string => typeof value === "string" && options.includes(value);
      if (!Array.isArray(given) || !given.every(isOption)) {
        return { error: say("Pilihan tidak dikenal.", "Unknown choice.") };
      }
      const chosen = [...new Set(given)];
      return countError(field, chosen.length, "pilihan", "choices") ?? { value: chosen };
    }
    case "consent":
      return given === true ? { value: true } : { error: field.error ?? requiredError(field) };
    case "flag":
      return typeof given === "boolean" ? { value: given } : { error: field.error ?? malformed };
    case "counts":
      return checkCounts(field, given);
    case "rows":
      return checkRows(field, given, context);
    case "file":
    case "case":
      return checkId(field, given);
    case "staff":
      return field.several ? checkSeveral(field, given) : checkId(field, given);
    case "slot": {
      const slot = slotValue(given);
      return slot ? { value: slot } : { error: say("Pilih salah satu waktu.", "Choose one of the times.") };
    }
    case "slots":
      return checkSlots(field, given, context);
  }
}

function checkId(field: Field, given: unknown): Checked {
  return typeof given === "string" && /^[A-Za-z0-9_-]{1,80}$/.test(given)
    ? { value: given }
    : { error: field.error ?? malformed };
}

function checkSeveral(field: Field, given: unknown): Checked {
  if (!Array.isArray(given)) return { error: field.error ?? malformed };
  const ids = [...new Set<unknown>(given)];
  const wrong = ids.map((id) => checkId(field, id)).find((each) => "error" in each);
  if (wrong) return wrong;
  return countError(field, ids.length, "orang", "people") ?? { value: ids };
}

/** A number for some of the options; what is left out is not counted. */
function checkCounts(field: Field, given: unknown): Checked {
  if (!isRecord(given)) return { error: field.error ?? malformed };
  const options = field.options ?? [];
  const counts: Record<string, number> = {};
  for (const [name, number] of Object.entries(given)) {
    const option = options.find(({ value }) => value === name);
    if (!option) return { error: say("Isian tidak dikenal.", "Unknown field.") };
    if (isEmpty(number)) continue;
    const result = checkNumber(field, number);
    if ("error" in result) {
      return { error: say(`${option.label.id}: ${result.error.id}`, `${option.label.en}: ${result.error.en}`) };
    }
    counts[name] = Number(result.value);
  }
  return field.required && Object.keys(counts).length === 0
    ? { error: field.error ?? requiredError(field) }
    : { value: counts };
}

/** Rows in which nothing is filled in are left out. */
function checkRows(field: Field, given: unknown, context: FormContext): Checked {
  if (!Array.isArray(given)) return { error: field.error ?? malformed };
  const rows: Record<string, unknown>[] = [];
  for (const [index, row] of given.entries()) {
    if (!isRecord(row)) return { error: malformed };
    if (Object.values(row).every(isEmpty)) continue;
    const result = checkForm(field.columns ?? [], [], null, row, context);
    if (!result.ok) {
      const [name = "", { en, id } = malformed] = Object.entries(result.errors)[0] ?? [];
      const label = field.columns?.find((column) => column.name === name)?.label ?? field.label;
      return {
        error: say(
          `Baris ${index + 1}: ${namingField(id, label.id)}`,
          `Row ${index + 1}: ${namingField(en, label.en)}`,
        ),
      };
    }
    rows.push(result.values);
  }
  return countError(field, rows.length, "baris", "rows") ?? { value: rows };
}

const mostItems = 100;

function countError(field: Field, count: number, id: string, en: string): { error: Text } | null {
  const { min = field.required ? 1 : 0, max = mostItems } = field;
  if (count < min)
    return { error: field.error ?? say(`Isi paling sedikit ${min} ${id}.`, `Give at least ${min} ${en}.`) };
  return count > max ? { error: say(`Isi paling banyak ${max} ${id}.`, `Give at most ${max} ${en}.`) } : null;
}

function checkText(field: Field, given: unknown): Checked {
  if (typeof given !== "string") return { error: malformed };
  const read = readText(given, { lines: field.kind === "long-text" });
  if ("error" in read) return read;
  const { value } = read;
  const length = [...value].length;
  if (field.min !== undefined && length < field.min) {
    return { error: say(`Paling sedikit ${field.min} huruf.`, `At least ${field.min} characters.`) };
  }
  if ((field.min ?? 0) > 1 && !isReadable(value)) return { error: unreadable };
  if (field.noAddress && holdsAddress(value)) return { error: noAddresses };
  if (field.pattern !== undefined && !new RegExp(`^(?:${field.pattern})$`, "u").test(value)) {
    return { error: field.error ?? malformed };
  }
  const max = field.max ?? 2000;
  if (length > max)
    return {
      error: say(`Paling banyak ${max} huruf, sekarang ${length}.`, `At most ${max} characters, now ${length}.`),
    };
  return { value };
}

function checkNumber(field: Field, given: unknown): Checked {
  const { decimals = 0 } = field;
  const number =
    typeof given === "number" ? given : typeof given === "string" ? numberIn(plainText(given), decimals) : NaN;
  const min = field.min ?? 0;
  const max = field.max ?? 1_000_000;
  if (!hasDecimals(number, decimals) || number < min || number > max) {
    const error = say(
      `Isi dengan angka ${grouped(min, ".")}-${grouped(max, ".")}.`,
      `Give a number from ${grouped(min, ",")} to ${grouped(max, ",")}.`,
    );
    return { error: field.error ?? error };
  }
  return { value: number };
}

/** "40", "1.250", "1 250"; with decimals "12,5", "1.250,5" and "12.5" too. NaN for anything else. */
function numberIn(written: string, decimals: number): number {
  const [, whole = "", part = ""] = /^(\d{1,9}|\d{1,3}(?:[. ]\d{3}){1,2})(?:,(\d+))?$/.exec(written) ?? [];
  if (whole !== "" && (part === "" || decimals > 0)) return Number(`${whole.replace(/[. ]/g, "")}.${part || "0"}`);
  return decimals > 0 && /^\d{1,9}\.\d+$/.test(written) ? Number(written) : NaN;
}

/** "1.250" */
function grouped(number: number, mark: string): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, mark);
}

/** Whether a number has no more decimals than so many. */
function hasDecimals(number: number, most: number): boolean {
  return Number.isFinite(number) && Number(number.toFixed(most)) === number;
}

function checkDate(field: Field, given: unknown, context: FormContext, raw: Record<string, unknown>): Checked {
  if (typeof given !== "string" || !isDate(given)) {
    return { error: say("Tanggal tidak dikenal.", "Not a date.") };
  }
  const { from, to } = dateBounds(field, context, raw);
  if (from && given < from) {
    return {
      error: say(`Pilih tanggal mulai ${showDate(from, "id")}.`, `Choose a date from ${showDate(from, "en")} on.`),
    };
  }
  if (to && given > to) {
    return field.latest === 0
      ? { error: say("Tanggal tidak boleh melebihi hari ini.", "The date must not lie in the future.") }
      : { error: say(`Pilih tanggal sampai ${showDate(to, "id")}.`, `Choose a date until ${showDate(to, "en")}.`) };
  }
  return (field.serviceDay && closedReason(given, context)) || { value: given };
}

function closedReason(date: string, context: FormContext): { error: Text } | null {
  const closed = context.closedDays.find((day) => day.date === date);
  if (closed)
    return { error: say(`Tanggal tersebut hari libur (${closed.name}).`, `That day is a holiday (${closed.name}).`) };
  if (serviceHoursOn(date, context).length === 0) {
    return { error: say("Tidak ada layanan pada hari tersebut.", "There is no service on that day.") };
  }
  return null;
}

function checkSlots(field: Field, given: unknown, context: FormContext): Checked {
  const slots = Array.isArray(given) ? given.map(slotValue) : [];
  const good = slots.filter((slot) => slot !== null);
  const min = field.min ?? 1;
  const max = field.max ?? 3;
  if (good.length !== slots.length || good.length < min || good.length > max) {
    return { error: say(`Isi ${max} usulan waktu.`, `Give ${max} times.`) };
  }
  if (new Set(good.map((slot) => `${slot.date} ${slot.start}`)).size < good.length) {
    return { error: say("Usulan waktu harus berbeda.", "The times must differ.") };
  }
  for (const slot of good) {
    if (slot.date <= context.today)
      return { error: say("Usulan waktu harus setelah hari ini.", "The times must lie after today.") };
    if (!insideService(slot, context)) {
      return {
        error: say(
          `${showDate(slot.date, "id")} pukul ${slot.start} di luar jam layanan.`,
          `${showDate(slot.date, "en")} ${slot.start} is outside opening hours.`,
        ),
      };
    }
  }
  return { value: good };
}

function slotValue(given: unknown): SlotValue | null {
  if (typeof given !== "object" || given === null) return null;
  const { date, start, end } = given as Record<string, unknown>;
  if (typeof date !== "string" || typeof start !== "string" || typeof end !== "string") return null;
  const time = /^([01]\d|2[0-3]):[0-5]\d$/;
  if (!isDate(date) || !time.test(start) || !time.test(end) || start >= end) return null;
  return { date, start, end };
}

/** A number, or the sum of numbers for several options; null for what is none. */
function amountIn(value: unknown): number | null {
  if (isRecord(value)) return Object.values(value).reduce<number>((sum, count) => sum + (Number(count) || 0), 0);
  return typeof value === "number" ? value : null;
}

function checkRule(
  rule: FormRule,
  values: Record<string, unknown>,
  context: FormContext,
): { at: string; error: Text } | null {
  switch (rule.kind) {
    case "sum-at-most": {
      const total = amountIn(values[rule.total]);
      if (total === null) return null;
      const sum = rule.parts.reduce((sum, part) => sum + (amountIn(values[part]) ?? 0), 0);
      return sum > total ? { at: rule.at, error: rule.error } : null;
    }
    case "date-order": {
      const [earlier, later] = [values[rule.earlier], values[rule.later]];
      const wrong = typeof earlier === "string" && typeof later === "string" && earlier >= later;
      return wrong ? { at: rule.at, error: rule.error } : null;
    }
    case "differ": {
      const seen = new Set<unknown>();
      for (const field of rule.fields) {
        const value = values[field];
        if (value === undefined) continue;
        if (seen.has(value)) return { at: field, error: rule.error };
        seen.add(value);
      }
      return null;
    }
    case "open-hour": {
      const [date, start] = [values[rule.date], values[rule.start]];
      if (typeof date !== "string" || typeof start !== "string") return null;
      const error = closedAt(date, start, context);
      return error && { at: rule.at, error };
    }
    case "sessions": {
      const rows = values[rule.rows];
      const slots = Array.isArray(rows) ? rows.map(slotValue) : [];
      const wrong = slots.some(
        (slot, index) =>
          !slot ||
          !insideService(slot, context) ||
          slots.slice(0, index).some((other) => other && overlap(other, slot)),
      );
      return wrong ? { at: rule.rows, error: rule.error } : null;
    }
    case "time-range": {
      const slot = slotValue({ date: values[rule.date], start: values[rule.start], end: values[rule.end] });
      const start = values[rule.start];
      const end = values[rule.end];
      if (typeof start !== "string" || typeof end !== "string") return null;
      const length = minutesOf(end) - minutesOf(start);
      if (length < rule.minMinutes || length > rule.maxMinutes) {
        return {
          at: rule.at,
          error: say(
            `Lamanya ${rule.minMinutes}-${rule.maxMinutes} menit.`,
            `It takes ${rule.minMinutes} to ${rule.maxMinutes} minutes.`,
          ),
        };
      }
      const free = rule.within === "any";
      return slot && !free && !insideService(slot, context) ? { at: rule.at, error: rule.error } : null;
    }
  }
}

/** Why nobody is there at an hour, and when somebody is on that day; null where the office works or visitors are received. */
function closedAt(date: string, time: string, context: FormContext): Text | null {
  const hours = [context.office, context].flatMap((each) => serviceHoursOn(date, each));
  if (hours.some(([opens, closes]) => opens <= time && time < closes)) return null;
  const [day, dayEn] = [showDate(date, "id"), showDate(date, "en")];
  if (hours.length === 0) {
    const name = context.office.closedDays.find((closed) => closed.date === date)?.name;
    const [why, whyEn] = name ? [` (${name})`, ` (${name})`] : ["", ""];
    return say(
      `${day}${why}: tidak ada jam kerja maupun jam layanan. Pilih hari lain.`,
      `${dayEn}${whyEn}: neither office nor service hours. Choose another day.`,
    );
  }
  const spans = joined(hours).map((span) => span.join("-"));
  return say(
    `Pukul ${time.replace(":", ".")} di luar jam kerja dan jam layanan. Pada ${day}: pukul ${spans.join(", ").replaceAll(":", ".")}.`,
    `${time} is outside office and service hours. On ${dayEn}: ${spans.join(", ")}.`,
  );
}

/** Hours in order; what overlaps or adjoins is one span. */
function joined(hours: [string, string][]): [string, string][] {
  const spans: [string, string][] = [];
  for (const [opens, closes] of hours.toSorted(([one], [other]) => one.localeCompare(other))) {
    const last = spans.at(-1);
    if (last && opens <= last[1]) last[1] = closes > last[1] ? closes : last[1];
    else spans.push([opens, closes]);
  }
  return spans;
}

function overlap(a: SlotValue, b: SlotValue): boolean {
  return a.date === b.date && a.start < b.end && b.start < a.end;
}

function insideService(slot: SlotValue, context: FormContext): boolean {
  return serviceHoursOn(slot.date, context).some(([start, end]) => start <= slot.start && slot.end <= end);
}

function matching(field: Field, given: unknown, pattern: RegExp, fallback: Text): Checked {
  const value = typeof given === "string" ? given.trim() : "";
  if (!pattern.test(value) || (field.max !== undefined && value.length > field.max)) {
    return { error: field.error ?? fallback };
  }
  return { value };
}

function choiceValues(field: Field, context: FormContext): string[] {
  const own = (field.options ?? []).map((option) => option.value);
  return field.optionsFrom ? [...context[field.optionsFrom], ...own] : own;
}

function holds(condition: FieldCondition, raw: Record<string, unknown>): boolean {
  const value = raw[condition.field];
  return "filled" in condition ? !isEmpty(value) : typeof value === "string" && condition.in.includes(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === false ||
    (typeof value === "string" && plainText(value) === "") ||
    (Array.isArray(value) && value.length === 0)
  );
}

const malformed = say("Isian tidak dapat dibaca.", "This value cannot be read.");

function requiredError(field: Field): Text {
  return say(`${field.label.id} wajib diisi.`, `${field.label.en}: please fill in.`);
}

function say(id: string, en: string): Text {
  return { id, en };
}
