/** The stores behind the ports, above every implementation of the item store. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, afterEach, beforeAll, beforeEach, describe } from "vitest";
import { dynamoDbItems } from "../../functions/adapters/dynamodb/item-store.ts";
import type { Item, ItemStore } from "../../functions/adapters/items/item-store.ts";
import { keys } from "../../functions/adapters/items/keys.ts";
import { itemTable, sqliteItems } from "../../functions/adapters/sqlite/item-store.ts";
import { storesIn, type Stores } from "../../functions/adapters/stores/index.ts";
import { openDynamoDb, type DynamoDb } from "../../infra/local/emulators/dynamodb/index.ts";
import { openDatabase, type LocalDatabase } from "../../infra/local/host/database.ts";
import { table } from "../../infra/names.ts";
import { agency, everybody, mondayMorning } from "../support/builders.ts";
import { clockAt } from "../support/clock.ts";
import { fakeLog } from "../support/fakes/services.ts";
import { memoryItems } from "../support/memory-items.ts";

const TableName = table.name;

type UseItems = () => () => ItemStore;

/** Every implementation of the item store; each test starts with the agency and its staff, and nothing else. */
const implementations: Record<string, UseItems> = {
  "plain memory": useMemory,
  "SQLite in memory": () => useSqlite(() => ":memory:"),
  "SQLite on file": () => useSqlite((folder) => path.join(folder, "alur.sqlite")),
  DynamoDB: useTable,
};

/** Runs tests of the item store against every implementation. */
export function onEveryItemStore(what: string, tests: (items: () => ItemStore) => void): void {
  for (const [name, use] of Object.entries(implementations)) describe(`${what}: ${name}`, () => tests(use()));
}

/** Runs the tests of a port above every implementation of the item store. */
export function onEveryStore(port: string, tests: (stores: () => Stores, items: () => ItemStore) => void): void {
  onEveryItemStore(port, (items) => tests(() => storesIn(items(), clockAt(mondayMorning), fakeLog()), items));
}

/** Puts items in as they are, whatever their version. */
export async function withItems(items: ItemStore, stored: Item[]): Promise<void> {
  await Promise.all(stored.map((item) => items.put(item)));
}

function useMemory(): () => ItemStore {
  let items: ItemStore;
  beforeEach(async () => {
    items = memoryItems();
    await putAgency(items);
  });
  return () => items;
}

function useSqlite(fileIn: (folder: string) => string): () => ItemStore {
  let folder: string;
  let database: LocalDatabase;
  let items: ItemStore;
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "alur-ports-"));
    database = openDatabase(fileIn(folder), "normal");
    database.migrate(itemTable);
    items = sqliteItems(database);
    await putAgency(items);
  });
  afterEach(async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return () => items;
}

/** A table of this suite, emptied before each test. */
function useTable(): () => ItemStore {
  const access = { region: "ap-southeast-3", credentials: { accessKeyId: "key", secretAccessKey: "secret" } };
  const dataDir = mkdtempSync(path.join(tmpdir(), "alur-ports-"));
  let database: DynamoDb;
  let client: DynamoDBDocumentClient;
  let items: ItemStore;
  beforeAll(async () => {
    const onFailure = (reason: Error): never => {
      throw reason;
    };
    database = await openDynamoDb({ dataDir, port: 0, ...access, sync: false, onFailure });
    client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint: database.endpoint, ...access }), {
      marshallOptions: { removeUndefinedValues: true },
    });
    items = dynamoDbItems({ name: TableName, client });
  });
  beforeEach(async () => {
    await empty(client);
    await putAgency(items);
  });
  afterAll(async () => {
    client.destroy();
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return () => items;
}

async function putAgency(items: ItemStore): Promise<void> {
  await items.put({ ...keys.settings(), settings: agency() });
  for (const member of everybody()) await items.put({ ...keys.staff(member.id), ...member });
}

async function empty(client: DynamoDBDocumentClient): Promise<void> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName }));
  await Promise.all(Items.map(({ pk, sk }) => client.send(new DeleteCommand({ TableName, Key: { pk, sk } }))));
}
