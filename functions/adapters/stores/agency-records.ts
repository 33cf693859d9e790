/** The agency as an operator looks after it: its settings, and everybody who is or was of it. */
import { isDeepStrictEqual } from "node:util";
import { withProvenAddress } from "../../domain/access/staff-address.ts";
import type { ChangedBy } from "../../domain/administration/changed-by.ts";
import { endsLast, stopsAdministering } from "../../domain/administration/people-rules.ts";
import { personEntry } from "../../domain/administration/people-entries.ts";
import type { AdministrationEntry } from "../../domain/administration/records.ts";
import { settingsEntry } from "../../domain/administration/settings-entries.ts";
import type { AgencySettings, StaffMember } from "../../domain/agency.ts";
import { personOf } from "../../domain/case/records.ts";
import { Fault } from "../../domain/refusal.ts";
import { allOf, type Item, type ItemStore } from "../items/item-store.ts";
import { keys, lists } from "../items/keys.ts";
import { itemReader, newItem } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";
import type { SqliteItems } from "../sqlite/item-store.ts";
import { administrationIn, entryItem } from "./administration.ts";
import { withNobodyNoted } from "./leaving-administrators.ts";

export interface AgencyRecords {
  /** Null before anybody has set the agency up. */
  settings: AgencySettings | null;
  /** Whether it is the made-up agency of the demo. */
  demo: boolean;
  people: StaffMember[];
}

/** Items that take several at once, all of them or none, where they can. */
export type RecordItems = ItemStore & Partial<Pick<SqliteItems, "exchange">>;

interface Stored {
  settings: Item | null;
  administrators: Item | null;
  people: Item[];
}

/** @throws UnreadableItem where an item has the shape of no version */
export async function readRecords(items: ItemStore): Promise<AgencyRecords> {
  return recordsOf(await storedIn(items));
}

export interface OperatorsChange {
  /** As the change was made from; where something else is stored by now, nothing is. Absent: whatever is stored. */
  seen?: AgencyRecords;
  /** Who makes it, asked for each entry. */
  by(): ChangedBy;
}

/**
 * Stores records, or some of them, each changed one with its entry in the log; people are known by their ids.
 *
 * @returns false where they have changed since; nothing is stored then, where items can be exchanged
 */
export async function writeRecords(
  items: RecordItems,
  change: Partial<AgencyRecords>,
  { by, seen }: OperatorsChange,
): Promise<boolean> {
  const stored = await storedIn(items);
  if (seen && !isDeepStrictEqual(plain(recordsOf(stored)), plain(seen))) return false;
  const settings = changedSettings(stored, change, by);
  const people = changedPeople(stored, change, by);
  if (!items.exchange) return (await saveSettings(items, settings)) && savePeople(items, people);
  const exchanged = [...(settings ? [settings] : []), ...people.map(asItems)].flatMap(({ after, before, entry }) => {
    const earlier = before?.["lastEntry"] as AdministrationEntry | undefined;
    // What was cut off after the change before is in the log by now, as long as it is known.
    return [{ before, after }, ...[earlier, entry].flatMap((each) => (each ? [{ after: entryItem(each) }] : []))];
  });
  const leaves = people.some(({ after, before }) => stopsAdministering(before && kinds.staff.read(before), after));
  const inTurn = leaves ? withNobodyNoted(stored.administrators) : undefined;
  if (inTurn === null) {
    // It is stored by whoever looks; the change is then another one.
    await administrationOf(items).people();
    return false;
  }
  return items.exchange([...exchanged, ...(inTurn ? [inTurn] : [])]);
}

/** Numbers of the cases in which a task waits for this very person. */
export async function casesWaitingFor(items: ItemStore, member: StaffMember): Promise<string[]> {
  const inboxes = await Promise.all(
    member.roles.map((role) => allOf(items, { index: "list", partition: lists.inbox(role) })),
  );
  const tasks = inboxes.flat().map(kinds.task.read);
  return [
    ...new Set(tasks.filter(({ assignees }) => assignees.includes(personOf(member))).map(({ caseId }) => caseId)),
  ];
}

async function storedIn(items: ItemStore): Promise<Stored> {
  const administrators = await items.get(keys.administrators());
  const settings = await items.get(keys.settings());
  return { administrators, settings, people: await allOf(items, { partition: keys.staff("").pk }) };
}

function recordsOf({ people, settings: stored }: Stored): AgencyRecords {
  const { settings = null, demo = false } = stored ? kinds.settings.read(stored) : {};
  return { settings, demo, people: people.map(kinds.staff.read) };
}

/** As it comes back from a host: without what JSON leaves out. */
function plain(records: AgencyRecords): unknown {
  return JSON.parse(JSON.stringify(records));
}

interface ChangedItem {
  before: Item | null;
  after: Item;
  entry: AdministrationEntry;
}

interface ChangedPerson {
  before: Item | null;
  after: StaffMember;
  entry: AdministrationEntry;
}

/** Null where nothing differs. */
function changedSettings(
  { settings: before }: Stored,
  { demo, settings }: Partial<AgencyRecords>,
  by: () => ChangedBy,
): ChangedItem | null {
  if (!settings) return null;
  const entry = settingsEntry(by(), before && kinds.settings.read(before).settings, settings);
  if (!entry) return null;
  const told = { ...(demo ? { demo } : {}), settings, lastEntry: entry };
  return { before, after: { ...before, ...newItem(kinds.settings, keys.settings(), told) }, entry };
}

function changedPeople(
  stored: Stored,
  { people = [], settings = recordsOf(stored).settings }: Partial<AgencyRecords>,
  by: () => ChangedBy,
): ChangedPerson[] {
  if (people.length > 0 && !settings) throw new Fault("the agency has no settings yet");
  return people.flatMap((member): ChangedPerson[] => {
    const before = stored.people.find(({ sk }) => sk === member.id) ?? null;
    const known = before && kinds.staff.read(before);
    const change = by();
    // Addresses that are entered here are others' words about somebody.
    const after = withProvenAddress(known, member, change.at);
    const entry = settings && personEntry(change, known, after, settings);
    return entry && (!before || entry.parts.length > 0) ? [{ before, after, entry }] : [];
  });
}

function asItems({ after, before, entry }: ChangedPerson): ChangedItem {
  const signedOutAt = before?.["signedOutAt"];
  const ofTheService = signedOutAt === undefined ? {} : { signedOutAt };
  const item = newItem(kinds.staff, keys.staff(after.id), { ...after, lastEntry: entry });
  return { before, after: { ...item, ...ofTheService }, entry };
}

async function saveSettings(items: ItemStore, changed: ChangedItem | null): Promise<boolean> {
  if (!changed) return true;
  const { after, before, entry } = changed;
  if (before) {
    const { lastEntry = null, settings } = kinds.settings.read(before);
    return administrationOf(items).saveSettings({ settings, lastEntry }, kinds.settings.read(after).settings, entry);
  }
  if (!(await items.putNew(after))) return false;
  await items.put(entryItem(entry));
  return true;
}

async function savePeople(items: ItemStore, people: ChangedPerson[]): Promise<boolean> {
  const administration = administrationOf(items);
  const changes = people.map(({ before, ...change }) => ({ ...change, before: before && kinds.staff.read(before) }));
  for (const { after, before, entry } of endsLast(changes))
    if ((await administration.savePerson(before, after, entry)) !== "stored") return false;
  return true;
}

const administrationOf = (items: ItemStore) => administrationIn(items, itemReader({ problem: () => undefined }));
