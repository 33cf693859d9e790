/** Answers as people read them. */
import type { Field } from "../../../statemachines/language/vocabulary.ts";
import type { StaffMember } from "../agency.ts";
import {
  clockTime,
  formatNumber,
  longDate,
  monthAndYear,
  slotInWords,
  type Style,
  type TimeOfDate,
} from "../format.ts";

/** What answers are put into words with. */
export interface Words {
  style: Style;
  staff: StaffMember[];
}

/** An answer as one plain text. */
export function inWords(field: Field, value: unknown, { style, staff }: Words): string {
  const labelOf = (one: unknown): string =>
    field.options?.find((option) => option.value === one)?.label[style.language] ?? String(one);
  const nameOf = (id: unknown): string => staff.find((member) => member.id === id)?.name ?? String(id);
  switch (field.kind) {
    case "choice":
      return labelOf(value);
    case "choices":
      return listOf(value).map(labelOf).join(", ");
    case "text":
      return field.month ? monthAndYear(String(value), style.language) : String(value);
    case "date":
      return longDate(String(value), style);
    case "time":
      return clockTime(String(value), style);
    case "number":
      return formatNumber(Number(value), style.language);
    case "staff":
      return field.several ? listOf(value).map(nameOf).join(", ") : nameOf(value);
    case "slot":
      return slotInWords(value as TimeOfDate, style);
    case "slots":
      return listOf(value)
        .map((slot) => slotInWords(slot as TimeOfDate, style))
        .join("; ");
    case "flag":
      return value === true ? { id: "Ya", en: "Yes" }[style.language] : { id: "Tidak", en: "No" }[style.language];
    case "counts":
      return countLines(field, value, style)
        .map(([label, number]) => `${label}: ${number}`)
        .join("; ");
    case "rows":
      return listOf(value)
        .map((row, index) => `${index + 1}. ${rowText(field, row, { style, staff })}`)
        .join("\n");
    default:
      return String(value);
  }
}

/** Label and number of each option that was counted. */
export function countLines(field: Field, value: unknown, style: Style): string[][] {
  const counts = recordOf(value);
  return (field.options ?? [])
    .filter((option) => counts[option.value] !== undefined)
    .map((option) => [option.label[style.language], formatNumber(Number(counts[option.value]), style.language)]);
}

function rowText(field: Field, row: unknown, words: Words): string {
  return (field.columns ?? [])
    .map((column) => ({ label: column.label[words.style.language], text: cellText(column, recordOf(row), words) }))
    .filter(({ text }) => text !== "")
    .map(({ label, text }) => `${label}: ${text}`)
    .join(", ");
}

/** A cell of a row; empty where nothing was given. */
export function cellText(column: Field, row: Record<string, unknown>, words: Words): string {
  const value = row[column.name];
  return value === undefined ? "" : inWords(column, value, words);
}

/** What should be a list, and is none where nothing was given. */
export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What should be an object, and is empty where nothing was given. */
export function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
