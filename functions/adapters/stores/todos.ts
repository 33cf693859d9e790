import { findProcedure } from "../../../statemachines/language/registry.ts";
import type { Todo, Todos } from "../../domain/ports.ts";
import { allOf, type Cursor, type Item, type ItemStore, type Page } from "../items/item-store.ts";
import { allTodos, caseIn, keptPartition, todoUpTo } from "../items/keys.ts";
import type { ItemReader } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";
import type { TableFinder } from "./table-finder.ts";

export function todosIn(items: ItemStore, reader: ItemReader, tables: TableFinder): Todos {
  return {
    async deadlines() {
      const found = (await allOf(items, allTodos)).filter(({ sk }) => sk.startsWith("TASK#"));
      const open = reader
        .each(found, kinds.task.read)
        .filter(({ answer, deadlineAt }) => answer === null && deadlineAt !== null);
      await tables.find(open);
      return open;
    },

    async due(now, limit) {
      const found: Todo[] = [];
      let from: Cursor | null = null;
      do {
        // Items that cannot be read stay due for ever: what lies behind them must be reached all the same.
        const page: Page = await items.page(todoUpTo(now), { limit: limit - found.length, from });
        const read = reader.each(page.items, (item) => readTodo(item, now));
        await tables.find(read.flatMap((todo) => ("task" in todo ? [todo.task] : [])));
        // What nobody has a table for waits until somebody has.
        found.push(
          ...read.filter((todo) => !("task" in todo) || findProcedure(todo.task.procedure, todo.task.version)),
        );
        from = page.next;
      } while (from && found.length < limit);
      return found;
    },

    async kept(upTo, limit) {
      const range = { index: "todo", partition: keptPartition, sortKeys: { upTo } } as const;
      return (await items.page(range, { limit })).items.map(caseIn);
    },

    async waitingMails(upTo) {
      const found = await allOf(items, upTo === undefined ? allTodos : todoUpTo(upTo));
      const mails = found.filter(({ sk }) => sk.startsWith("MAIL#"));
      return reader.each(mails, kinds.mail.read).sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
    },
  };
}

function readTodo(item: Item, now: string): Todo {
  if (item.sk === "UNCONFIRMED") return { kind: "unconfirmed", request: kinds.unconfirmed.read(item) };
  if (item.sk === "CASE") {
    const { ending, id, startedAt, withdrawal } = kinds.case.read(item);
    if (ending) return { kind: "ended", caseId: id };
    return { kind: startedAt && withdrawal ? "withdrawal" : "execution", caseId: id };
  }
  if (item.sk.startsWith("CHANGE#")) return { kind: "change", caseId: caseIn(item), change: kinds.change.read(item) };
  if (item.sk.startsWith("MAIL#")) return { kind: "mail", mail: kinds.mail.read(item) };
  const task = kinds.task.read(item);
  if (task.answer) return { kind: "resume", task };
  const { deadlineAt, remindAt } = task;
  // Nobody is reminded of what they may not answer any more.
  const passed = remindAt === undefined || (deadlineAt !== null && deadlineAt <= now);
  return { kind: passed ? "deadline" : "reminder", task };
}
