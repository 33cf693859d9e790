/** Values that no form may take, for each kind of field: wrong types, too much, too little, made up. */
import { addDays } from "../../statemachines/form/dates.ts";
import { dateBounds, type FormContext } from "../../statemachines/form/check-form.ts";
import type { Field } from "../../statemachines/language/vocabulary.ts";

/** One way to spoil a field; `undefined` leaves it out. */
export interface Break {
  how: string;
  value: unknown;
}

/** @returns every way to spoil a field that its kind and its limits offer */
export function breaksOf(field: Field, context: FormContext): Break[] {
  // What is left out counts as suggested, where something is.
  const leftOut = field.suggested ? [] : [undefined];
  const missing = field.required && !field.optionalWhen ? [...leftOut, null, "", "  "] : [];
  return [...missing, ...wrongFor(field, context)].map((value) => ({ how: nameOf(value), value }));
}

function nameOf(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 40 ? `${text.slice(0, 40)}... (${text.length})` : text;
}

const tooMany = 101;

function wrongFor(field: Field, context: FormContext): unknown[] {
  switch (field.kind) {
    case "text":
    case "long-text":
      return [
        7,
        {},
        ["x"],
        "x".repeat((field.max ?? 2000) + 1),
        "a\u0007b",
        "half a \ud800 character",
        ...tooShort(field),
      ];
    case "email":
      return [5, "ratna@sekolah", "ratna", "a@b.id\nBcc: c@d.id", "a@b.id, c@d.id"];
    case "mobile-phone":
      return ["12345", {}, 81234567890, "0812345678901234"];
    case "landline":
      return ["12", {}, "telepon"];
    case "number":
      return [
        "banyak",
        1 + 10 ** -((field.decimals ?? 0) + 1),
        {},
        [1],
        (field.min ?? 0) - 1,
        (field.max ?? 1_000_000) + 1,
        "1e3",
      ];
    case "date":
      return ["besok", 20_261_201, "2026-02-30", "2026-13-01", {}, ...outOfBounds(field, context)];
    case "time":
      return ["25:00", "9", 900, {}, "09.00", "09:60"];
    case "choice":
      return ["tidak-ada", 7, {}, "__proto__"];
    case "choices":
      return ["tidak-ada", ["tidak-ada"], [{}], {}];
    case "consent":
      return [false, "true", 1];
    case "flag":
      return ["ya", 1, {}];
    case "file":
      return ["../../etc/passwd", "never-uploaded", 7, {}];
    case "staff":
      return field.several ? ["nobody", ["nobody"], [7], {}] : ["nobody", "../x", 7, {}];
    case "slot":
      return ["besok", {}, { date: "2026-12-02", start: "11:00", end: "09:00" }];
    case "slots":
      return ["besok", {}, [], [{}], [{ date: "2020-01-01", start: "09:00", end: "11:00" }]];
    case "counts":
      return [7, [1], { "tidak-ada": 1 }, ...(field.options ?? []).slice(0, 1).map(({ value }) => ({ [value]: -1 }))];
    case "rows":
      return ["baris", {}, [5], [{ "tidak-ada": "x" }], Array.from({ length: tooMany }, () => fullRow(field))];
    case "case":
      return ["../x", {}, 7, "PSL-1999-00001"];
  }
}

function tooShort({ min = 0 }: Field): string[] {
  return min > 1 ? ["x"] : [];
}

function outOfBounds(field: Field, context: FormContext): string[] {
  const { from, to } = dateBounds(field, context);
  return [...(from ? [addDays(from, -1)] : []), ...(to ? [addDays(to, 1)] : [])];
}

/** A row that is not empty, right or wrong: there are too many of them anyway. */
function fullRow({ columns = [] }: Field): Record<string, string> {
  return Object.fromEntries(columns.map(({ name }) => [name, "x"]));
}
