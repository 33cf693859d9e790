/** Physical work that is entered later keeps the times at which it was really done, as whoever enters it states. */
import type { Outcome, Step, Text } from "../../../statemachines/language/vocabulary.ts";
import { isDate } from "../../../statemachines/form/dates.ts";
import type { AgencySettings } from "../agency.ts";
import { isoDate } from "../calendar/instants.ts";
import { atLocalTime } from "../calendar/working-time.ts";
import { flowTasks } from "../case/case-file.ts";
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
}

/** Whether the real times of a row can be given: only physical work happens away from the screen. */
export function takesRealTimes({ kind }: Pick<Step, "kind">): boolean {
  return kind === "field";
}

/**
 * When the step before ended, really where that was stated: no later one was begun before it. For the first that anybody
 * answers, the beginning of the day on which it opened.
 */
export function endOfBefore({ calendar }: AgencySettings, dossier: Dossier, task: TaskItem): string {
  const before = flowTasks(dossier).filter(
    ({ answer, id, openedAt }) => answer && id !== task.id && openedAt <= task.openedAt,
  );
  const ended = before.map(finishedAt).filter((at) => at !== null);
  return ended.toSorted().at(-1) ?? atLocalTime(calendar, isoDate(Date.parse(task.openedAt), calendar.zone), "00:00");
}

/**
 * What is stored of it.
 *
 * @param now ISO 8601
 * @throws Refusal `invalid` with a sentence per field: `laterFrom`, `laterUntil`, `laterReason`
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
  const [first] = Object.values(errors);
  if (first || from === null || until === null) throw new Refusal("invalid", first ?? notATime, errors);
  return { from, until, reason: cleanNote(given.reason, {}) };
}

/** Whether what is typed now says the same as what is stored. */
export function isSameTime(
  settings: AgencySettings,
  given: EnteredLater | undefined,
  stored: Happened | undefined,
): boolean {
  if (!given || !stored) return given === undefined && stored === undefined;
  const same = instantOf(settings, given.from) === stored.from && instantOf(settings, given.until) === stored.until;
  return same && cleanNote(given.reason, {}) === stored.reason;
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

const reasonLabel: Text = { id: "Alasan diisi susulan", en: "Why it is entered later" };
const notATime: Text = { id: "Tulis tanggal dan jamnya.", en: "Give the day and the time." };
const inTheFuture: Text = { id: "Waktu selesai tidak boleh di masa depan.", en: "The end cannot lie in the future." };
const backwards: Text = { id: "Waktu selesai harus sesudah waktu mulai.", en: "The end must lie after the start." };
const notHere: Text = {
  id: "Waktu sebenarnya hanya dapat diisi pada langkah kegiatan lapangan.",
  en: "Real times can be given for physical work only.",
};
