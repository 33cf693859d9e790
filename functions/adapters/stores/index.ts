import type { Clock, Dependencies, Log } from "../../domain/ports.ts";
import { restBriefly } from "../items/change-whole.ts";
import type { ItemStore } from "../items/item-store.ts";
import { itemReader } from "../items/kind.ts";
import { administrationIn } from "./administration.ts";
import { agenciesIn } from "./agencies.ts";
import { budgetsIn } from "./budgets.ts";
import { casesIn } from "./cases.ts";
import { dayBooksIn } from "./day-books.ts";
import { decisionLogIn } from "./decision-log.ts";
import { devicesIn } from "./devices.ts";
import { linksIn } from "./links.ts";
import { mailsIn } from "./mails.ts";
import { papersIn } from "./papers.ts";
import { privacyRecordsIn } from "./privacy-records.ts";
import { proofsIn } from "./proofs.ts";
import { readingsIn } from "./readings.ts";
import { recapsIn } from "./recaps.ts";
import { registersIn } from "./registers.ts";
import { restorationsIn } from "./restorations.ts";
import { retentionPlansIn } from "./retention-plans.ts";
import { searchWordsIn } from "./search-words.ts";
import { serviceLevelsIn } from "./service-levels.ts";
import { surveysIn } from "./surveys.ts";
import { tasksIn } from "./tasks.ts";
import { tableFinder } from "./table-finder.ts";
import { tablesIn } from "./tables.ts";
import { todosIn } from "./todos.ts";
import { triesIn } from "./tries.ts";
import { unconfirmedIn } from "./unconfirmed.ts";
import { uptimeIn } from "./uptime.ts";

/** The ports that keep something in the table. */
export type Stores = Pick<
  Dependencies,
  | "administration"
  | "agencies"
  | "budgets"
  | "cases"
  | "dayBooks"
  | "decisionLog"
  | "devices"
  | "links"
  | "mails"
  | "papers"
  | "privacyRecords"
  | "proofs"
  | "readings"
  | "recaps"
  | "registers"
  | "restorations"
  | "retentionPlans"
  | "searchWords"
  | "serviceLevels"
  | "surveys"
  | "tables"
  | "tasks"
  | "todos"
  | "tries"
  | "unconfirmed"
  | "uptime"
>;

/**
 * All stores, written once, above whichever keeps the items.
 *
 * @param log told once of each item that cannot be read
 * @param rest between attempts at what others change too
 */
export function storesIn(items: ItemStore, clock: Clock, log: Pick<Log, "problem">, rest = restBriefly): Stores {
  const reader = itemReader(log);
  const finder = tableFinder(items, reader, log);
  return {
    agencies: agenciesIn(items, reader, clock, rest),
    cases: casesIn(items, reader, finder, clock),
    dayBooks: dayBooksIn(items, reader, rest),
    devices: devicesIn(items, reader, rest),
    links: linksIn(items, reader),
    mails: mailsIn(items),
    papers: papersIn(items, reader),
    // Only functions that use these have the code for them (`infra/aws/bundles.ts`).
    get administration() {
      return administrationIn(items, reader, rest);
    },
    get budgets() {
      return budgetsIn(items, reader);
    },
    get decisionLog() {
      return decisionLogIn(items, reader);
    },
    get privacyRecords() {
      return privacyRecordsIn(items, reader);
    },
    get proofs() {
      return proofsIn(items, reader);
    },
    get readings() {
      return readingsIn(items, reader);
    },
    get recaps() {
      return recapsIn(items, reader);
    },
    get registers() {
      return registersIn(items, reader);
    },
    get retentionPlans() {
      return retentionPlansIn(items, reader);
    },
    get searchWords() {
      return searchWordsIn(items, reader);
    },
    get serviceLevels() {
      return serviceLevelsIn(items, reader);
    },
    get restorations() {
      return restorationsIn(items, reader);
    },
    get surveys() {
      return surveysIn(items, reader);
    },
    get tables() {
      return tablesIn(items, reader);
    },
    tasks: tasksIn(items, reader, finder, clock),
    get todos() {
      return todosIn(items, reader, finder);
    },
    get tries() {
      return triesIn(items, reader);
    },
    get unconfirmed() {
      return unconfirmedIn(items, reader, clock);
    },
    get uptime() {
      return uptimeIn(items, reader);
    },
  };
}
