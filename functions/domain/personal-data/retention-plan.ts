/** How long ended cases keep what people outside gave, as it is stored. */
import type { RetentionClass } from "../../../statemachines/language/known-ids.ts";

/** Days after the end of a case, by class; null: kept. */
export type RetentionDays = Record<RetentionClass, number | null>;

/** By which days ended cases have their places among those that are kept. */
export interface RetentionPlan {
  days: RetentionDays;
  /** How far they have been placed so, newest first; null: all. */
  before: string | null;
}
