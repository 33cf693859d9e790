import type { Clock, Dependencies } from "../../domain/ports.ts";
import type { ItemStore } from "../items/item-store.ts";
import { agenciesIn } from "./agencies.ts";
import { casesIn } from "./cases.ts";
import { dayBooksIn } from "./day-books.ts";
import { linksIn } from "./links.ts";
import { mailsIn } from "./mails.ts";
import { recapsIn } from "./recaps.ts";
import { registersIn } from "./registers.ts";
import { surveysIn } from "./surveys.ts";
import { tasksIn } from "./tasks.ts";
import { todosIn } from "./todos.ts";

/** The ports that keep something in the table. */
export type Stores = Pick<
  Dependencies,
  "agencies" | "cases" | "dayBooks" | "links" | "mails" | "recaps" | "registers" | "surveys" | "tasks" | "todos"
>;

/** All stores, written once, above whichever keeps the items. */
export function storesIn(items: ItemStore, clock: Clock): Stores {
  return {
    agencies: agenciesIn(items, clock),
    cases: casesIn(items),
    dayBooks: dayBooksIn(items),
    links: linksIn(items),
    mails: mailsIn(items),
    recaps: recapsIn(items),
    registers: registersIn(items),
    surveys: surveysIn(items),
    tasks: tasksIn(items),
    todos: todosIn(items),
  };
}
