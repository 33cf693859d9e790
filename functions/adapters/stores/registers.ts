import type { CaseItem } from "../../domain/case/records.ts";
import type { Numbered, RegisterEntry, RegisterId, RegisterLines, Registers } from "../../domain/ports.ts";
import { TemporaryProblem } from "../../domain/refusal.ts";
import { absent, allOf, change, NoSuchItem, type Item, type ItemStore, type Key } from "../items/item-store.ts";
import { keys } from "../items/keys.ts";
import { newItem, type ItemReader } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";

const attempts = 200;

/** Attributes of a case or paper that hold its number in a register, and what it saw before it claimed one. */
const attributes = {
  incoming: { place: "agenda", intent: "agendaFrom" },
  agreements: { place: "agreement", intent: "agreementFrom" },
  outgoing: { place: "number", intent: "numberFrom" },
} as const satisfies Record<RegisterId, object>;

type Place = NonNullable<CaseItem["agenda"]>;

type PageOptions = Parameters<Registers["page"]>[2];

/** What a case or paper saw before it claimed a number, in this run or an earlier one. */
interface Intent {
  year: number;
  from: number;
  again: boolean;
  place: Place | null;
}

/**
 * Numbers without gaps and without transactions: item n+1 is claimed with a condition, and tried again above what others
 * claimed meanwhile. Before claiming, the case or paper remembers the last number it saw (its intent), and before each attempt
 * it has seen every claim above that number; so a run after a crash, or beside another of the same, finds the own
 * claim instead of making a second one.
 */
export function registersIn(items: ItemStore, reader: ItemReader): Registers {
  return {
    async claim(register, year, owner, at, line) {
      const intent = await rememberLast(register, year, owner);
      if (intent.place) {
        await enter(register, intent.place.year, intent.place.number, line);
        return { ...intent.place, ...owner, line };
      }
      const entry = await claimNumber(register, intent, owner, at, line);
      const place: Place = { year: entry.year, number: entry.number, at: entry.at };
      await change(items, keyOf(owner), { set: { [attributes[register].place]: place } });
      return entry;
    },

    enter,

    async page<Id extends RegisterId>(register: Id, year: number, { before, limit }: PageOptions) {
      const { pk: partition, sk } = keys.register(register, year, before ?? 0);
      const range = { partition, descending: true, ...(before === null ? {} : { sortKeys: { before: sk } }) } as const;
      const page = await items.page(range, { limit });
      const [last] = page.items;
      const total = before === null ? (last ? numberOf(last) : 0) : await lastNumber(register, year);
      return { entries: entriesIn<Id>(page.items.toReversed()), total, earlier: page.next !== null };
    },

    list: async <Id extends RegisterId>(register: Id, year: number) =>
      entriesIn<Id>(await claimsAfter(register, year, 0)),

    last: lastNumber,

    async markUsedOutside(register, year, upTo, at) {
      for (let number = (await lastNumber(register, year)) + 1; number <= upTo; number += 1) {
        const entry: RegisterEntry = { year, number, caseId: "", at, outside: true };
        await items.putNew(newItem(kinds.registerEntry, keys.register(register, year, number), entry));
      }
    },
  };

  /** Those that can be read. A register holds lines of its own kind alone. */
  function entriesIn<Id extends RegisterId>(found: Item[]): RegisterEntry<Id>[] {
    return reader.each(found, kinds.registerEntry.read) as RegisterEntry<Id>[];
  }

  async function enter<Id extends RegisterId>(
    register: Id,
    year: number,
    number: number,
    line: RegisterLines[Id],
  ): Promise<void> {
    await change(items, keys.register(register, year, number), { set: { line } });
  }

  async function rememberLast(register: RegisterId, year: number, owner: Numbered): Promise<Intent> {
    const names = attributes[register];
    const key = keyOf(owner);
    const last = await lastNumber(register, year);
    const firstTime = { set: { [names.intent]: { year, last } } };
    if (await items.update(key, firstTime, [absent(names.intent)])) {
      return { year, from: last, again: false, place: null };
    }
    const item = await items.get(key);
    if (!item) throw new NoSuchItem(key);
    const { [names.intent]: remembered, [names.place]: place = null } = reader.one(item, kinds.numbering.read);
    if (!remembered) throw new TemporaryProblem(`${owner.caseId} does not say what it saw of the register`);
    return { year: remembered.year, from: remembered.last, again: true, place };
  }

  async function lastNumber(register: string, year: number): Promise<number> {
    const range = { partition: keys.register(register, year, 0).pk, descending: true } as const;
    const [last] = (await items.page(range, { limit: 1 })).items;
    return last ? numberOf(last) : 0;
  }

  async function claimNumber<Id extends RegisterId>(
    register: Id,
    intent: Intent,
    owner: Numbered,
    at: string,
    line: RegisterLines[Id],
  ): Promise<RegisterEntry<Id>> {
    const { year } = intent;
    let seen = intent.from;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (intent.again || attempt > 0) {
        const others = await claimsAfter(register, year, seen);
        const own = others.find((item) => item["caseId"] === owner.caseId && item["paper"] === owner.paper);
        if (own) return reader.one(own, kinds.registerEntry.read) as RegisterEntry<Id>;
        const last = others.at(-1);
        if (last) seen = numberOf(last);
      }
      const entry: RegisterEntry<Id> = { year, number: seen + 1, ...owner, at, line };
      if (await items.putNew(newItem(kinds.registerEntry, keys.register(register, year, entry.number), entry)))
        return entry;
    }
    throw new TemporaryProblem(`others were faster ${attempts} times`);
  }

  async function claimsAfter(register: string, year: number, last: number): Promise<Item[]> {
    const { pk: partition, sk: after } = keys.register(register, year, last);
    return allOf(items, { partition, sortKeys: { after } });
  }
}

function keyOf({ caseId, paper }: Numbered): Key {
  return paper === undefined ? keys.case(caseId) : keys.paper(caseId, paper);
}

/** By its key, so that an entry that cannot be read keeps its number, and hinders nobody from taking the next. */
function numberOf({ sk }: Item): number {
  return Number(sk);
}
