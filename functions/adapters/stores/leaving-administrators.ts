/**
 * Those who stop looking after the service do so one after the other, however many are ended at once: of each it is first
 * noted in one item that it is being stored, by one conditional write that holds only while nobody else has been noted since
 * the list of people was read. Whoever meets such a note stores the same change before anything else; it is the same whoever
 * does so, and how often.
 */
import { leavesNoAdministrator } from "../../domain/administration/people-rules.ts";
import type { StaffMember } from "../../domain/agency.ts";
import type { PersonSaved } from "../../domain/ports.ts";
import { TemporaryProblem } from "../../domain/refusal.ts";
import type { Rest } from "../items/change-whole.ts";
import { equal, type Item, type ItemStore } from "../items/item-store.ts";
import { keys } from "../items/keys.ts";
import { newItem, type ItemReader } from "../items/kind.ts";
import { kinds, type AdministratorsRecord, type Leaving } from "../items/kinds.ts";

const attempts = 60;

export interface People {
  /** Everybody as stored at this moment. */
  all(): Promise<StaffMember[]>;
  /** Stores a change of somebody unless another was stored since; answers whether it did, also where it had been already. */
  store(change: Leaving): Promise<boolean>;
}

export interface LeavingAdministrators {
  /** Stores what is noted and was cut off. */
  settle(): Promise<void>;
  /** Stores a change by which somebody stops looking after the service. @throws TemporaryProblem where others always were faster */
  save(change: Leaving): Promise<PersonSaved>;
}

export function leavingAdministrators(
  items: ItemStore,
  reader: ItemReader,
  people: People,
  rest: Rest,
): LeavingAdministrators {
  const key = keys.administrators();

  async function noted(): Promise<AdministratorsRecord> {
    const item = await items.get(key);
    return item ? reader.one(item, kinds.administrators.read) : { version: 0 };
  }

  /** Null where somebody else was noted since. */
  async function note({ version }: AdministratorsRecord, leaving: Leaving): Promise<AdministratorsRecord | null> {
    const next = { version: version + 1, leaving };
    if (version === 0) return (await items.putNew(newItem(kinds.administrators, key, next))) ? next : null;
    return (await items.update(key, { set: next }, [equal("version", version)])) ? next : null;
  }

  async function finish({ leaving, version }: AdministratorsRecord): Promise<boolean> {
    const done = leaving !== undefined && (await people.store(leaving));
    // Where this fails, whoever met the note was faster.
    await items.update(key, { set: { version: version + 1 }, remove: ["leaving"] }, [equal("version", version)]);
    return done;
  }

  async function settle(): Promise<AdministratorsRecord> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const record = await noted();
      if (!record.leaving) return record;
      await finish(record);
    }
    throw tooMany;
  }

  return {
    async settle() {
      await settle();
    },

    async save(change) {
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const record = await settle();
        const now = await people.all();
        const then = [...now.filter(({ id }) => id !== change.after.id), change.after];
        if (leavesNoAdministrator(now, then)) return "nobody left";
        const next = await note(record, change);
        if (next) return (await finish(next)) ? "stored" : "changed since";
        await rest();
      }
      throw tooMany;
    },
  };
}

const tooMany = new TemporaryProblem(`the administrators were changed by others ${attempts} times`);

/** What an exchange of items holds as well, by which nobody is noted meanwhile; null while somebody is. @param stored or null */
export function withNobodyNoted(stored: Item | null): { before: Item | null; after: Item } | null {
  const record: AdministratorsRecord = stored ? kinds.administrators.read(stored) : { version: 0 };
  if (record.leaving) return null;
  return {
    before: stored,
    after: newItem(kinds.administrators, keys.administrators(), { version: record.version + 1 }),
  };
}
