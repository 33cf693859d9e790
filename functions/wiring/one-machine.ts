/**
 * Handlers on one machine: their items lie in the host's database file, and workflow and mail are the host's own, without
 * a client, a signature or a socket in between. The host loads this module by its path, as it loads handlers.
 */
import { DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { dynamoDbItems } from "../adapters/dynamodb/item-store.ts";
import { changeSentence } from "../../statemachines/language/flow.ts";
import type { Item, ItemStore } from "../adapters/items/item-store.ts";
import { itemReader } from "../adapters/items/kind.ts";
import type { OpenedFile } from "../adapters/sqlite/file.ts";
import { inventoryOf, type Inventory } from "../adapters/items/inventory.ts";
import { forgetSpent } from "../adapters/sqlite/forget-spent.ts";
import { namedFiles } from "../adapters/sqlite/named-files.ts";
import { itemsOneByOne, itemTable, sqliteItems } from "../adapters/sqlite/item-store.ts";
import { askAgain, type NotedErasure } from "../adapters/restored/ask-again.ts";
import { markRestored as markTableRestored } from "../adapters/restored/mark-restored.ts";
import { putBackMail } from "../adapters/restored/put-back-mail.ts";
import { clockWith } from "../adapters/clock.ts";
import { logTo, toConsole } from "../adapters/log.ts";
import { secretsFrom } from "../adapters/secrets.ts";
import { forgetAgency } from "../adapters/stores/agencies.ts";
import {
  casesWaitingFor,
  readRecords,
  writeRecords,
  type AgencyRecords,
  type RecordItems,
} from "../adapters/stores/agency-records.ts";
import { storesIn } from "../adapters/stores/index.ts";
import { tablesIn } from "../adapters/stores/tables.ts";
import { uptimeIn } from "../adapters/stores/uptime.ts";
import { appointAdministrator as appoint, type Appointed } from "../domain/administration/appoint-administrator.ts";
import { changedByProgram } from "../domain/administration/changed-by.ts";
import type { StaffMember } from "../domain/agency.ts";
import { verifyCase, verifyLog, type Verdict } from "../domain/decision-log/verify.ts";
import { isoInstant } from "../domain/calendar/instants.ts";
import type { Figure, Metrics } from "../domain/ports.ts";
import { Fault } from "../domain/refusal.ts";
import { currentProcedures, procedures } from "../../statemachines/language/registry.ts";
import { useInsteadOfAws } from "./dependencies.ts";
import { printer } from "./printer.ts";
import { signInDeskOn, type SignInDesk } from "./sign-in-desk.ts";

/** What the host does for handlers. */
export interface Machine {
  items: ItemStore;
  /** Answers a request of the AWS JSON protocol: the operation's target and its parameters. */
  workflow(target: string, body: string): Promise<{ status: number; body: string }>;
  /** Stores a MIME message to be sent; resolves when it is on disk. */
  sendRawMail(raw: Uint8Array): Promise<void>;
  /** Takes what CloudWatch would. */
  onFigures(figures: Partial<Record<Figure, number>>): void;
}

/** Versions of the tables that new cases start with, by procedure. */
export function tablesInService(): Record<string, number> {
  return Object.fromEntries(currentProcedures().map(({ id, version }) => [id, version]));
}

export { forgetSpent, itemTable, namedFiles, putBackMail, sqliteItems };
export type { AgencyRecords };

/** What an operator reads and changes of the agency. */
export interface AgencyDesk {
  read(): Promise<AgencyRecords>;
  /**
   * Stores what is given, all of it or nothing, with entries in the log; people are known by their ids. Handlers of this
   * process see it at once.
   *
   * @param seen what it was made from; where something else is stored by now, nothing is
   * @returns whether it did
   */
  write(change: Partial<AgencyRecords>, seen?: AgencyRecords): Promise<boolean>;
  /** Numbers of the cases in which a task waits for this very person. */
  casesWaitingFor(member: StaffMember): Promise<string[]>;
}

/** @param now of the clock by which the service runs */
export function agencyDesk(items: RecordItems, now: () => number = clockWith(() => 0).now): AgencyDesk {
  const by = () => changedByProgram({ clock: { now }, secrets: secretsFrom("") }, "npm run agency");
  return {
    read: () => readRecords(items),
    async write(change, seen) {
      const done = await writeRecords(items, change, { by, ...(seen ? { seen } : {}) });
      forgetAgency();
      return done;
    },
    casesWaitingFor: (member) => casesWaitingFor(items, member),
  };
}

/** Makes somebody an administrator, on one machine or in a table on AWS. */
export async function appointAdministrator(
  items: ItemStore,
  wanted: Parameters<typeof appoint>[1],
): Promise<Appointed> {
  const clock = clockWith(() => 0);
  const { administration } = storesIn(items, clock, logTo(toConsole));
  return appoint({ administration, clock, secrets: secretsFrom("") }, wanted);
}

/** @param deviceSecret by which cookies are signed, as for the handlers; @param now of the clock by which the service runs */
export function signInDesk(
  items: ItemStore,
  { deviceSecret, linkSecret }: { deviceSecret: string; linkSecret: string },
  now: () => number,
  onFigures: Machine["onFigures"],
): SignInDesk {
  const log = logTo(toConsole);
  const { budgets, tries } = storesIn(items, { now }, log);
  const metrics = { emit: onFigures };
  return signInDeskOn(items, secretsFrom(linkSecret, deviceSecret), { budgets, tries, clock: { now }, log, metrics });
}

/** Puts items into the file within a transaction that the caller has begun: for taking over what an older program kept. */
export function itemWriter({ database }: OpenedFile): (item: Item) => Promise<void> {
  const items = sqliteItems({ database, commit: async (write) => write() });
  return (item) => items.put(item);
}

/** What the items of a file say of each other, and of the workflow and the files beside them. */
export function inventory(file: Pick<OpenedFile, "database">): Inventory {
  return inventoryOf(itemsOneByOne(file));
}

/** What the log of decisions in a file says of a case; null where the file has no such case. */
export async function verifyDecisions(
  { database }: Pick<OpenedFile, "database">,
  caseId: string,
): Promise<Verdict | null> {
  const items = sqliteItems({ database, commit: async (write) => write() });
  const { cases, decisionLog } = storesIn(items, { now: () => 0 }, { problem: () => undefined });
  const dossier = await cases.dossier(caseId);
  if (!dossier) return null;
  const { hash } = secretsFrom("");
  const log = await decisionLog.days();
  const { differences, ...verdict } = verifyCase(hash, dossier, await decisionLog.seals(caseId), log);
  return { ...verdict, differences: [...verifyLog(hash, log), ...differences] };
}

/** Tells the service that its table was restored from a copy (`adapters/restored`). Instants, ISO 8601. */
export async function markRestored(
  items: ItemStore,
  at: { copyAt: string; restoredAt: string },
  erasures: NotedErasure[],
): Promise<string[]> {
  const codes = currentProcedures().map(({ code }) => code);
  const erased = await askAgain(items, erasures, at.restoredAt);
  await markTableRestored(items, at, codes);
  return erased;
}

/** The tables of the program against those kept with the cases, for a start to look at before anything runs. */
export function keptTables(items: ItemStore): {
  keep(takeOver: boolean): Promise<string[]>;
  recallRetired(): Promise<string[]>;
} {
  const tables = tablesIn(items, itemReader({ problem: () => undefined }));
  return {
    keep: async (takeOver) => (await tables.keep(procedures, takeOver)).map(changeSentence),
    recallRetired: () => tables.recallRetired(),
  };
}

/** Notes that the service is there at an instant, so that what was before is taken for no outage. */
export async function noteRun(items: ItemStore, at: number): Promise<void> {
  await uptimeIn(items, itemReader({ problem: () => undefined })).noteRun(isoInstant(at));
}

/** The same table in DynamoDB, for a host whose handlers use the clients of AWS. */
export function itemsInTable(name: string, options: DynamoDBClientConfig): ItemStore {
  return dynamoDbItems({ name, client: DynamoDBDocumentClient.from(new DynamoDBClient(options)) });
}

let machine: Machine | null = null;

/** Makes a machine the one that handlers of this process run on; null: it has stopped. A next one may follow. */
export function runOn(next: Machine | null): void {
  machine = next;
  useInsteadOfAws(standIns);
}

function here(): Machine {
  if (!machine) throw new Fault("the host has stopped");
  return machine;
}

/** Handlers keep these for good, while one host may follow another in a process. */
const standIns = {
  items: {
    get: (...given) => here().items.get(...given),
    getMany: (...given) => here().items.getMany(...given),
    page: (...given) => here().items.page(...given),
    count: (...given) => here().items.count(...given),
    revision: (...given) => here().items.revision(...given),
    put: (...given) => here().items.put(...given),
    putNew: (...given) => here().items.putNew(...given),
    update: (...given) => here().items.update(...given),
    upsert: (...given) => here().items.upsert(...given),
  } satisfies ItemStore,
  workflow: {
    startExecution: (input: object) => ask("StartExecution", input),
    describeExecution: (input: object) => ask("DescribeExecution", input),
    stopExecution: (input: object) => ask("StopExecution", input),
    sendTaskSuccess: (input: object) => ask("SendTaskSuccess", input),
  },
  sendRawMail: (_address: string, raw: Uint8Array) => here().sendRawMail(raw),
  metrics: { emit: (figures) => here().onFigures(figures) } satisfies Metrics,
  printer,
};

/** @throws Error with the name that the service gives it */
async function ask(operation: string, input: object): Promise<{ status?: string; error?: string }> {
  const { status, body } = await here().workflow(`AWSStepFunctions.${operation}`, JSON.stringify(input));
  const reply = JSON.parse(body) as { status?: string; error?: string; __type?: string };
  if (status < 400) return reply;
  const { __type: type = "" } = reply;
  const refused = new Fault(`the workflow refused ${operation}`);
  refused.name = type.slice(type.lastIndexOf("#") + 1) || "WorkflowFault";
  throw refused;
}
