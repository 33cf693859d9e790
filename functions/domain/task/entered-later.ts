/** Work that is entered later, such as after a time on paper, keeps the times at which it was really done, as whoever enters it states. */
import { officeFields } from "../../../statemachines/form/office-entry.ts";
import { actorOf } from "../../../statemachines/language/registry.ts";
import type { Outcome, Step, Text } from "../../../statemachines/language/vocabulary.ts";
import { isDate } from "../../../statemachines/form/dates.ts";
import type { AgencySettings } from "../agency.ts";
import { isoDate } from "../calendar/instants.ts";
import { atLocalTime } from "../calendar/working-time.ts";
import { flowTasks, latestValue } from "../case/case-file.ts";
import type { Dossier, Happened, TaskItem } from "../case/records.ts";
import { finishedAt } from "../case/task-times.ts";
import { earliestOf } from "../case/waited-for.ts";
import { clockTime, longDate } from "../format.ts";
import { cleanNote, noteError } from "../form/note.ts";
import { Refusal } from "../refusal.ts";

/** As it is typed: local times `YYYY-MM-DDTHH:mm` of the agency, and why it was not entered then. */
export interface EnteredLater {
  from: string;
  until: string;
  reason: string;
  /** Number that was given on paper; the registers of the service keep their own. */
  number?: string | undefined;
}

/**
 * Whether the real times of a row can be given: work of the office, in the field or on paper. A decision is made when it
 * is made, and people outside answer for themselves.
 */
export function takesRealTimes({ actor, kind }: Pick<Step, "actor" | "kind">): boolean {
  return kind === "field" || (kind === "work" && actorOf(actor).inside);
}

/**
 * When the step before ended, really where that was stated: no later one was begun before it. For the first that anybody
 * answers, the beginning of the day on which it opened, or on which the letter came that was typed in.
 */
export function endOfBefore({ calendar }: AgencySettings, dossier: Dossier, task: TaskItem): string {
  const before = flowTasks(dossier).filter(
    ({ answer, id, openedAt }) => answer && id !== task.id && openedAt <= task.openedAt,
  );
  const ended = before.map(finishedAt).filter((at) => at !== null);
  const opened = isoDate(Date.parse(task.openedAt), calendar.zone);
  const arrived = latestValue(dossier, officeFields.arrivedOn);
  const day = typeof arrived === "string" && arrived < opened ? arrived : opened;
  return ended.toSorted().at(-1) ?? atLocalTime(calendar, day, "00:00");
}

/**
 * What is stored of it.
 *
 * @param now ISO 8601
 * @throws Refusal `invalid` with a sentence per field: `laterFrom`, `laterUntil`, `laterReason`, `laterNumber`
 */
export function happenedAs(
  settings: AgencySettings,
  dossier: Dossier,
  task: TaskItem,
  { outcome, step }: { step: Step; outcome: Outcome },
  given: EnteredLater,
  now: string,
): Happened {
  if (!takesRealTimes(step) || !step.outcomes.includes(outcome)) throw new Refusal("invalid", notHere);
  const errors: Record<string, Text> = {};
  const [from, until] = [instantOf(settings, given.from), instantOf(settings, given.until)];
  const after = minuteOf(endOfBefore(settings, dossier, task));
  const earliest = earliestOf(settings.calendar, dossier, step, outcome);
  if (from === null) errors["laterFrom"] = notATime;
  else if (from < after) errors["laterFrom"] = beforeIt(settings, after);
  if (until === null) errors["laterUntil"] = notATime;
  else if (until > now) errors["laterUntil"] = inTheFuture;
  else if (from !== null && until <= from) errors["laterUntil"] = backwards;
  else if (earliest !== null && until < earliest) errors["laterUntil"] = tooSoon(settings, earliest);
  const unfit = noteError(given.reason, { note: "required", noteLabel: reasonLabel });
  if (unfit) errors["laterReason"] = unfit;
  const number = given.number?.trim() ?? "";
  if (!/^[\p{L}\d./ -]{0,40}$/u.test(number)) errors["laterNumber"] = notANumber;
  const [first] = Object.values(errors);
  if (first || from === null || until === null) throw new Refusal("invalid", first ?? notATime, errors);
  return { from, until, reason: cleanNote(given.reason, {}), ...(number === "" ? {} : { number }) };
}

/** Whether what is typed now says the same as what is stored. */
export function isSameTime(
  settings: AgencySettings,
  given: EnteredLater | undefined,
  stored: Happened | undefined,
): boolean {
  if (!given || !stored) return given === undefined && stored === undefined;
  const same = instantOf(settings, given.from) === stored.from && instantOf(settings, given.until) === stored.until;
  const sameNumber = (given.number?.trim() ?? "") === (stored.number ?? "");
  return same && sameNumber && cleanNote(given.reason, {}) === stored.reason;
}

function instantOf({ calendar }: AgencySettings, local: string): string | null {
  const [date = "", time = ""] = local.split("T");
  return isDate(date) && /^([01]\d|2[0-3]):[0-5]\d$/.test(time) ? atLocalTime(calendar, date, time) : null;
}

/** People give minutes, and what was tapped has seconds. */
function minuteOf(instant: string): string {
  return `${instant.slice(0, 16)}:00.000Z`;
}

function when({ calendar: { zone } }: AgencySettings, instant: string): Text {
  const words = (language: "id" | "en"): string =>
    `${longDate(instant, { language, zone })}, ${clockTime(instant, { language, zone })}`;
  return { id: words("id"), en: words("en") };
}

function beforeIt(settings: AgencySettings, after: string): Text {
  const { en, id } = when(settings, after);
  return {
    id: `Langkah sebelumnya tercatat selesai ${id}. Waktu mulai tidak boleh lebih awal.`,
    en: `The step before ended on ${en}. This one cannot have begun earlier.`,
  };
}

function tooSoon(settings: AgencySettings, earliest: string): Text {
  const { en, id } = when(settings, earliest);
  return { id: `Tidak mungkin selesai sebelum ${id}.`, en: `It cannot have ended before ${en}.` };
}

/** Of the reason that goes with whatever is entered later. */
export const reasonLabel: Text = { id: "Alasan diisi susulan", en: "Why it is entered later" };
const notATime: Text = { id: "Tulis tanggal dan jamnya.", en: "Give the day and the time." };
const inTheFuture: Text = { id: "Waktu selesai tidak boleh di masa depan.", en: "The end cannot lie in the future." };
const backwards: Text = { id: "Waktu selesai harus sesudah waktu mulai.", en: "The end must lie after the start." };
const notANumber: Text = {
  id: "Tulis nomor seperti di kertas: huruf, angka, titik, garis miring; paling banyak 40.",
  en: "Give the number as on paper: letters, digits, dots, slashes; 40 at most.",
};
const notHere: Text = {
  id: "Waktu sebenarnya hanya dapat diisi pada langkah yang dikerjakan petugas, bukan pada keputusan.",
  en: "Real times can be given for work of the office only, not for a decision.",
};
