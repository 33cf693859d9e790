/** Until when people outside may be asked to answer: the day that is suggested, and the one beyond which it makes no sense. */
import { isDate } from "../../../statemachines/form/dates.ts";
import { outcomesOf } from "../../../statemachines/language/table.ts";
import type { Field, Outcome, Step, Text } from "../../../statemachines/language/vocabulary.ts";
import type { AgencySettings } from "../agency.ts";
import { isoDate, isoInstant } from "../calendar/instants.ts";
import { workingDaysLater } from "../calendar/working-time.ts";
import { procedureOfCase } from "../case/case-file.ts";
import { lastDayFor, limitedStep } from "../case/completion.ts";
import type { Dossier, Values } from "../case/records.ts";
import { longDate } from "../format.ts";

/**
 * A sentence at the field where the day given for the answer of people outside is no day before what they asked for.
 *
 * @param now epoch milliseconds
 */
export function lastDayErrors(
  { calendar: { zone } }: AgencySettings,
  dossier: Dossier,
  outcome: Outcome,
  values: Values,
  now: number,
): Record<string, Text> {
  const step = limitedStep(dossier, outcome);
  const last = step && lastDayFor(dossier, step);
  const name = step?.deadlineOn?.field;
  const given = name === undefined ? undefined : values[name];
  if (name === undefined || !last || typeof given !== "string" || !isDate(given) || given <= last) return {};
  return { [name]: last <= isoDate(now, zone) ? tooNear : atTheLatest(last, zone) };
}

/** The day that is filled in for a date `suggestedWorkingDays` from now; null where the field suggests none. */
export function suggestedDay(
  { calendar }: AgencySettings,
  dossier: Dossier,
  step: Step,
  { name, suggestedWorkingDays: days }: Field,
  now: number,
): string | null {
  if (days === undefined) return null;
  const usual = isoDate(Date.parse(workingDaysLater(calendar, isoInstant(now), days)), calendar.zone);
  const limited = outcomesOf(procedureOfCase(dossier.case), step)
    .map((outcome) => limitedStep(dossier, outcome))
    .find((next) => next?.deadlineOn?.field === name);
  const last = limited ? lastDayFor(dossier, limited) : null;
  if (last === null || usual <= last) return usual;
  return last > isoDate(now, calendar.zone) ? last : null;
}

function atTheLatest(last: string, zone: string): Text {
  const [id, en] = (["id", "en"] as const).map((language) => longDate(last, { language, zone }));
  return {
    id: `Paling lambat ${id}, sehari sebelum waktu yang diminta pemohon.`,
    en: `At the latest ${en}, the day before the time asked for.`,
  };
}

const tooNear: Text = {
  id: "Waktu yang diminta pemohon sudah terlalu dekat untuk menunggu kelengkapan. Hubungi pemohon melalui telepon.",
  en: "The time asked for is too near to wait for what is missing. Please call the requester.",
};
