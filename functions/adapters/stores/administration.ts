import type { AdministrationEntry } from "../../domain/administration/records.ts";
import type { StaffMember } from "../../domain/agency.ts";
import type { Administration } from "../../domain/ports.ts";
import { stopsAdministering } from "../../domain/administration/people-rules.ts";
import { restBriefly, type Rest } from "../items/change-whole.ts";
import { absent, allOf, equal, type Condition, type Item, type ItemStore, type Range } from "../items/item-store.ts";
import { keys, lists } from "../items/keys.ts";
import { newItem, type ItemReader } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";
import { forgetAgency } from "./agencies.ts";
import { leavingAdministrators } from "./leaving-administrators.ts";

/** What only the service itself writes of somebody. */
const ofTheService: readonly string[] = ["id", "signedOutAt"];

/**
 * A change and its entry are one write, of the item that is changed; the log has the entry after that, or before the next
 * change, or when somebody reads it: none is ever missing.
 */
export function administrationIn(items: ItemStore, reader: ItemReader, rest: Rest = restBriefly): Administration {
  async function log(entry: AdministrationEntry | null | undefined): Promise<void> {
    if (entry) await items.putNew(entryItem(entry));
  }

  async function stored(): Promise<StaffMember[]> {
    return reader.each(await allOf(items, { partition: keys.staff("").pk }), kinds.staff.read);
  }

  async function inForce() {
    const item = await items.get(keys.settings());
    if (!item) throw new Error("the agency has no settings yet");
    const { lastEntry = null, settings } = reader.one(item, kinds.settings.read);
    return { lastEntry, settings };
  }

  /** What is in the items and not in the log: whoever wrote it was cut off. */
  async function catchUp(): Promise<void> {
    const last = [...(await stored()), await inForce()].flatMap(({ lastEntry }) => lastEntry ?? []);
    const there = await items.getMany(last.map(({ at, id }) => keys.administrationEntry(at, id)));
    const known = new Set(there.map(({ sk }) => sk));
    for (const entry of last) if (!known.has(keys.administrationEntry(entry.at, entry.id).sk)) await log(entry);
  }

  async function person(id: string): Promise<StaffMember | null> {
    const item = await items.get(keys.staff(id));
    return item && reader.one(item, kinds.staff.read);
  }

  async function store(before: StaffMember | null, after: StaffMember, entry: AdministrationEntry): Promise<boolean> {
    await log(before?.lastEntry);
    const next = { ...after, lastEntry: entry };
    const done = before
      ? (await items.update(keys.staff(before.id), changesOf(before, next), asRead(before))) !== null
      : await items.putNew(newItem(kinds.staff, keys.staff(after.id), next));
    if (!done) return false;
    forgetAgency();
    await log(entry);
    return true;
  }

  /** Whether a change was stored by somebody: it is the last of the person, or was, and then it is in the log. */
  async function isStored({ about, at, id }: AdministrationEntry): Promise<boolean> {
    if ((await person(about.id))?.lastEntry?.id === id) return true;
    return (await items.get(keys.administrationEntry(at, id))) !== null;
  }

  const leaving = leavingAdministrators(
    items,
    reader,
    {
      all: stored,
      store: async ({ after, before, entry }) => (await store(before, after, entry)) || isStored(entry),
    },
    rest,
  );

  return {
    settings: inForce,

    async people() {
      await leaving.settle();
      return stored();
    },

    async person(id) {
      await leaving.settle();
      return person(id);
    },

    async savePerson(before, after, entry) {
      if (before && stopsAdministering(before, after)) return leaving.save({ before, after, entry });
      return (await store(before, after, entry)) ? "stored" : "changed since";
    },

    async saveSettings({ lastEntry }, settings, entry) {
      await log(lastEntry);
      const conditions = [...entryIs(lastEntry)];
      if (!(await items.update(keys.settings(), { set: { settings, lastEntry: entry } }, conditions))) return false;
      forgetAgency();
      await log(entry);
      return true;
    },

    async entries({ about, before, limit }) {
      if (before === undefined) {
        await leaving.settle();
        await catchUp();
      }
      const range: Range = about
        ? { index: "list", partition: lists.administration(about.kind, about.id), descending: true }
        : { partition: keys.administrationEntry("", "").pk, descending: true };
      const page = await items.page(before === undefined ? range : { ...range, sortKeys: { before } }, { limit });
      return {
        entries: reader.each(page.items, kinds.administrationEntry.read),
        next: page.next?.[about ? "listSk" : "sk"] ?? null,
      };
    },
  };
}

/** An entry as it stands in the log. */
export function entryItem(entry: AdministrationEntry): Item {
  const { about, at, id } = entry;
  const key = keys.administrationEntry(at, id);
  const listed = { listPk: lists.administration(about.kind, about.id), listSk: key.sk };
  return newItem(kinds.administrationEntry, { ...key, ...listed }, entry);
}

function changesOf(before: StaffMember, after: StaffMember): { set: Record<string, unknown>; remove: string[] } {
  const isTheirs = ([name]: [string, unknown]): boolean => !ofTheService.includes(name);
  const set = Object.fromEntries(Object.entries(after).filter(isTheirs));
  const remove = Object.keys(before).filter((name) => !ofTheService.includes(name) && !(name in set));
  return { set, remove };
}

/** Nobody has changed the person, or confirmed an address, since. */
function asRead({ email, lastEntry, provingEmail }: StaffMember): Condition[] {
  const proving = provingEmail === undefined ? absent("provingEmail") : equal("provingEmail", provingEmail);
  return [equal("email", email), proving, ...entryIs(lastEntry)];
}

function entryIs(entry: AdministrationEntry | null | undefined): Condition[] {
  return [entry ? equal("lastEntry.id", entry.id) : absent("lastEntry")];
}
