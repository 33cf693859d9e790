import type { CaseItem, MailItem, TaskItem } from "../../../functions/domain/case/records.ts";
import type { LinkItem, RegisterEntry, RegisterId } from "../../../functions/domain/ports.ts";
import type { SurveyAnswer } from "../../../functions/domain/survey/survey.ts";
import type { DayBook } from "../../../functions/domain/booking/day-book.ts";

/** An item with the instant from which the sweep looks at it; null: never. */
export interface Stored<Item> {
  item: Item;
  todoAt: string | null;
}

/** What the fakes keep in place of the table. Items go in and out as copies, so nobody can change them in passing. */
export interface Memory {
  /** With the year in which the case first asked for a number of a register. */
  cases: Map<string, Stored<CaseItem> & { open: boolean; registerYears: Partial<Record<RegisterId, number>> }>;
  /** By `case/task`. */
  tasks: Map<string, Stored<TaskItem>>;
  /** By `case/mail`. */
  mails: Map<string, Stored<MailItem>>;
  links: Map<string, LinkItem>;
  /** By `room/date`. */
  days: Map<string, { book: DayBook; version: number }>;
  /** By `register/year`, in the order of numbers. */
  registers: Map<string, RegisterEntry[]>;
  submissions: Map<string, string>;
  /** Submissions whose case is known to be stored. */
  carriedOut: Set<string>;
  counters: Map<string, number>;
  /** By the case named: the cases that name it. */
  namings: Map<string, string[]>;
  /** By `year/id`. */
  surveys: Map<string, SurveyAnswer>;
}

export function emptyMemory(): Memory {
  return {
    cases: new Map(),
    tasks: new Map(),
    mails: new Map(),
    links: new Map(),
    days: new Map(),
    registers: new Map(),
    submissions: new Map(),
    carriedOut: new Set(),
    counters: new Map(),
    namings: new Map(),
    surveys: new Map(),
  };
}

/** Everything stored, as text, so that a test can look for what must not be in it. */
export function everythingIn(memory: Memory): string {
  return JSON.stringify(Object.values(memory).map((items: Iterable<unknown>) => [...items]));
}

/** What a store answers for an item that is not there. */
class NoSuchItem extends Error {
  override name = "NoSuchItem";
}

export function required<Item>(item: Item | undefined): Item {
  if (!item) throw new NoSuchItem("the item does not exist");
  return item;
}

const half = 30_000;

/** Half a minute later: the grace the sweep gives to whoever is at work. */
export function withGrace(instant: string): string {
  return new Date(Date.parse(instant) + half).toISOString();
}
