/** The table as data folders of format 1 kept it: the files of a DynamoDB for tests. */
import { existsSync } from "node:fs";
import path from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { table } from "../../names.ts";
import { openDynamoDb } from "../emulators/dynamodb/index.ts";

export type OldItem = { pk: string; sk: string } & Record<string, unknown>;

const access = { region: "ap-southeast-3", credentials: { accessKeyId: "take-over", secretAccessKey: "take-over" } };

/**
 * Every item; none where there is no such table.
 * @throws {StartUpError} where it is damaged or in use
 */
export async function readOldTable(dataDir: string): Promise<OldItem[]> {
  if (!existsSync(path.join(dataDir, "table", "CURRENT"))) return [];
  const onFailure = (reason: Error): never => {
    throw reason;
  };
  const old = await openDynamoDb({ dataDir, port: 0, ...access, sync: false, onFailure });
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint: old.endpoint, ...access }));
  try {
    const found: OldItem[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const page = await client.send(new ScanCommand({ TableName: table.name, ExclusiveStartKey: from }));
      found.push(...((page.Items ?? []) as OldItem[]));
      from = page.LastEvaluatedKey;
    } while (from);
    return found;
  } finally {
    client.destroy();
    await old.close();
  }
}
