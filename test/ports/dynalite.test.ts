import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import dynalite from "dynalite";
import db, { type Store } from "dynalite/db/index.js";
import { expect, test } from "vitest";
import { dynamoDbItems } from "../../functions/adapters/dynamodb/item-store.ts";
import { closeIterators } from "../../infra/local/emulators/dynamodb/closed-iterators.ts";
import { tableDefinition } from "../../infra/local/emulators/dynamodb/index.ts";
import { table } from "../../infra/names.ts";

test("however often a table is read, in whole and in pages, no iterator of its database stays open", async () => {
  const stores: Store[] = [];
  const { create } = db;
  db.create = (options) => {
    const store = create(options);
    stores.push(store);
    return store;
  };
  const server = dynalite({ createTableMs: 0 });
  db.create = create;
  const [counted] = stores.map((store) => closeIterators(store.db));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const credentials = { accessKeyId: "key", secretAccessKey: "secret" };
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new DynamoDBClient({ endpoint, region: "ap-southeast-3", credentials });
  await client.send(new CreateTableCommand(tableDefinition));
  await waitUntilTableExists({ client, minDelay: 0.01, maxDelay: 0.1, maxWaitTime: 10 }, { TableName: table.name });

  const items = dynamoDbItems({ name: table.name, client: DynamoDBDocumentClient.from(client) });
  for (let sk = 0; sk < 20; sk += 1) await items.put({ pk: "A", sk: `${sk}`, listPk: "L", listSk: `${sk}` });
  const before = counted?.().opened ?? 0;
  for (let time = 0; time < 48; time += 1) {
    await items.page({ partition: "A" });
    await items.page({ partition: "A", descending: true }, { limit: 1 });
    await items.page({ index: "list", partition: "L", sortKeys: { after: "1" } }, { limit: 5 });
  }
  client.destroy();
  const closed = once(server, "close");
  server.close();
  await closed;
  expect(counted?.().opened).toBe(before + 3 * 48);
  expect(counted?.().open).toBe(0);
});
