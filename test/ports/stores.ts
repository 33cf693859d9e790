/** The stores behind the ports, twice: as the fakes keep them and as DynamoDB does. Each test starts with nothing. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, DeleteCommand, PutCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, beforeEach, describe } from "vitest";
import { agenciesIn } from "../../functions/adapters/dynamodb/agencies.ts";
import { casesIn } from "../../functions/adapters/dynamodb/cases.ts";
import { dayBooksIn } from "../../functions/adapters/dynamodb/day-books.ts";
import { linksIn } from "../../functions/adapters/dynamodb/links.ts";
import { mailsIn } from "../../functions/adapters/dynamodb/mails.ts";
import { recapsIn } from "../../functions/adapters/dynamodb/recaps.ts";
import { registersIn } from "../../functions/adapters/dynamodb/registers.ts";
import { surveysIn } from "../../functions/adapters/dynamodb/surveys.ts";
import { keys, type Table } from "../../functions/adapters/dynamodb/table.ts";
import { tasksIn } from "../../functions/adapters/dynamodb/tasks.ts";
import { todosIn } from "../../functions/adapters/dynamodb/todos.ts";
import type { Dependencies } from "../../functions/domain/ports.ts";
import { openDynamoDb, type DynamoDb } from "../../infra/local/emulators/dynamodb/index.ts";
import { table as names } from "../../infra/names.ts";
import { agency, everybody } from "../support/builders.ts";
import { clockAt } from "../support/clock.ts";
import { dependencies } from "../support/fakes/index.ts";

export type Stores = Pick<
  Dependencies,
  "agencies" | "cases" | "dayBooks" | "links" | "mails" | "recaps" | "registers" | "surveys" | "tasks" | "todos"
>;

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
    const table = useTable();
    tests(() => storesIn(table()));
  });
}

export function storesIn(table: Table): Stores {
  return {
    agencies: agenciesIn(table, clockAt("2026-11-23T02:00:00.000Z")),
    cases: casesIn(table),
    dayBooks: dayBooksIn(table),
    links: linksIn(table),
    mails: mailsIn(table),
    recaps: recapsIn(table),
    registers: registersIn(table),
    surveys: surveysIn(table),
    tasks: tasksIn(table),
    todos: todosIn(table),
  };
}

/** A table of this suite, emptied before each test; the agency and its staff are in it. */
export function useTable(): () => Table {
  const access = { region: "ap-southeast-3", credentials: { accessKeyId: "key", secretAccessKey: "secret" } };
  const dataDir = mkdtempSync(path.join(tmpdir(), "alur-ports-"));
  let database: DynamoDb;
  let table: Table;
  beforeAll(async () => {
    const onFailure = (reason: Error): never => {
      throw reason;
    };
    database = await openDynamoDb({ dataDir, port: 0, ...access, sync: false, onFailure });
    const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint: database.endpoint, ...access }), {
      marshallOptions: { removeUndefinedValues: true },
    });
    table = { name: names.name, client };
  });
  beforeEach(async () => {
    await empty(table);
    const put = (Item: object) => table.client.send(new PutCommand({ TableName: table.name, Item }));
    await put({ ...keys.settings(), settings: agency() });
    for (const member of everybody()) await put({ ...keys.staff(member.id), ...member });
  });
  afterAll(async () => {
    table.client.destroy();
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return () => table;
}

/** Everything in the table. */
async function itemsIn({ client, name: TableName }: Table): Promise<Record<string, unknown>[]> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName }));
  return Items;
}

async function empty(table: Table): Promise<void> {
  const items = await itemsIn(table);
  await Promise.all(
    items.map(({ pk, sk }) => table.client.send(new DeleteCommand({ TableName: table.name, Key: { pk, sk } }))),
  );
}
