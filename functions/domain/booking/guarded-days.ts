/** Days are guarded: no time is approved that cannot be any more, and no day passes undecided in silence. */
import type { Outcome, Step, Text } from "../../../statemachines/language/vocabulary.ts";
import { addDays } from "../../../statemachines/form/dates.ts";
import type { AgencySettings } from "../agency.ts";
import { isServiceDay, isWorkingDay, type Calendar } from "../calendar/calendar.ts";
import { isoDate, isoInstant } from "../calendar/instants.ts";
import { atLocalTime } from "../calendar/working-time.ts";
import { appointmentOf, slotAnswered, type Session } from "../case/appointment.ts";
import { procedureOfCase } from "../case/case-file.ts";
import { lastDecision } from "../case/last-decision.ts";
import type { Dossier, Values } from "../case/records.ts";
import { longDate, slotInWords, type Style } from "../format.ts";
import { Refusal } from "../refusal.ts";
import { guardOf } from "./reserve.ts";

/** Guards of outcomes by which a time is promised. */
const promising = ["reserve-visit-slot", "choose-held-slot", "assign-resources"];

/** Working days before an appointment on which whoever has not decided is told. */
const noticeWorkingDays = 2;

/** Whether an outcome promises the time of the case. */
function promisesTime(dossier: Dossier, step: Step, outcome: Outcome): boolean {
  return promising.includes(guardOf(procedureOfCase(dossier.case), step, outcome) ?? "");
}

/**
 * @param now epoch milliseconds
 * @throws Refusal `taken` where an outcome would promise a time that has passed, or a day on which nobody is received
 */
export function refuseImpossible(
  settings: AgencySettings,
  dossier: Dossier,
  answering: { step: Step; outcome: Outcome; values: Values },
  now: number,
): void {
  const { outcome, step, values } = answering;
  if (!promisesTime(dossier, step, outcome)) return;
  const chosen = slotAnswered(procedureOfCase(dossier.case), step.id, outcome.id, values);
  const times = chosen ? [chosen] : (appointmentOf(dossier)?.sessions ?? []);
  const why = whyImpossible(settings, times, now);
  if (why) throw new Refusal("taken", withOthers(why, step, outcome));
}

/** What whoever is about to decide reads where the time cannot be any more; null where it can, or nothing is decided here. */
export function impossibleNotice(settings: AgencySettings, dossier: Dossier, step: Step, now: number): Text | null {
  const outcome = step.outcomes.find((each) => promisesTime(dossier, step, each));
  if (!outcome || outcome.guard === "choose-held-slot") return null;
  const why = whyImpossible(settings, appointmentOf(dossier)?.sessions ?? [], now);
  return why && withOthers(why, step, outcome);
}

function whyImpossible(
  { calendar }: AgencySettings,
  times: Pick<Session, "date" | "start" | "end">[],
  now: number,
): Text | null {
  const told = (language: Style["language"], time: (typeof times)[number]): string =>
    slotInWords(time, { language, zone: calendar.zone });
  const past = times.find(({ date, end }) => atLocalTime(calendar, date, end) <= isoInstant(now));
  if (past) {
    return {
      id: `Waktu yang diminta, ${told("id", past)}, sudah lewat.`,
      en: `The time asked for, ${told("en", past)}, has passed.`,
    };
  }
  const closed = times.find(({ date }) => !isServiceDay(calendar, date));
  return closed
    ? {
        id: `Pada ${longDate(closed.date, { language: "id", zone: calendar.zone })} tidak ada layanan.`,
        en: `There is no service on ${longDate(closed.date, { language: "en", zone: calendar.zone })}.`,
      }
    : null;
}

/** With what can be chosen instead. */
function withOthers(why: Text, { outcomes }: Step, { id }: Outcome): Text {
  const others = outcomes.filter((each) => each.id !== id && !each.onDeadline);
  const listed = (language: "id" | "en"): string =>
    others.map(({ label }) => `"${label[language]}"`).join(language === "id" ? " atau " : " or ");
  return others.length === 0
    ? why
    : { id: `${why.id} Pilih ${listed("id")}.`, en: `${why.en} Choose ${listed("en")}.` };
}

/** When an undecided appointment is looked at: so many working days before it, and when it begins. Instants, ISO 8601. */
export interface Watch {
  warnAt: string;
  passesAt: string;
}

/** Null where nothing waits for a decision about a time. */
export function watchOf(calendar: Calendar, dossier: Dossier): Watch | null {
  const appointment = appointmentOf(dossier);
  if (!appointment || dossier.case.ending || isDecided(dossier, appointment.saidAt)) return null;
  const { slot } = appointment;
  let day = slot.date;
  for (let left = noticeWorkingDays; left > 0;) {
    day = addDays(day, -1);
    if (isWorkingDay(calendar, day)) left -= 1;
  }
  return { warnAt: atLocalTime(calendar, day, "00:00"), passesAt: atLocalTime(calendar, slot.date, slot.start) };
}

/** Whether an official has decided about the time since it was said; procedures without such a row promise by themselves. */
function isDecided(dossier: Dossier, saidAt: string): boolean {
  if (!procedureOfCase(dossier.case).steps.some(({ kind }) => kind === "decision")) return true;
  return (lastDecision(dossier)?.answer?.at ?? "") > saidAt;
}

/** The next instant at which a case is looked at for its day; null where for none. */
export function nextWatch(calendar: Calendar, dossier: Dossier, now: string): string | null {
  const watch = watchOf(calendar, dossier);
  if (!watch) return null;
  return watch.warnAt > now ? watch.warnAt : watch.passesAt;
}

/** Days (YYYY-MM-DD) from today on, so many, on which nobody is received though the week would have it. */
export function closedDaysAhead(calendar: Calendar, now: number, days: number): string[] {
  const today = isoDate(now, calendar.zone);
  return Array.from({ length: days }, (_, index) => addDays(today, index)).filter(
    (day) => !isServiceDay(calendar, day),
  );
}
