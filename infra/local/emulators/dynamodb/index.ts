/** DynamoDB on one machine: dynalite on disk in a thread of its own, with the one table of the service. */
import { on, once } from "node:events";
import path from "node:path";
import { Worker } from "node:worker_threads";
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceNotFoundException,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import { table } from "../../../names.ts";
import type { Credentials } from "../sigv4.ts";
import { StartUpError } from "../../host/start-up-error.ts";
import type { WorkerOptions, WorkerReport } from "./worker.ts";

export interface DynamoDb {
  /** Address for the SDK. */
  endpoint: string;
  /** Stops after the requests in flight; what was answered is on disk. */
  close(): Promise<void>;
}

export interface DynamoDbOptions {
  /** Data folder; the database is `table/` in it. */
  dataDir: string;
  port: number;
  region: string;
  credentials: Credentials;
  /** Wait for the disk with each write. */
  sync: boolean;
  /** The thread died: nothing can be read or written any more. */
  onFailure: (reason: Error) => void;
}

/**
 * Opens the database (which also locks the data folder for this process) and creates the table when it is absent.
 * @throws {StartUpError} when another process has the folder, or it cannot be read or written
 */
export async function openDynamoDb(options: DynamoDbOptions): Promise<DynamoDb> {
  const workerData: WorkerOptions = {
    folder: path.join(options.dataDir, "table"),
    port: options.port,
    credentials: options.credentials,
    sync: options.sync,
  };
  const worker = new Worker(new URL("./worker.ts", import.meta.url), {
    workerData,
    env: { ...process.env, AWS_REGION: options.region, AWS_ACCOUNT_ID: "000000000000" },
  });
  let closing = false;
  const exited = once(worker, "exit");
  const report = await firstReport(worker);
  if (report.kind !== "listening") {
    await worker.terminate();
    if (report.kind === "failed" && report.reason === "port") return openDynamoDb({ ...options, port: 0 });
    throw refusal(report, options.dataDir);
  }
  worker.on("error", options.onFailure);
  worker.on("exit", (code) => {
    if (!closing) options.onFailure(new Error(`the database thread ended with code ${code}`));
  });

  const endpoint = `http://127.0.0.1:${report.port}`;
  await createTable(endpoint, options);
  return {
    endpoint,
    async close() {
      closing = true;
      worker.postMessage("close");
      await exited;
    },
  };
}

/** Under `node --watch`, Node sends messages of its own from a worker: which files it has loaded. */
async function firstReport(worker: Worker): Promise<WorkerReport> {
  for await (const [message] of on(worker, "message") as AsyncIterable<[WorkerReport | object]>) {
    if ("kind" in message) return message;
  }
  throw new Error("the database thread ended without a report");
}

function refusal(report: WorkerReport, dataDir: string): StartUpError {
  if (report.kind !== "failed") return new StartUpError("The database closed before it was open.");
  switch (report.reason) {
    case "locked":
      return new StartUpError(
        `Another Alur Pustaka is running on the data folder ${dataDir}. Stop it first, or set DATA_DIR.`,
      );
    case "unwritable":
      return new StartUpError(`The data folder ${dataDir} cannot be written: ${report.message}`);
    case "damaged":
      return new StartUpError(
        `The data folder ${dataDir} is damaged (table: ${report.message}). Restore it from a backup; nothing was changed.`,
      );
    default:
      return new StartUpError(`The table in ${dataDir} does not open: ${report.message}`);
  }
}

async function createTable(endpoint: string, { region, credentials }: DynamoDbOptions): Promise<void> {
  const client = new DynamoDBClient({ endpoint, region, credentials });
  try {
    const found = await client.send(new DescribeTableCommand({ TableName: table.name })).catch((error: unknown) => {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    });
    if (!found) await client.send(new CreateTableCommand(tableDefinition));
    // The table is made a moment after the answer; until then every call about it is refused.
    await waitUntilTableExists({ client, minDelay: 0.01, maxDelay: 0.1, maxWaitTime: 30 }, { TableName: table.name });
  } finally {
    client.destroy();
  }
}

const indexes = [table.listIndex, table.todoIndex];
const keys = (names: { partitionKey: string; sortKey: string }) => [
  { AttributeName: names.partitionKey, KeyType: "HASH" as const },
  { AttributeName: names.sortKey, KeyType: "RANGE" as const },
];

/** The one table, as DynamoDB is told to make it. */
export const tableDefinition = {
  TableName: table.name,
  BillingMode: "PAY_PER_REQUEST" as const,
  AttributeDefinitions: [table, ...indexes]
    .flatMap(keys)
    .map(({ AttributeName }) => ({ AttributeName, AttributeType: "S" as const })),
  KeySchema: keys(table),
  GlobalSecondaryIndexes: indexes.map((index) => ({
    IndexName: index.name,
    KeySchema: keys(index),
    Projection: { ProjectionType: "ALL" as const },
  })),
};
