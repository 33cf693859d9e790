/** The answer that people outside were promised when they asked, and whether the promise holds. */
import type { AgencySettings } from "../agency.ts";
import { isoInstant } from "../calendar/instants.ts";
import { addWorkingDays } from "../calendar/working-time.ts";
import { flowTasks, procedureOfCase } from "../case/case-file.ts";
import type { Dossier } from "../case/records.ts";

export interface Promised {
  /** ISO 8601. */
  until: string;
  /** When the answer was given, ISO 8601; null where it was not yet. */
  keptAt: string | null;
  /** Whether it holds: given in time, or still in time. */
  holds: boolean;
}

/** The instant (ISO 8601) that the receipt names. */
export function promisedUntil(settings: AgencySettings, { case: { createdAt } }: Pick<Dossier, "case">): string {
  return isoInstant(addWorkingDays(settings.calendar, createdAt, settings.replyWithinWorkingDays).epochMilliseconds);
}

/** @param now ISO 8601. @returns null where nothing was promised, or the case ended before an answer was due */
export function promiseOf(settings: AgencySettings, dossier: Dossier, now: string): Promised | null {
  const { promise } = procedureOfCase(dossier.case);
  if (!promise) return null;
  const until = promisedUntil(settings, dossier);
  const kept = flowTasks(dossier).find(({ answer, step }) => answer !== null && promise.keptBy.includes(step));
  const keptAt = kept?.answer?.at ?? null;
  if (keptAt === null && (dossier.case.ending || dossier.case.withdrawal)) return null;
  return { until, keptAt, holds: (keptAt ?? now) <= until };
}
