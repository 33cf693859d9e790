import type * as z from "zod/mini";
import type { Log } from "../../domain/ports.ts";
import { UnreadableItem } from "../../domain/refusal.ts";
import type { Item, Key } from "./item-store.ts";

/** Attributes of an item without where it stands. */
type Values = Record<string, unknown>;

/** One kind of item: how it is read, whichever version it was stored in, and how it is written now. */
export interface Kind<Told> {
  /** @throws UnreadableItem where it has the shape of no version */
  read(item: Item): Told;
  /** What a new item carries: the version it is written in. */
  stamp: { v: number };
}

/**
 * @param shape what is asked of an item in the version of today; what more it holds comes along
 * @param lifts at place n what makes version n + 1 of version n. The first items were stored without a version: 0
 */
export function kindOf<Told>(shape: z.ZodMiniType<Told>, lifts: ((old: Values) => Values)[]): Kind<Told> {
  const current = lifts.length;
  return {
    stamp: { v: current },
    read(item) {
      const { pk, sk, listPk: _listPk, listSk: _listSk, todoPk: _todoPk, todoSk: _todoSk, v = 0, ...values } = item;
      const refused = (why: string): UnreadableItem => new UnreadableItem(`${pk} ${sk}`, why);
      if (typeof v !== "number" || !Number.isInteger(v) || v < 0) throw refused("its version is no number");
      if (v > current) throw refused(`version ${v} is newer than ${current}`);
      const told = shape.safeParse(lifts.slice(v).reduce((old, lift) => lift(old), values));
      if (told.success) return told.data;
      // Where it is wrong and how, never what it holds.
      throw refused(told.error.issues.map(({ code, path }) => `${path.join(".")} ${code}`).join(", "));
    },
  };
}

/** Reads items, and reports each that cannot be read once, by its key. */
export interface ItemReader {
  /** @throws UnreadableItem */
  one<Told>(item: Item, read: (item: Item) => Told): Told;
  /** Leaves out what cannot be read, so that nothing else suffers. */
  each<Told>(items: Item[], read: (item: Item) => Told): Told[];
}

export function itemReader(log: Pick<Log, "problem">): ItemReader {
  const reported = new Set<string>();
  const attempt = <Told>(item: Item, read: (item: Item) => Told): { told: Told } | UnreadableItem => {
    try {
      return { told: read(item) };
    } catch (error) {
      if (!(error instanceof UnreadableItem)) throw error;
      const { key, why } = error;
      if (!reported.has(key)) log.problem("item-unreadable", error, { key, why });
      reported.add(key);
      return error;
    }
  };
  return {
    one(item, read) {
      const outcome = attempt(item, read);
      if (outcome instanceof UnreadableItem) throw outcome;
      return outcome.told;
    },
    each: (items, read) =>
      items.flatMap((item) => {
        const outcome = attempt(item, read);
        return outcome instanceof UnreadableItem ? [] : [outcome.told];
      }),
  };
}

/** An item as it is stored now, at its place. */
export function newItem<Told extends object>(kind: Kind<Told>, place: Key & object, told: Told): Item {
  return { ...place, ...kind.stamp, ...told };
}
