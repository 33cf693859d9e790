/** Sentences of the tables with the facts of a case in them. One function words the times of an appointment. */
import { filledIn } from "../../../statemachines/language/sentence.ts";
import { fieldsOf } from "../../../statemachines/language/table.ts";
import type { Field, Sentence } from "../../../statemachines/language/vocabulary.ts";
import { appointmentOf } from "../case/appointment.ts";
import { latestValue, procedureOfCase } from "../case/case-file.ts";
import { subjectOf } from "../case/contact.ts";
import type { Dossier } from "../case/records.ts";
import { inWords, listOf, type Words } from "../form/field-words.ts";
import { formatNumber, longDate, slotInWords, timeRange, type Style } from "../format.ts";

/**
 * A sentence about a case as it stands; null where something that it names is not known.
 *
 * @param others words that are no field of the case, by name
 */
export function inSentence(
  sentence: Sentence,
  dossier: Dossier,
  words: Words,
  others: Record<string, string> = {},
): string | null {
  const fields = new Map(fieldsOf(procedureOfCase(dossier.case)).map((field) => [field.name, field]));
  let complete = true;
  const text = filledIn(sentence[words.style.language], (name) => {
    const value = others[name] ?? valueOf(name, fields, dossier, words);
    complete &&= value !== "";
    return value;
  });
  return complete ? text : null;
}

function valueOf(name: string, fields: Map<string, Field>, dossier: Dossier, words: Words): string {
  if (name === "appointment") return timesInWords(dossier, words.style);
  if (name === "subject") return subjectOf(dossier.case);
  const field = fields.get(name);
  const value = latestValue(dossier, name);
  return field && value !== undefined ? spoken(field, value, words) : "";
}

/** As `inWords`, but each of several times has its line. */
export function spoken(field: Field, value: unknown, words: Words): string {
  if (field.kind !== "slots") return inWords(field, value, words);
  return listOf(value)
    .map((slot) => inWords({ ...field, kind: "slot" }, slot, words))
    .join("\n");
}

/**
 * "Rabu, 2 Desember 2026, pukul 09.00-11.00 WIB"; of a divided group each session with its size; empty where no time is
 * known.
 */
export function timesInWords(dossier: Dossier, style: Style): string {
  const sessions = appointmentOf(dossier)?.sessions ?? [];
  const [only] = sessions;
  if (only && sessions.length === 1) return slotInWords(only, style);
  const days = [...Map.groupBy(sessions, ({ date }) => date)];
  const told = days.map(([date, ofDay]) => {
    const times = ofDay.map(
      ({ end, headcount, start }) => `${timeRange(start, end, style)} (${peopleInWords(headcount, style)})`,
    );
    return `${longDate(date, style)}, ${times.join(", ")}`;
  });
  return told.join("; ");
}

/** "40 orang" */
export function peopleInWords(count: number, { language }: Style): string {
  return `${formatNumber(count, language)} ${{ id: "orang", en: count === 1 ? "person" : "persons" }[language]}`;
}
