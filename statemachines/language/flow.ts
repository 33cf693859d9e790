/**
 * The flow of a table: what a stored answer or a running case depends on. It never changes within a version. Words, what
 * pages show, and what a form accepts in a field may: they are read at the moment they are needed, and what was answered
 * before is not asked again. Pure.
 */
import { rowName, versionKey } from "./table.ts";
import type { Aside, Field, Option, Outcome, Procedure, StandardTime, Step } from "./vocabulary.ts";

/** Of a part of the table: locked as it is, free, or made of parts that are told one by one. */
type Part = "flow" | "free" | "apart";

// A new word of the vocabulary has to be put into its list here, or nothing compiles.

const ofProcedure = {
  id: "free",
  version: "free",
  folder: "free",
  sop: "free",
  title: "free",
  code: "flow",
  requester: "flow",
  actors: "apart",
  service: "free",
  noun: "free",
  form: "free",
  addressee: "free",
  promise: "free",
  contact: "flow",
  summary: "free",
  incomingLetter: "flow",
  appointment: "flow",
  journey: "flow",
  validity: "flow",
  survey: "flow",
  reading: "apart",
  // What is entered by it is stored as sums, by the classes of `reading`.
  daySheet: "free",
  ownPage: "free",
  steps: "apart",
  anytime: "apart",
  aside: "apart",
} as const satisfies Record<keyof Procedure, Part>;

const ofStep = {
  number: "free",
  id: "free",
  state: "free",
  activity: "free",
  actor: "flow",
  helpers: "flow",
  kind: "flow",
  inputs: "free",
  // What it says is enforced stands in the fields.
  requires: "free",
  time: "apart",
  output: "free",
  produces: "free",
  remarks: "free",
  fields: "apart",
  rules: "free",
  outcomes: "apart",
  entryChannels: "flow",
  opens: "flow",
  // Another way to the same answer, looked at when somebody takes it.
  kiosk: "free",
  estimate: "flow",
  units: "flow",
  computes: "flow",
  meanwhile: "free",
  asks: "free",
  shows: "free",
  actions: "flow",
  letters: "flow",
  mail: "flow",
  mailSays: "free",
  assignee: "flow",
  differsFrom: "flow",
  accepts: "free",
  burdens: "free",
  availableFrom: "flow",
  deadlineWorkingDays: "flow",
  deadlineBefore: "flow",
  deadlineOn: "flow",
  // When it is telephoned, or reminded of, is computed anew at each look, and touches no answer.
  phoneAfter: "free",
  remindAfter: "free",
  // Due times are stored with a task; where they come from touches no answer and no case that runs.
  dueBefore: "free",
  batch: "flow",
  readyTexts: "free",
  notices: "free",
  timeout: "flow",
  outsideSop: "free",
  opensOn: "flow",
} as const satisfies Record<keyof Step | keyof Aside, Part>;

const ofTime = {
  written: "free",
  basis: "flow",
  min: "flow",
  max: "flow",
  unit: "flow",
} as const satisfies Record<keyof StandardTime, Part>;

const ofOutcome = {
  id: "free",
  label: "free",
  to: "flow",
  tone: "free",
  note: "flow",
  noteLabel: "free",
  by: "flow",
  after: "flow",
  unless: "flow",
  onlyWhen: "flow",
  guard: "flow",
  // As the bounds of a date: read at the moment it is needed, and nothing that was answered is asked again.
  notBefore: "free",
  actions: "flow",
  letters: "flow",
  onDeadline: "flow",
  postpones: "flow",
  told: "free",
  toldOnBehalf: "free",
  mailSays: "free",
  staffHear: "free",
  calendar: "free",
  outsideSop: "free",
  during: "flow",
} as const satisfies Record<keyof Outcome | "during", Part>;

const ofField = {
  name: "free",
  label: "free",
  kind: "flow",
  required: "flow",
  requiredWhen: "flow",
  requiredUnless: "flow",
  optionalWhen: "free",
  min: "free",
  max: "free",
  decimals: "free",
  pattern: "free",
  disposes: "free",
  month: "free",
  suggested: "free",
  suggestedWorkingDays: "free",
  askedFor: "flow",
  inRoom: "free",
  isRoom: "free",
  noAddress: "free",
  options: "apart",
  optionsFrom: "flow",
  earliest: "free",
  latest: "free",
  earliestWhen: "free",
  leadFrom: "free",
  serviceDay: "free",
  role: "flow",
  several: "flow",
  columns: "apart",
  procedure: "flow",
  versioned: "free",
  entryChannels: "flow",
  personal: "flow",
  retention: "free",
  searched: "free",
  changeable: "free",
  outcomes: "flow",
  prefill: "free",
  computed: "flow",
  autofill: "free",
  hint: "free",
  error: "free",
  missing: "free",
  section: "free",
} as const satisfies Record<keyof Field, Part>;

/**
 * Place -> part -> its value as canonical JSON. Places are ids of rows, and `(table)` for what is no row's. Part and
 * value are what a message shows.
 */
export type Flow = Record<string, Record<string, string>>;

const wholeTable = "(table)";

/** The flow of a table, flat, so that two can be compared part by part. */
export function flowOf(procedure: Procedure): Flow {
  const { actors = {}, anytime = [], aside = [], reading, steps } = procedure;
  const rows = [...steps, ...aside];
  return {
    [wholeTable]: {
      ...locked(procedure, ofProcedure),
      rows: canonical(rows.map(({ id }) => id)),
      ...told(reading && { reading: withoutHeadings(reading) }),
      ...named(
        Object.entries(actors),
        "role",
        ([id]) => id,
        ([, { inside }]) => told({ inside }),
      ),
      ...outcomesTold(anytime),
    },
    ...Object.fromEntries(rows.map((step) => [step.id, rowTold(step)])),
  };
}

/** A part of the flow that is no longer as it was. */
export interface FlowChange {
  /** `official-visit@1`. */
  table: string;
  /** `row 6 (decide)`, or `the table`. */
  row: string;
  /** `actor`, `outcome "ya" to`, `field "companion" kind`; empty where a row is new or gone. */
  part: string;
  /** Canonical JSON, shortened; null where there is nothing. */
  was: string | null;
  is: string | null;
}

/** What of the flow of `before` (of a table, or as it was published) is not so in a table; empty: words at most. */
export function flowChanges(before: Flow, table: Procedure): FlowChange[] {
  const now = flowOf(table);
  const change = (place: string, part: string, was: string | null, is: string | null): FlowChange => {
    return { table: versionKey(table), row: placeName(table, place), part, was, is };
  };
  return union(before, now).flatMap((place) => {
    const [was, is] = [before[place], now[place]];
    if (!was || !is) return [change(place, "", was ? "a row" : null, is ? "a row" : null)];
    const added = newFigures(was, is);
    return union(was, is)
      .filter((part) => !fits(part, was[part], is[part]) && !added.some((field) => part.startsWith(field)))
      .map((part) => change(place, part, was[part] ?? null, is[part] ?? null));
  });
}

/** Figures that a row did not take before may be added: nobody is asked for them, and what was answered keeps its own. */
function newFigures(was: Record<string, string>, is: Record<string, string>): string[] {
  return Object.keys(is).flatMap((part) => {
    const [, field = ""] = /^(field "[^"]+" )computed$/.exec(part) ?? [];
    return field !== "" && !Object.keys(was).some((other) => other.startsWith(field)) ? [field] : [];
  });
}

/** One line for whoever changed a table: what, and where. */
export function changeSentence({ table, row, part, was, is }: FlowChange): string {
  if (part === "") return `${table}: ${row} ${is === null ? "is gone" : "is new"}`;
  return `${table}: ${row}: ${part} was ${shortened(was)}, is ${shortened(is)}`;
}

/** JSON in which the order of keys says nothing. */
export function canonical(value: unknown): string {
  return JSON.stringify(sorted(value));
}

function rowTold(step: Step | Aside): Record<string, string> {
  const time = Object.entries(locked(step.time, ofTime)).map(([part, value]) => [`time ${part}`, value] as const);
  return {
    ...locked(step, ofStep),
    ...Object.fromEntries<string>(time),
    ...outcomesTold(step.outcomes),
    ...fieldsTold(step.fields ?? [], "field"),
  };
}

function outcomesTold(outcomes: readonly (Omit<Outcome, "to"> & { to: unknown })[]): Record<string, string> {
  return named(
    outcomes,
    "outcome",
    ({ id }) => id,
    (outcome) => locked(outcome, ofOutcome),
  );
}

function fieldsTold(fields: readonly Field[], as: string): Record<string, string> {
  return named(
    fields,
    as,
    ({ name }) => name,
    (field) => ({
      ...locked(field, ofField),
      ...told({ [optionsPart]: field.options?.map(({ value }: Option) => value) }),
      ...fieldsTold(field.columns ?? [], "column"),
    }),
  );
}

/** Every item has a part of its own, so that one without anything locked is missed when it is gone. */
function named<Item>(
  items: readonly Item[],
  as: string,
  nameOf: (item: Item) => string,
  partsOf: (item: Item) => Record<string, string>,
): Record<string, string> {
  const parts = items.flatMap((item) => {
    const name = `${as} "${nameOf(item)}"`;
    return [[name, "there"], ...Object.entries(partsOf(item)).map(([part, value]) => [`${name} ${part}`, value])];
  });
  return Object.fromEntries(parts) as Record<string, string>;
}

const optionsPart = "options";

/** Options may be added: what was answered keeps its meaning. */
function fits(part: string, was: string | undefined, is: string | undefined): boolean {
  if (was === is) return true;
  if (was === undefined || is === undefined || !part.endsWith(` ${optionsPart}`)) return false;
  const now = JSON.parse(is) as string[];
  return (JSON.parse(was) as string[]).every((value) => now.includes(value));
}

function locked(value: object, parts: Record<string, Part>): Record<string, string> {
  return told(Object.fromEntries(Object.entries(value).filter(([name]) => (parts[name] ?? "flow") === "flow")));
}

function told(parts: Record<string, unknown> = {}): Record<string, string> {
  const known = Object.entries(parts).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known.map(([name, value]) => [name, canonical(value)]));
}

/** What tables of statistics write above their columns is words. */
function withoutHeadings(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const parts = Object.entries(value).filter(([name]) => name !== "heading");
  return Object.fromEntries(parts.map(([name, inner]) => [name, withoutHeadings(inner)]));
}

function placeName(table: Procedure, place: string): string {
  if (place === wholeTable) return "the table";
  const row = [...table.steps, ...(table.aside ?? [])].find(({ id }) => id === place);
  return row ? rowName(row) : `row (${place})`;
}

function union(left: object, right: object): string[] {
  return [...new Set([...Object.keys(left), ...Object.keys(right)])];
}

const longest = 80;

function shortened(value: string | null): string {
  if (value === null) return "not given";
  return value.length > longest ? `${value.slice(0, longest)}...` : value;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
