import type { Item, ItemStore } from "../../../functions/adapters/items/item-store.ts";
import { kinds } from "../../../functions/adapters/items/kinds.ts";
import { itemTable, sqliteItems } from "../../../functions/adapters/sqlite/item-store.ts";
import type { DayBook } from "../../../functions/domain/booking/day-book.ts";
import type { CaseItem, MailItem, TaskItem } from "../../../functions/domain/case/records.ts";
import { openDatabase } from "../../../infra/local/host/database.ts";
import type { LinkItem, RegisterEntry } from "../../../functions/domain/ports.ts";

/** What the stores of a test keep, and what is in it now, as tests ask for it. Copies: changing one changes nothing. */
export interface Memory {
  items: ItemStore;
  /** Everything stored, as text, so that a test can look for what must not be in it. */
  text(): string;
  readonly cases: Map<string, { item: CaseItem }>;
  /** By `case/task`. */
  readonly tasks: Map<string, { item: TaskItem }>;
  /** By `case/mail`. */
  readonly mails: Map<string, { item: MailItem }>;
  readonly links: Map<string, LinkItem>;
  /** By `room/date`. */
  readonly days: Map<string, { book: DayBook }>;
  /** By `register/year`, in the order of numbers. */
  readonly registers: Map<string, RegisterEntry[]>;
}

export function emptyMemory(): Memory {
  const file = openDatabase(":memory:");
  file.migrate(itemTable);
  return memoryOf(sqliteItems(file));
}

/** What is in a store, whichever keeps it. */
export function memoryOf(items: ItemStore & { everything(): Item[] }): Memory {
  const kind = (begins: string, sortKey = ""): Item[] =>
    items.everything().filter(({ pk, sk }) => pk.startsWith(begins) && sk.startsWith(sortKey));
  const inCase = <Record extends { caseId: string; id: string }>(sortKey: string, read: (item: Item) => Record) =>
    new Map(
      kind("CASE#", sortKey)
        .map(read)
        .map((item) => [`${item.caseId}/${item.id}`, { item }]),
    );
  return {
    items,
    text: () =>
      items
        .everything()
        .map((item) => JSON.stringify(item))
        .join("\n"),
    get cases() {
      return new Map(
        kind("CASE#", "CASE")
          .map(kinds.case.read)
          .map((item) => [item.id, { item }]),
      );
    },
    get tasks() {
      return inCase("TASK#", kinds.task.read);
    },
    get mails() {
      return inCase("MAIL#", kinds.mail.read);
    },
    get links() {
      const links = kind("LINK#").map(kinds.link.read);
      return new Map(links.map((link) => [link.hash, link]));
    },
    get days() {
      const days = kind("DAY#").map((item) => [item, kinds.day.read(item)] as const);
      return new Map(days.map(([{ pk }, book]) => [pk.split("#").slice(1).join("/"), { book }]));
    },
    get registers() {
      const entries = kind("REGISTER#").map((item) => [item, kinds.registerEntry.read(item)] as const);
      const byBook = Map.groupBy(entries, ([{ pk }]) => pk.split("#").slice(1).join("/"));
      return new Map([...byBook].map(([book, found]) => [book, found.map(([, entry]) => entry)]));
    },
  };
}

export function everythingIn(memory: Memory): string {
  return memory.text();
}
