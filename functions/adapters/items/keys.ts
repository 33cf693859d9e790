import { agencyItems } from "../../../infra/names.ts";

/** Keys of every item, in one place. */
export const keys = {
  case: (id: string) => ({ pk: `CASE#${id}`, sk: "CASE" }),
  task: (caseId: string, id: string) => ({ pk: `CASE#${caseId}`, sk: `TASK#${id}` }),
  change: (caseId: string, number: number) => ({
    pk: `CASE#${caseId}`,
    sk: `CHANGE#${String(number).padStart(4, "0")}`,
  }),
  mail: (caseId: string, id: string) => ({ pk: `CASE#${caseId}`, sk: `MAIL#${id}` }),
  paper: (caseId: string, id: string) => ({ pk: `CASE#${caseId}`, sk: `PAPER#${id}` }),
  paperLook: (caseId: string) => ({ pk: `CASE#${caseId}`, sk: "PAPERS" }),
  naming: (named: string, by: string) => ({ pk: `CASE#${named}`, sk: `NAMED#${by}` }),
  link: (hash: string) => ({ pk: `LINK#${hash}`, sk: "LINK" }),
  device: (device: string) => ({ pk: `DEVICE#${device}`, sk: "DEVICE" }),
  requesterDevice: (caseId: string, device: string) => ({ pk: `CASE#${caseId}`, sk: `DEVICE#${device}` }),
  officialDevice: (person: string, device: string) => ({ pk: `DEVICES#${person}`, sk: device }),
  addressAnswer: (caseId: string, source: string) => ({ pk: `CASE#${caseId}`, sk: `ADDRESS#${source}` }),
  proof: (prover: string) => ({ pk: `PROOF#${prover}`, sk: "PROOF" }),
  tries: (source: string) => ({ pk: `TRIES#${source}`, sk: "TRIES" }),
  budget: (name: string, source: string, from: string) => ({ pk: `BUDGET#${name}#${source}`, sk: from }),
  /** @param hour ISO 8601, up to the hour; `own`: of a page that is noted for itself */
  reading: (about: string, hour: string, person: string, own: string) => ({
    pk: `READ#${about}`,
    sk: `${hour}#${person}#${own}`,
  }),
  administrationEntry: (at: string, id: string) => ({ pk: "ADMINISTRATION", sk: `${at}#${id}` }),
  privacy: (book: string, number: string) => ({ pk: `PRIVACY#${book}#${number}`, sk: "PRIVACY" }),
  unconfirmed: (id: string) => ({ pk: `UNCONFIRMED#${id}`, sk: "UNCONFIRMED" }),
  submission: (id: string) => ({ pk: `SUBMISSION#${id}`, sk: "SUBMISSION" }),
  letter: (hash: string) => ({ pk: `LETTER#${hash}`, sk: "LETTER" }),
  counter: (code: string, year: number) => ({ pk: `COUNTER#${code}#${year}`, sk: "COUNTER" }),
  register: (register: string, year: number, number: number) => ({
    pk: `REGISTER#${register}#${year}`,
    sk: String(number).padStart(7, "0"),
  }),
  day: (room: string, date: string) => ({ pk: `DAY#${room}#${date}`, sk: "DAY" }),
  survey: (year: number, id: string) => ({ pk: `SURVEY#${year}`, sk: id }),
  recap: (date: string, name: string) => ({ pk: `RECAP#${date.slice(0, 7)}`, sk: `${date}#${name}` }),
  report: (month: string, version: number) => ({ pk: `REPORT#${month}`, sk: String(version).padStart(4, "0") }),
  seal: (caseId: string, event: string) => ({ pk: `SEALS#${caseId}`, sk: event }),
  logDay: (day: string) => ({ pk: "DECISIONS", sk: day }),
  logPage: (day: string, page: number) => ({ pk: `DECISIONS#${day}`, sk: String(page).padStart(4, "0") }),
  /** A case from which a day is counted. */
  countedCase: (day: string, caseId: string) => ({ pk: `COUNTED#${day}`, sk: caseId }),
  dayTotals: (day: string, procedure: string) => ({ pk: `TOTALS#${day.slice(0, 7)}`, sk: `${day}#${procedure}` }),
  monthTotals: (month: string, procedure: string) => ({ pk: "TOTALS", sk: `${month}#${procedure}` }),
  countedTo: () => ({ pk: "SERVICE", sk: "TOTALS" }),
  run: () => ({ pk: "SERVICE", sk: "RUN" }),
  searchProgress: () => ({ pk: "SERVICE", sk: "SEARCH" }),
  /** @param place of the word among those of the case */
  searchWord: (caseId: string, place: number) => ({ pk: `WORDS#${caseId}`, sk: String(place).padStart(2, "0") }),
  retentionPlan: () => ({ pk: "SERVICE", sk: "RETENTION" }),
  table: (version: string) => ({ pk: "TABLES", sk: version }),
  settings: () => agencyItems.settings,
  /** Beside the settings, so that both are read at once. */
  restoration: () => ({ pk: agencyItems.settings.pk, sk: "RESTORATION" }),
  outages: () => ({ pk: agencyItems.settings.pk, sk: "OUTAGES" }),
  digest: () => ({ pk: agencyItems.settings.pk, sk: "DIGEST" }),
  times: () => ({ pk: agencyItems.settings.pk, sk: "TIMES" }),
  administrators: () => ({ pk: agencyItems.settings.pk, sk: "ADMINISTRATORS" }),
  presence: () => ({ pk: agencyItems.settings.pk, sk: "PRESENCE" }),
  post: (post: string) => ({ pk: agencyItems.settings.pk, sk: `POST#${post}` }),
  staff: (id: string) => ({ ...agencyItems.staff, sk: id }),
};

/** Index keys: what people list. */
export const lists = {
  inbox: (actor: string) => `INBOX#${actor}`,
  devices: (subject: string) => `DEVICES#${subject}`,
  readings: (person: string) => `READER#${person}`,
  administration: (kind: string, id: string) => `ADMINISTRATION#${kind}#${id}`,
  privacy: (book: string, open: boolean) => `PRIVACY#${book}#${open ? "open" : "closed"}`,
  unconfirmed: "UNCONFIRMED",
  /** Words that begin alike; one of one letter stands alone. */
  words: (beginning: string) => `WORDS#${[...beginning].slice(0, 2).join("")}`,
  cases: (open: boolean) => (open ? "CASES#open" : "CASES#ended"),
};

/** Index partition of what the sweep drives; its sort key is the instant from which an item is looked at. */
const todoPartition = "TODO";

/** Where an item stands that the sweep looks at from an instant on. */
export function todoFrom(instant: string) {
  return { todoPk: todoPartition, todoSk: instant };
}

/**
 * Where an item stays in the same index once nothing is left to do about it, for the log of decisions: with all that were
 * followed on that day.
 *
 * @param instant ISO 8601, or a day
 */
export function decidedOn(instant: string, caseId: string) {
  return { todoPk: `DECIDED#${instant.slice(0, 10)}`, todoSk: caseId };
}

/** Where a closed request about personal data stands as long as it says who asked. */
export function closedWithAsker(instant: string) {
  return { todoPk: "PRIVACY#askers", todoSk: instant };
}

/** Index partition of ended cases of which something goes by itself. */
export const keptPartition = "KEPT";

/** Where an ended case stays in the same index for as long as something of it goes by itself. @param instant ISO 8601 */
export function keptSince(instant: string) {
  return { todoPk: keptPartition, todoSk: instant };
}

/** Everything that the sweep has to look at, now or later. */
export const allTodos = { index: "todo", partition: todoPartition } as const;

/** Cases that are looked at for papers that they lack. */
export const papersPartition = "PAPERS";

/** Everything that the sweep has to look at by an instant. */
export function todoUpTo(instant: string) {
  return { ...allTodos, sortKeys: { upTo: instant } } as const;
}

/** From when an item may go by itself, as DynamoDB wants it: seconds since 1970. @param instant ISO 8601 */
export function goneAtOf(instant: string): number {
  return Math.ceil(Date.parse(instant) / 1_000);
}

/** Attributes to remove from what needs no more looking at. */
export const todoKeys = ["todoPk", "todoSk"];
/** Attributes to remove from what is listed no more. */
export const listKeys = ["listPk", "listSk"];

/** Number of the case that an item belongs to, by its key. */
export function caseIn({ pk }: { pk: string }): string {
  return pk.slice("CASE#".length);
}
