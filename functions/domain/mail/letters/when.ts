/** The time of a case as letters list it: the day on a line of its own, and the time; of a divided group a line each. */
import { appointmentOf } from "../../case/appointment.ts";
import { hoursBetween, longDate, slotInWords, type Style, type TimeOfDate } from "../../format.ts";
import { peopleInWords, timesInWords } from "../../told/sentence.ts";
import { styleOf, type LetterContext } from "./letter.ts";

type Line = [label: string, words: string];

/** "hari/tanggal : Rabu, 2 Desember 2026", "pukul : 09.00-11.00 WIB" */
function slotLines({ date, end, start }: TimeOfDate, style: Style): Line[] {
  return [
    [dayLabel[style.language], longDate(date, style)],
    [timeLabel[style.language], hoursBetween(start, end, style)],
  ];
}

/** @param besides said of each session of a divided group, such as who receives it */
export function timeLines(context: LetterContext, besides: (session: number) => string = () => ""): Line[] {
  const style = styleOf(context);
  const sessions = appointmentOf(context.dossier)?.sessions ?? [];
  const [only] = sessions;
  if (only && sessions.length === 1) return slotLines(only, style);
  return sessions.map((session, at) => [
    `${{ id: "sesi", en: "session" }[style.language]} ${at + 1}`,
    [slotInWords(session, style), peopleInWords(session.headcount, style), besides(at)].filter(Boolean).join(", "),
  ]);
}

/** The same in a sentence; empty where no time is known. */
export function times(context: LetterContext): string {
  return timesInWords(context.dossier, styleOf(context));
}

export const dayLabel = { id: "hari/tanggal", en: "date" };
export const timeLabel = { id: "pukul", en: "time" };
