/** What a stopped service has left on disk, read without it. */
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, paginateScan } from "@aws-sdk/lib-dynamodb";
import type { CaseItem, MailItem, TaskItem } from "../../functions/domain/case/records.ts";
import type { RegisterEntry } from "../../functions/domain/ports.ts";
import type { DayBook } from "../../functions/domain/booking/day-book.ts";
import { allTodos } from "../../functions/adapters/items/keys.ts";
import { sqliteItems } from "../../functions/adapters/sqlite/item-store.ts";
import { openDynamoDb } from "../../infra/local/emulators/dynamodb/index.ts";
import { table } from "../../infra/names.ts";
import { systemClock } from "../../infra/local/host/clock.ts";
import { openMessageStore } from "../../infra/local/emulators/ses/message-store.ts";
import { openWorkflow } from "../../infra/local/emulators/step-functions/engine/workflow.ts";
import { usuallyKept } from "../../infra/local/host/housekeeping.ts";
import { databaseFile, openDatabase, type LocalDatabase } from "../../infra/local/host/database.ts";

type Item = Record<string, unknown>;

export interface KeptCase {
  item: CaseItem;
  /** In the order of their opening. */
  tasks: TaskItem[];
  mails: MailItem[];
}

export interface KeptData {
  cases: Map<string, KeptCase>;
  register: RegisterEntry[];
  dayBooks: DayBook[];
  /** Keys of items that somebody still has to do something about. */
  todos: string[];
  /** Keys of items that stand in somebody's inbox. */
  inbox: string[];
  /** How often each message was sent, by the left side of its Message-ID. */
  messages: Map<string, number>;
  /** Messages sent before have served their time and may be forgotten. */
  messagesSince: string;
  /** Names of the executions that have not ended. */
  running: string[];
}

/** @param now by the clock of the service when it stopped, epoch milliseconds */
export async function readKeptData(dataDir: string, now: number): Promise<KeptData> {
  const database = openDatabase(path.join(dataDir, databaseFile));
  const inDynamoDb = path.join(dataDir, "aws-clients");
  const items = existsSync(inDynamoDb) ? await itemsOfDynamoDb(inDynamoDb) : sqliteItems(database).everything();
  const kind = (prefix: string) => items.filter(({ sk }) => String(sk).startsWith(prefix));
  const ofCase = <T>(prefix: string, id: string) =>
    kind(prefix).filter(({ pk }) => pk === `CASE#${id}`) as unknown as (T & Item)[];
  const cases = items
    .filter(({ pk, sk }) => String(pk).startsWith("CASE#") && sk === "CASE")
    .map((item) => item as unknown as CaseItem);
  const named = ({ pk, sk }: Item) => `${String(pk)} ${String(sk)}`;
  try {
    return {
      cases: new Map(
        cases.map((item) => [
          item.id,
          {
            item,
            tasks: ofCase<TaskItem>("TASK#", item.id).toSorted((a, b) => (a.openedAt < b.openedAt ? -1 : 1)),
            mails: ofCase<MailItem>("MAIL#", item.id),
          },
        ]),
      ),
      register: items
        .filter(({ pk }) => String(pk).startsWith("REGISTER#incoming#"))
        .map((item) => item as unknown as RegisterEntry),
      dayBooks: kind("DAY").map((item) => item as unknown as DayBook),
      // An ended case is looked at once more some time later, whatever became of it.
      todos: items.filter(({ ending, todoPk }) => todoPk === allTodos.partition && ending === undefined).map(named),
      inbox: items.filter(({ listPk }) => String(listPk).startsWith("INBOX#")).map(named),
      messages: await readMessages(database),
      messagesSince: new Date(now - usuallyKept(false).mails).toISOString(),
      running: await readRunning(database),
    };
  } finally {
    await database.close();
  }
}

/** What a service left whose handlers used the clients of AWS. */
async function itemsOfDynamoDb(dataDir: string): Promise<Item[]> {
  const access = { region: "ap-southeast-3", credentials: { accessKeyId: "reader", secretAccessKey: "reader" } };
  const onFailure = (reason: Error): never => {
    throw reason;
  };
  const dynamoDb = await openDynamoDb({ dataDir, port: 0, ...access, sync: false, onFailure });
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint: dynamoDb.endpoint, ...access }));
  try {
    const items: Item[] = [];
    for await (const page of paginateScan({ client }, { TableName: table.name })) items.push(...(page.Items ?? []));
    return items;
  } finally {
    client.destroy();
    await dynamoDb.close();
  }
}

async function readMessages(local: LocalDatabase): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const store = openMessageStore({ local, now: Date.now });
  for (const { id: stored } of await store.list()) {
    const id = /^Message-ID:\s*<([^@>]+)@/im.exec(String((await store.raw(stored))?.toString("latin1")))?.[1];
    if (id) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

async function readRunning(database: LocalDatabase): Promise<string[]> {
  const invoke = () => Promise.reject(new Error("a paused workflow calls nothing"));
  const workflow = await openWorkflow({ database, clock: systemClock(), invoke, paused: true });
  const ask = async (operation: string, parameters: object) => {
    const { body } = await workflow.handle(`AWSStepFunctions.${operation}`, JSON.stringify(parameters));
    return JSON.parse(body) as { stateMachines?: { stateMachineArn: string }[]; executions?: { name: string }[] };
  };
  try {
    const { stateMachines = [] } = await ask("ListStateMachines", {});
    const names: string[] = [];
    for (const { stateMachineArn } of stateMachines) {
      const { executions = [] } = await ask("ListExecutions", { stateMachineArn, statusFilter: "RUNNING" });
      names.push(...executions.map(({ name }) => name));
    }
    return names;
  } finally {
    await workflow.close();
  }
}

/** An empty folder that is removed at the end, unless it is needed to find out what went wrong. */
export async function temporaryFolder(name: string): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), `${name}-`));
  return { path: folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
