/**
 * Everything the back end writes into its log: the code by which an event is searched, what it says, and the fields it
 * may carry. Fields hold ids of kinds, names of ours and numbers, never what people typed, tokens or addresses.
 * Which request, step or job it was, and which case, every line says by itself (see `Log` in ports.ts).
 */
export const logEvents = {
  "request-failed": { level: "problem", says: "A request failed by a fault of ours.", fields: [] },
  "work-failed": {
    level: "problem",
    says: "A step or a job failed; whoever called it decides what follows.",
    fields: [],
  },

  "case-not-started": { level: "problem", says: "A case is stored, not started yet; the sweep will.", fields: [] },
  "case-not-opened": { level: "problem", says: "The calendar could not open a case.", fields: ["procedure"] },
  "execution-failed": {
    level: "problem",
    says: "An execution is about to fail; another takes over, unless the same happens again and again.",
    fields: ["procedure", "step", "failure"],
  },
  "execution-taken-over": {
    level: "info",
    says: "Another execution takes over a case, at the place where it stands.",
    fields: ["run", "place"],
  },
  "change-not-carried-out": {
    level: "problem",
    says: "A change of a case is stored, not carried out yet; the sweep will.",
    fields: ["operation"],
  },
  "case-stopped": {
    level: "problem",
    says: "Executions failed again and again at one place: a case waits for somebody who mends the cause.",
    fields: ["procedure", "step", "failure"],
  },
  "post-without-holder": {
    level: "problem",
    says: "Nobody holds a post that decides, and nobody substitutes.",
    fields: ["post"],
  },
  "task-without-person": {
    level: "problem",
    says: "Nobody is there who may act on a task.",
    fields: ["step", "actor"],
  },
  "not-resumed": { level: "problem", says: "Decided, not resumed yet; the sweep will.", fields: ["step"] },
  "settings-changed": {
    level: "info",
    says: "An administrator changed settings.",
    fields: ["section", "parts"],
  },
  "item-unreadable": {
    level: "problem",
    says: "A stored item cannot be read; nothing else suffers.",
    fields: ["key", "why"],
  },
  "file-not-whole": {
    level: "problem",
    says: "A file is not handed out: its bytes are gone, or not those that were accepted.",
    fields: ["file", "state"],
  },
  "reading-not-noted": {
    level: "problem",
    says: "That somebody read a case was not noted; the page was shown.",
    fields: ["page"],
  },
  "table-unknown": {
    level: "problem",
    says: "Cases run by a version of a table that is neither in the program nor kept.",
    fields: ["table"],
  },
  "table-changed": {
    level: "problem",
    says: "The flow of a table changed under a version that cases run by.",
    fields: ["table", "row", "part"],
  },
  outage: {
    level: "info",
    says: "The service was away; what was to be put right is.",
    fields: ["minutes", "moved", "failed", "days", "merged"],
  },
  "deadline-not-moved": {
    level: "problem",
    says: "After an outage a deadline of people outside could not be moved.",
    fields: ["step"],
  },
  "todo-failed": { level: "problem", says: "The sweep could not carry out a piece of work.", fields: ["kind"] },
  "totals-failed": { level: "problem", says: "Days that ended are not counted yet; the sweep will.", fields: [] },
  totals: { level: "info", says: "What was answered and ended on a day is counted.", fields: ["day", "procedures"] },

  "staff-address-vouched": {
    level: "info",
    says: "Somebody confirmed another's new address; the person's item says who.",
    fields: ["vouchers"],
  },
  "staff-address-confirmed": {
    level: "info",
    says: "A new address proves one of the staff from now on; the person's item says who confirmed it.",
    fields: ["persons", "self"],
  },
  "old-address-not-told": {
    level: "problem",
    says: "The address of before was not told yet that another was entered; the sweep will.",
    fields: [],
  },
  "invitation-not-sent": {
    level: "problem",
    says: "Somebody new of the staff could not be mailed how to sign in; an administrator sends it again.",
    fields: [],
  },
  "guesses-used-up": {
    level: "problem",
    says: "So many wrong codes were given that browsers which nobody knows have to wait: somebody may be guessing.",
    fields: ["guessed"],
  },
  "budget-used-up": {
    level: "problem",
    says: "Strangers used up what all of them together may cause in a time; others wait, too.",
    fields: ["budget"],
  },
  "code-not-sent": {
    level: "problem",
    says: "A code was not mailed to who looks for a request; another can be asked for.",
    fields: [],
  },
  "paper-not-issued": { level: "problem", says: "Papers of a case were not issued.", fields: [] },
  "mail-not-sent": { level: "problem", says: "A mail was not sent.", fields: ["letter", "attempts"] },
  "restoration-not-told": { level: "problem", says: "Somebody was not told of the restoration yet.", fields: [] },
  "report-of-no-case": { level: "problem", says: "A report about a mail names no case of ours.", fields: [] },
  "old-address-failed": { level: "info", says: "A mail to an address since corrected did not arrive.", fields: [] },

  "decision-log": {
    level: "info",
    says: "What was decided on a day is sealed: root of the log, to be kept elsewhere too.",
    fields: ["day", "root", "decisions"],
  },
  "decision-log-failed": {
    level: "problem",
    says: "What was decided is not sealed yet; the sweep tries again within a quarter of an hour.",
    fields: [],
  },
  erased: {
    level: "info",
    says: "Classes of what people outside gave are erased from a case.",
    fields: ["classes"],
  },
  retention: {
    level: "info",
    says: "The time of what people outside gave is over in some cases; it is erased with the next sweeps.",
    fields: ["cases"],
  },
  "retention-failed": {
    level: "problem",
    says: "It could not be found out whose time is over; the sweep tries again within a quarter of an hour.",
    fields: [],
  },
  "search-failed": {
    level: "problem",
    says: "Cases of before could not be written where they are found; the sweep tries again within a quarter of an hour.",
    fields: [],
  },
  sweep: {
    level: "info",
    says: "The sweep did what was due.",
    fields: [
      "opened",
      "execution",
      "withdrawal",
      "ended",
      "change",
      "unconfirmed",
      "mail",
      "resume",
      "deadline",
      "failed",
    ],
  },
} as const satisfies Record<string, { level: "info" | "problem"; says: string; fields: readonly string[] }>;

type Catalogue = typeof logEvents;

/** Codes of what happens in the course of things (`info`), or of what somebody may have to look into (`problem`). */
export type LogEvent<Level extends "info" | "problem" = "info" | "problem"> = {
  [Code in keyof Catalogue]: Catalogue[Code]["level"] extends Level ? Code : never;
}[keyof Catalogue];

/** The fields of an event: all it has, and no others. */
export type LogFields<Code extends LogEvent> = Record<Catalogue[Code]["fields"][number], string | number>;

/** The last argument of a call: left out where an event has no fields. */
export type LogDetails<Code extends LogEvent> = Catalogue[Code]["fields"] extends readonly []
  ? []
  : [details: LogFields<Code>];
