/** A case as people outside are told of it: what came of it, what happens next and by when, and what was promised. */
import { entryChannelsOf, serviceName } from "../../../statemachines/language/table.ts";
import type { CalendarSource, Step } from "../../../statemachines/language/vocabulary.ts";
import type { NextView, OutsideView, PromiseView, SettledView } from "../../contract/shared.ts";
import { journeyOf } from "../../domain/booking/journey.ts";
import { isoInstant } from "../../domain/calendar/instants.ts";
import { appointmentOf } from "../../domain/case/appointment.ts";
import { latestValue, procedureOfCase } from "../../domain/case/case-file.ts";
import { subjectOf } from "../../domain/case/contact.ts";
import type { Dossier } from "../../domain/case/records.ts";
import type { Words } from "../../domain/form/field-words.ts";
import { momentInWords } from "../../domain/format.ts";
import { newsOf } from "../../domain/told/news.ts";
import { nextOf } from "../../domain/told/next.ts";
import { promiseOf } from "../../domain/told/promise.ts";
import { inSentence, timesInWords } from "../../domain/told/sentence.ts";
import { wordsFor, type ViewContext } from "./facts.ts";
import { calendarText, type CalendarEntry } from "./icalendar.ts";

export function outsideView(dossier: Dossier, context: ViewContext): OutsideView {
  const words = wordsFor(context);
  const news = newsOf(dossier, words);
  const last = news.at(-1);
  return {
    headline: last?.text ?? serviceName(procedureOfCase(dossier.case))[words.style.language],
    news: news.map(({ at, text }) => ({ at, text })),
    next: nextView(dossier, context),
    promise: promiseView(dossier, context),
    settled: last?.calendar && !dossier.case.ending ? settledView(dossier, last.calendar, last.neutral, context) : null,
    again: askedAgainBy(dossier),
  };
}

/** The procedure whose form on the web asks anew for what expired; null where nothing did, or it has no such form. */
export function askedAgainBy({ case: item }: Dossier): string | null {
  const procedure = procedureOfCase(item);
  return item.ending === "KEDALUWARSA" && entryChannelsOf(procedure).includes("public") ? procedure.id : null;
}

/** Who asks and for when, in one line: "SMP Negeri 1 Contoh: Rabu, 2 Desember 2026, pukul 09.00-11.00 WIB". */
export function aboutOf(dossier: Dossier, context: ViewContext): string {
  return [subjectOf(dossier.case), timesInWords(dossier, wordsFor(context).style)].filter(Boolean).join(": ");
}

/** What a row asks, in the reader's language. */
export function questionIn(step: Step, dossier: Dossier, context: ViewContext): string {
  const words = wordsFor(context);
  const plainly = { id: step.activity.id, en: step.activity.en }[words.style.language];
  return (step.asks && inSentence(step.asks, dossier, words)) ?? plainly;
}

function nextView(dossier: Dossier, context: ViewContext): NextView | null {
  return nextOf(dossier, wordsFor(context), isoInstant(context.now));
}

function promiseView(dossier: Dossier, context: ViewContext): PromiseView | null {
  const { settings, now } = context;
  const promised = promiseOf(settings, dossier, isoInstant(now));
  if (!promised) return null;
  const { style } = wordsFor(context);
  const at = (instant: string): string => momentInWords(instant, style);
  const { counts, holds, keptAt, until } = promised;
  const since = counts === "completed" ? sinceCompleted : { id: "", en: "" };
  const texts =
    counts === "waits"
      ? countsAgain
      : keptAt !== null
        ? holds
          ? {
              id: `Dijawab sebelum batas yang kami janjikan, ${at(until)}.`,
              en: `Answered before ${at(until)}, as promised.`,
            }
          : {
              id: `Dijawab sesudah batas yang kami janjikan, ${at(until)}. Mohon maaf.`,
              en: `Answered after ${at(until)}, which we had promised. We apologise.`,
            }
        : holds
          ? {
              id: `Kami berjanji menjawab paling lambat ${at(until)}${since.id}.`,
              en: `We promised to answer by ${at(until)}${since.en}.`,
            }
          : {
              id: `Kami berjanji menjawab paling lambat ${at(until)}, dan belum menepatinya. Mohon maaf. Tanyakan kepada kami di ${settings.phone}.`,
              en: `We promised to answer by ${at(until)}, and have not. We apologise. Ask us at ${settings.phone}.`,
            };
  return { text: texts[style.language], holds };
}

const sinceCompleted = {
  id: ", dihitung sejak kelengkapan kami terima",
  en: ", counted from when your request was complete",
};
const countsAgain = {
  id: "Batas waktu kami dihitung lagi sejak kelengkapan kami terima.",
  en: "The time in which we answer is counted anew from when your request is complete.",
};

/** A time that was settled, for the calendar and to be told to others; null where it is not known after all. */
function settledView(
  dossier: Dossier,
  source: CalendarSource,
  headline: string,
  context: ViewContext,
): SettledView | null {
  const { settings, now } = context;
  const { language } = wordsFor(context).style;
  const entries = entriesOf(dossier, source, language);
  if (entries.length === 0) return null;
  const host = settings.email.split("@").at(-1) ?? "";
  const calendar = calendarText(entries, { host, zone: settings.calendar.zone, now, head: [] });
  return {
    calendar,
    share: [`${headline}.`, subjectOf(dossier.case), `${settings.name}, ${settings.phone}`].join("\n"),
  };
}

function entriesOf(dossier: Dossier, source: CalendarSource, language: Words["style"]["language"]): CalendarEntry[] {
  const { id } = dossier.case;
  const title = serviceName(procedureOfCase(dossier.case));
  if (source === "appointment") {
    const location = journeyOf(dossier)?.place ?? null;
    return (appointmentOf(dossier)?.sessions ?? []).map(({ date, end, start }, index) => ({
      ...{ uid: `${id}-${index + 1}`, date, start, end, location, cancelled: false },
      summary: title[language],
    }));
  }
  const [date, start, place] = [source.date, source.start, source.place ?? ""].map((name) =>
    latestValue(dossier, name),
  );
  if (typeof date !== "string" || typeof start !== "string") return [];
  const location = typeof place === "string" ? place : null;
  const end = minutesAfter(start, source.minutes);
  return [{ uid: `${id}-1`, date, start, end, location, cancelled: false, summary: source.title[language] }];
}

/** On the same day at the latest. @param time HH:mm */
function minutesAfter(time: string, minutes: number): string {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const end = Math.min(hour * 60 + minute + minutes, 24 * 60 - 1);
  return [Math.floor(end / 60), end % 60].map((part) => String(part).padStart(2, "0")).join(":");
}
