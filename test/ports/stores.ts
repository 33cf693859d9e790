/** The stores behind the ports, twice: as the fakes keep them and as DynamoDB does. Each test starts with nothing. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, beforeEach, describe } from "vitest";
import { dynamoDbItems } from "../../functions/adapters/dynamodb/item-store.ts";
import type { ItemStore } from "../../functions/adapters/items/item-store.ts";
import { keys } from "../../functions/adapters/items/keys.ts";
import { storesIn, type Stores } from "../../functions/adapters/stores/index.ts";
import { openDynamoDb, type DynamoDb } from "../../infra/local/emulators/dynamodb/index.ts";
import { table } from "../../infra/names.ts";
import { agency, everybody, mondayMorning } from "../support/builders.ts";
import { clockAt } from "../support/clock.ts";
import { dependencies } from "../support/fakes/index.ts";

const TableName = table.name;

/** Runs the tests of a port against the fake and against the adapter. */
export function onBoth(port: string, tests: (stores: () => Stores) => void): void {
  describe(`${port}: the fake`, () => {
    let stores: Stores;
    beforeEach(() => {
      stores = dependencies();
    });
    tests(() => stores);
  });
  describe(`${port}: DynamoDB`, () => {
    const items = useTable();
    tests(() => storesIn(items(), clockAt(mondayMorning)));
  });
}

/** A table of this suite, emptied before each test; the agency and its staff are in it. */
export function useTable(): () => ItemStore {
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
