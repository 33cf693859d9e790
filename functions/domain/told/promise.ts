/** The answer that people outside were promised when they asked, and whether the promise holds. */
import type { Procedure } from "../../../statemachines/language/vocabulary.ts";
import type { AgencySettings } from "../agency.ts";
import { isoInstant } from "../calendar/instants.ts";
import { addWorkingDays } from "../calendar/working-time.ts";
import { completedAt, isIncomplete } from "../case/completion.ts";
import { flowTasks, procedureOfCase } from "../case/case-file.ts";
import type { Dossier } from "../case/records.ts";

export interface Promised {
  /** ISO 8601. */
  until: string;
  /** When the answer was given, ISO 8601; null where it was not yet. */
  keptAt: string | null;
  /** Whether it holds: given in time, or still in time. */
  holds: boolean;
  /** From when on it is counted: `completed`: since the request was complete; `waits`: not before it is. */
  counts: "asked" | "completed" | "waits";
}

/** Working days within which an answer is promised: of the table, or of the agency. */
export function promisedDays(settings: AgencySettings, { promise }: Pick<Procedure, "promise">): number {
  return promise?.workingDays ?? settings.replyWithinWorkingDays;
}

/** The instant (ISO 8601) that the receipt names: of the request, or of what completed it. */
export function promisedUntil(settings: AgencySettings, dossier: Dossier): string {
  const { case: item } = dossier;
  const days = promisedDays(settings, procedureOfCase(item));
  const from = completedAt(dossier) ?? item.createdAt;
  return isoInstant(addWorkingDays(settings.calendar, from, days).epochMilliseconds);
}

/** @param now ISO 8601. @returns null where nothing was promised, or the case ended before an answer was due */
export function promiseOf(settings: AgencySettings, dossier: Dossier, now: string): Promised | null {
  const { promise } = procedureOfCase(dossier.case);
  if (!promise) return null;
  const until = promisedUntil(settings, dossier);
  const kept = flowTasks(dossier).find(({ answer, step }) => answer !== null && promise.keptBy.includes(step));
  const keptAt = kept?.answer?.at ?? null;
  if (keptAt === null && (dossier.case.ending || dossier.case.withdrawal)) return null;
  if (keptAt === null && isIncomplete(dossier)) return { until, keptAt, holds: true, counts: "waits" };
  const counts = completedAt(dossier) === null ? "asked" : "completed";
  return { until, keptAt, holds: (keptAt ?? now) <= until, counts };
}
