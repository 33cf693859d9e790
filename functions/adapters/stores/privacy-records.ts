import type { PrivacyBook, PrivacyBooks } from "../../domain/personal-data/records.ts";
import type { PrivacyRecords } from "../../domain/ports.ts";
import { absent, equal, type Item, type ItemStore, type Range } from "../items/item-store.ts";
import { closedWithAsker, keys, lists, todoKeys } from "../items/keys.ts";
import { newItem, type ItemReader, type Kind } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";

const kindOf = { requests: kinds.privacyRequest, incidents: kinds.incident } as const;

/** Open ones stand in the order in which they are due, closed ones in that in which they were closed. */
export function privacyRecordsIn(items: ItemStore, reader: ItemReader): PrivacyRecords {
  const kind = <Book extends PrivacyBook>(book: Book) => kindOf[book] as unknown as Kind<PrivacyBooks[Book]>;

  return {
    async add(book, record) {
      const { dueAt, number } = record;
      const listed = { listPk: lists.privacy(book, true), listSk: `${dueAt}#${number}` };
      return items.putNew(newItem(kind(book), { ...keys.privacy(book, number), ...listed }, record));
    },

    async find(book, number) {
      const item = await items.get(keys.privacy(book, number));
      return item && reader.one(item, kind(book).read);
    },

    async list(book, { after, limit, open }) {
      const whole: Range = {
        index: "list",
        partition: lists.privacy(book, open),
        ...(open ? {} : { descending: true }),
      };
      const sortKeys = after === undefined ? null : open ? { after } : { before: after };
      const page = await items.page(sortKeys ? { ...whole, sortKeys } : whole, { limit });
      return { records: reader.each(page.items, kind(book).read), next: page.next?.["listSk"] ?? null };
    },

    count: (book, open, atMost) => items.count({ index: "list", partition: lists.privacy(book, open) }, atMost),

    async append(book, { change, dueAt, number }, entry, holds) {
      const { closedAt, dueAt: due = dueAt } = holds;
      const listed = closedAt
        ? { listPk: lists.privacy(book, false), listSk: `${closedAt}#${number}` }
        : { listSk: `${due}#${number}` };
      const forgetting = closedAt && book === "requests" ? closedWithAsker(closedAt) : {};
      const set = { ...holds, ...listed, ...forgetting, change: change + 1 };
      const conditions = [equal("change", change), absent("closedAt")];
      const stored = await items.update(keys.privacy(book, number), { set, append: { entries: [entry] } }, conditions);
      return stored && reader.one(stored, kind(book).read);
    },

    async closedUpTo(instant, limit) {
      const { todoPk: partition } = closedWithAsker("");
      const { items: found } = await items.page({ index: "todo", partition, sortKeys: { upTo: instant } }, { limit });
      return found.map(numberOf);
    },

    async forgetAsker(number) {
      await items.update(keys.privacy("requests", number), { remove: ["asker", ...todoKeys] });
    },
  };
}

function numberOf({ pk }: Item): string {
  return pk.slice(keys.privacy("requests", "").pk.length);
}
