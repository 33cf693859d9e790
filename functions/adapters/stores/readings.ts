import type { PageRead, Reading, Readings } from "../../domain/ports.ts";
import type { ItemStore, Range } from "../items/item-store.ts";
import { goneAtOf, keys, lists } from "../items/keys.ts";
import { newItem, type ItemReader } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";

/** Pages whose reading tells something else than that the case was read. */
const notedForThemselves: readonly PageRead[] = ["contacts", "export", "log"];
/** Of the last ones noted by this process; asking again would only be refused by the condition. */
const remembered = 2_000;

export function readingsIn(items: ItemStore, reader: ItemReader): Readings {
  const noted = new Set<string>();
  return {
    async note(reading, forgottenAt) {
      const { about, at, page, person } = reading;
      const own = notedForThemselves.includes(page) ? page : "";
      const key = keys.reading(about, at.slice(0, 13), person, own);
      const name = `${key.pk} ${key.sk}`;
      if (noted.has(name)) return;
      const listed = { listPk: lists.readings(person), listSk: `${at}#${about}#${own}` };
      await items.putNew(newItem(kinds.reading, { ...key, ...listed }, { ...reading, goneAt: goneAtOf(forgottenAt) }));
      if (noted.size === remembered) noted.clear();
      noted.add(name);
    },

    async list(of, { before, limit }) {
      const range = rangeOf(of);
      const page = await items.page(before === undefined ? range : { ...range, sortKeys: { before } }, { limit });
      const readings = reader.each(page.items, kinds.reading.read).map(({ goneAt: _, ...told }): Reading => told);
      return { readings, next: page.next?.["index" in range ? "listSk" : "sk"] ?? null };
    },

    count: (of, atMost) => items.count(rangeOf(of), atMost),
  };
}

function rangeOf(of: Parameters<Readings["list"]>[0]): Range {
  if ("about" in of) return { partition: keys.reading(of.about, "", "", "").pk, descending: true };
  return { index: "list", partition: lists.readings(of.person), descending: true };
}
