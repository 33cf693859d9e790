import type { Todo, Todos } from "../../domain/ports.ts";
import type { Item, ItemStore } from "../items/item-store.ts";
import { todoUpTo } from "../items/keys.ts";
import { readCase, readMail, readTask } from "../items/records.ts";

export function todosIn(items: ItemStore): Todos {
  return {
    async due(now, limit) {
      const page = await items.page(todoUpTo(now), { limit });
      return page.items.map(readTodo);
    },
  };
}

function readTodo(item: Item): Todo {
  if (item.sk === "CASE") {
    const { id, startedAt } = readCase(item);
    return { kind: startedAt ? "withdrawal" : "start", caseId: id };
  }
  if (item.sk.startsWith("MAIL#")) return { kind: "mail", mail: readMail(item) };
  const task = readTask(item);
  return task.answer ? { kind: "resume", task } : { kind: "deadline", task };
}
