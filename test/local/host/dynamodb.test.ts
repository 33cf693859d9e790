import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDynamoDb, type DynamoDb } from "../../../infra/local/emulators/dynamodb/index.ts";
import { table } from "../../../infra/names.ts";
import { freshFolder } from "./test-host.ts";

const access = { region: "ap-southeast-3", credentials: { accessKeyId: "key", secretAccessKey: "secret" } };
const TableName = table.name;
const onFailure = (reason: Error): never => {
  throw reason;
};
const open = (dataDir: string) => openDynamoDb({ dataDir, port: 0, ...access, sync: true, onFailure });
const clientOf = ({ endpoint }: DynamoDb) => DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, ...access }));

let dataDir: string;
let dynamoDb: DynamoDb;
let client: DynamoDBDocumentClient;
beforeAll(async () => {
  dataDir = await freshFolder();
  dynamoDb = await open(dataDir);
  client = clientOf(dynamoDb);
});
afterAll(async () => {
  await dynamoDb.close();
  await rm(dataDir, { recursive: true, force: true });
});

test("items are found by key and by both indexes, and move in the indexes as they change", async () => {
  const Item = {
    pk: "A",
    sk: "1",
    listPk: "L",
    listSk: "x",
    todoPk: "T",
    todoSk: "y",
    more: { deep: [1, "zwei", null] },
  };
  await client.send(new PutCommand({ TableName, Item }));
  expect(
    (await client.send(new GetCommand({ TableName, Key: { pk: "A", sk: "1" }, ConsistentRead: true }))).Item,
  ).toEqual(Item);
  const byIndex = async (IndexName: string, name: string, value: string) =>
    (
      await client.send(
        new QueryCommand({
          TableName,
          IndexName,
          KeyConditionExpression: "#k = :v",
          ExpressionAttributeNames: { "#k": name },
          ExpressionAttributeValues: { ":v": value },
        }),
      )
    ).Items;
  expect(await byIndex("list", "listPk", "L")).toEqual([Item]);
  await client.send(
    new UpdateCommand({
      TableName,
      Key: { pk: "A", sk: "1" },
      UpdateExpression: "SET listPk = :m REMOVE todoPk",
      ExpressionAttributeValues: { ":m": "M" },
    }),
  );
  expect(await byIndex("list", "listPk", "L")).toEqual([]);
  expect(await byIndex("list", "listPk", "M")).toHaveLength(1);
  expect(await byIndex("todo", "todoPk", "T")).toEqual([]);
});

test("of fifty conditional writes at once, one wins", async () => {
  const attempts = Array.from({ length: 50 }, (_, who) =>
    client.send(
      new PutCommand({
        TableName,
        Item: { pk: "ONCE", sk: "1", who },
        ConditionExpression: "attribute_not_exists(pk)",
      }),
    ),
  );
  const outcomes = await Promise.allSettled(attempts);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const outcome of outcomes)
    if (outcome.status === "rejected") expect(outcome.reason.name).toBe("ConditionalCheckFailedException");
});

test("a caller with another secret is refused", async () => {
  const stranger = new DynamoDBClient({
    endpoint: dynamoDb.endpoint,
    ...access,
    credentials: { accessKeyId: "key", secretAccessKey: "other" },
  });
  await expect(stranger.send(new ListTablesCommand())).rejects.toMatchObject({ name: "UnrecognizedClientException" });
});

test("the folder belongs to one process, and is free again afterwards", async () => {
  await expect(open(dataDir)).rejects.toThrow(/Another Alur Pustaka is running on the data folder/);
});

test("killed at any instant, no answered write is lost and every index agrees with its items", async () => {
  const folder = await freshFolder();
  const answered = new Map<string, number>();
  for (let round = 0; round < 4; round++) {
    const child = spawn(
      process.execPath,
      [
        "--disable-warning=ExperimentalWarning",
        fileURLToPath(new URL("fixtures/write-endlessly.ts", import.meta.url)),
        folder,
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    answered.clear();
    let lines = 0;
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      for (const line of text.split("\n").filter((one) => /^item-\d \d+$/.test(one))) {
        const [pk = "", version] = line.split(" ");
        answered.set(pk, Number(version));
        if (++lines === 60 + 37 * round) child.kill("SIGKILL");
      }
    });
    await once(child, "close");

    const reopened = await open(folder);
    const reader = clientOf(reopened);
    const { Items: items = [] } = await reader.send(new ScanCommand({ TableName }));
    for (const [pk, version] of answered)
      expect(items.find((item) => item["pk"] === pk)?.["version"]).toBeGreaterThanOrEqual(version);
    const { Items: indexed = [] } = await reader.send(new ScanCommand({ TableName, IndexName: table.todoIndex.name }));
    const byKey = (a: Record<string, unknown>, b: Record<string, unknown>) =>
      String(a["pk"]).localeCompare(String(b["pk"]));
    expect(indexed.toSorted(byKey)).toEqual(items.filter((item) => "todoPk" in item).toSorted(byKey));
    reader.destroy();
    await reopened.close();
  }
  await rm(folder, { recursive: true, force: true });
});
