/** Recording requests about personal data and breaches, and what is done about them. */
import { checkForm } from "../../../statemachines/form/check-form.ts";
import type { Field, Text } from "../../../statemachines/language/vocabulary.ts";
import type { AgencySettings } from "../agency.ts";
import { dayMs, isoDate, isoInstant } from "../calendar/instants.ts";
import { atLocalTime } from "../calendar/working-time.ts";
import type { Person, Values } from "../case/records.ts";
import { plainContext } from "../form/form-context.ts";
import { cleanNote, noteError } from "../form/note.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { incidentFields, requestFields } from "./record-forms.ts";
import {
  askerDays,
  bookCodes,
  dueFrom,
  type EntryKind,
  type Incident,
  type PrivacyBook,
  type PrivacyBooks,
  type PrivacyEntry,
  type PrivacyRequest,
} from "./records.ts";

export type RecordDependencies = Pick<Dependencies, "agencies" | "cases" | "clock" | "privacyRecords">;

/** Who acts, as it stands in the record. */
export interface Acting {
  person: Person;
  name: string;
}

/**
 * Records what somebody asked of an officer. The same submission again gives the same record.
 *
 * @throws Refusal `invalid` with a sentence per field
 */
export async function recordRequest(
  dependencies: RecordDependencies,
  by: Acting,
  { submissionId, values: given }: { submissionId: string; values: Values },
): Promise<PrivacyRequest> {
  const { kind, name, contact, channel, recognised, words } = await checked(dependencies, requestFields, given);
  return storeRequest(dependencies, by, submissionId, {
    kind: kind as PrivacyRequest["kind"],
    asker: { name: String(name), contact: String(contact) },
    channel: channel as PrivacyRequest["channel"],
    recognised: String(recognised),
    words: String(words),
    cases: [],
  });
}

/** Stores a request under the next number of the year; what was stored of this submission before stays. */
export async function storeRequest(
  dependencies: RecordDependencies,
  by: Acting,
  submissionId: string,
  asked: Pick<PrivacyRequest, "kind" | "asker" | "channel" | "recognised" | "words" | "cases">,
): Promise<PrivacyRequest> {
  const settings = await dependencies.agencies.settings();
  const at = isoInstant(dependencies.clock.now());
  const begun = { receivedAt: at, dueAt: dueFrom(at, settings), entries: [entryOf(at, by, "received", "")], change: 1 };
  return storeNew(dependencies, "requests", by, submissionId, (number) => ({ number, ...asked, ...begun }));
}

/** Records a breach. @throws Refusal `invalid` with a sentence per field */
export async function recordIncident(
  dependencies: RecordDependencies,
  by: Acting,
  { submissionId, values: given }: { submissionId: string; values: Values },
): Promise<Incident> {
  const facts = await checked(dependencies, incidentFields, given);
  const times = timesIn(await dependencies.agencies.settings(), facts);
  const at = isoInstant(dependencies.clock.now());
  const entries = [entryOf(at, by, "received", "")];
  return storeNew(dependencies, "incidents", by, submissionId, (number) => ({
    ...{ number, facts, ...times },
    ...{ entries, change: 1 },
  }));
}

/**
 * Brings the facts of a breach up to date; what they were stays with the entry.
 *
 * @throws Refusal `invalid`, `unknown`, `stale`
 */
export async function changeIncident(
  dependencies: RecordDependencies,
  by: Acting,
  number: string,
  { seen, values: given }: { seen: number; values: Values },
): Promise<Incident> {
  const facts = await checked(dependencies, incidentFields, given);
  const before = await foundIn(dependencies, "incidents", number);
  const changed = incidentFields.filter(({ name }) => text(before.facts[name]) !== text(facts[name]));
  if (changed.length === 0) throw nothingChanged;
  const words = changed.map(({ label, name }) => `${label.id}: ${text(before.facts[name]) || "-"}`).join("\n");
  const said = `Sebelumnya:\n${words}`;
  return append(dependencies, "incidents", { ...before, change: seen }, by, { did: "facts", words: said }, (now) => ({
    facts,
    ...timesIn(now.settings, facts),
  }));
}

/** What is said of an entry. */
export interface Said {
  did: EntryKind;
  words: string;
}

/**
 * Puts an entry at the end of a record that its writer has seen; what closes it needs words.
 *
 * @param holds what is stored with it
 * @throws Refusal `unknown`, `invalid` without words, `stale` where somebody else wrote meanwhile, or it is closed
 */
export async function noteIn<Book extends PrivacyBook>(
  dependencies: RecordDependencies,
  book: Book,
  number: string,
  by: Acting,
  { did, seen, words: given }: Said & { seen: number },
  holds: Partial<Pick<PrivacyRequest, "cases">> = {},
): Promise<PrivacyBooks[Book]> {
  const needsWords = ["note", "answered", "refused", "closed"].includes(did);
  const unfit = noteError(given, needsWords ? { note: "required", noteLabel } : {});
  if (unfit) throw new Refusal("invalid", unfit, { words: unfit });
  const record = await foundIn(dependencies, book, number);
  const said = { did, words: cleanNote(given, {}) };
  return append(dependencies, book, { ...record, change: seen }, by, said, ({ at }) => ({
    ...holds,
    ...(closing.includes(did) ? { closedAt: at } : {}),
  }));
}

const closing: readonly EntryKind[] = ["answered", "refused", "closed"];

/** A record of a book. @throws Refusal `unknown` */
export async function foundIn<Book extends PrivacyBook>(
  { privacyRecords }: Pick<Dependencies, "privacyRecords">,
  book: Book,
  number: string,
): Promise<PrivacyBooks[Book]> {
  const found = await privacyRecords.find(book, number);
  if (!found) throw unknownRecord;
  return found;
}

/** Takes away who asked, of some requests that were closed long enough ago; again takes away that of others. */
export async function forgetAskers({
  agencies,
  clock,
  privacyRecords,
}: Pick<Dependencies, "agencies" | "clock" | "privacyRecords">): Promise<void> {
  const before = isoInstant(clock.now() - askerDays(await agencies.settings()) * dayMs);
  for (const number of await privacyRecords.closedUpTo(before, forgottenAtOnce))
    await privacyRecords.forgetAsker(number);
}

const forgottenAtOnce = 50;

interface Moment {
  at: string;
  settings: AgencySettings;
}

async function append<Book extends PrivacyBook>(
  { agencies, clock, privacyRecords }: RecordDependencies,
  book: Book,
  before: PrivacyBooks[Book],
  by: Acting,
  { did, words }: Said,
  holds: (now: Moment) => Parameters<Dependencies["privacyRecords"]["append"]>[3],
): Promise<PrivacyBooks[Book]> {
  const now = { at: isoInstant(clock.now()), settings: await agencies.settings() };
  const stored = await privacyRecords.append(book, before, entryOf(now.at, by, did, words), holds(now) as object);
  if (!stored) throw changedMeanwhile;
  return stored;
}

async function storeNew<Book extends PrivacyBook>(
  { agencies, cases, clock, privacyRecords }: RecordDependencies,
  book: Book,
  { person }: Acting,
  submission: string,
  make: (number: string) => PrivacyBooks[Book],
): Promise<PrivacyBooks[Book]> {
  // Cases are claimed in the same way, and nobody may give the id of one.
  const submissionId = `${book}-${submission}`;
  const known = (await cases.submission(submissionId))?.caseId ?? (await nextNumber());
  const { caseId: number } = await cases.claimSubmission(submissionId, { caseId: known, sender: person });
  const record = make(number);
  if (await privacyRecords.add(book, record)) return record;
  return foundIn({ privacyRecords }, book, number);

  async function nextNumber(): Promise<string> {
    const { calendar } = await agencies.settings();
    const year = Number(isoDate(clock.now(), calendar.zone).slice(0, 4));
    const count = await cases.nextNumber(bookCodes[book], year);
    return `${bookCodes[book]}-${year}-${String(count).padStart(4, "0")}`;
  }
}

function entryOf(at: string, { name, person }: Acting, did: EntryKind, words: string): PrivacyEntry {
  return { at, by: person, name, did, words };
}

/** When it was found, and until when the people and the authority are to be told. */
function timesIn(settings: AgencySettings, facts: Values): Pick<Incident, "foundAt" | "dueAt"> {
  const foundAt = atLocalTime(settings.calendar, String(facts["foundOn"]), String(facts["foundAt"]));
  return { foundAt, dueAt: dueFrom(foundAt, settings) };
}

async function checked({ agencies, clock }: RecordDependencies, fields: Field[], given: Values): Promise<Values> {
  const result = checkForm(fields, [], null, given, plainContext(await agencies.settings(), clock.now()));
  if (!result.ok) throw new Refusal("invalid", incomplete, result.errors);
  return result.values;
}

const text = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");

const noteLabel: Text = { id: "Keterangan", en: "Words" };
const incomplete: Text = {
  id: "Belum tersimpan. Periksa isian yang ditandai.",
  en: "Not stored yet. Check the marked fields.",
};
const nothingChanged = new Refusal("invalid", { id: "Belum ada yang diubah.", en: "Nothing was changed." });
const unknownRecord = new Refusal("unknown", {
  id: "Catatan ini tidak ada.",
  en: "There is no such record.",
});
const changedMeanwhile = new Refusal("stale", {
  id: "Catatan ini baru saja ditambah atau ditutup oleh orang lain. Muat ulang halaman, lalu periksa apakah tindakan Anda masih diperlukan.",
  en: "Somebody else has just added to this record, or closed it. Reload the page and see whether this is still needed.",
});
