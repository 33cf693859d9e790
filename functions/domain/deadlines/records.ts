/** What the sweep remembers of deadlines, with the agency. */

/** Who was written to on a day (YYYY-MM-DD); on later days everybody is looked at again. */
export interface DigestRecord {
  day: string;
  /** When the first were, ISO 8601: what was late by then they have read. */
  at: string;
  /** Ids of those who were, or had nothing to be told of. */
  told: string[];
  /** Nobody is left. */
  done: boolean;
}

/** How far the open tasks have the times of a calendar. */
export interface TimesRecord {
  /** Hash of the calendar. */
  calendar: string;
  /** Place of the last task that was looked at; null at the beginning, and when all were. */
  after: string | null;
  done: boolean;
}
