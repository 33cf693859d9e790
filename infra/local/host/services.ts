/** Opens the AWS services of one machine on a data folder. */
import path from "node:path";
import type { AgencyTable } from "./agency-table.ts";
import { openAgencyTable } from "./agency-table.ts";
import type { Clock } from "./clock.ts";
import type { FunctionRow } from "../../../functions/manifest.ts";
import type { DataFolder } from "./data-folder.ts";
import { databaseFile, openDatabase } from "./database.ts";
import { takeOverFormat1 } from "./take-over.ts";
import { openDynamoDb } from "../emulators/dynamodb/index.ts";
import { openInnerEndpoints } from "./inner-endpoints.ts";
import type { Functions } from "../emulators/lambda/index.ts";
import { failureFacts, type Log } from "./log.ts";
import type { Ports } from "./remembered-ports.ts";
import { openObjectStore, type ObjectStore } from "../emulators/s3/object-store.ts";
import { bouncesTo } from "../emulators/ses/bounces.ts";
import { openMailServer } from "../emulators/ses/mail-server.ts";
import { openMessageStore, type MessageStore } from "../emulators/ses/message-store.ts";
import { openRelay, type Relay, type RelayOptions } from "../emulators/ses/relay.ts";
import type { Credentials } from "../emulators/sigv4.ts";
import { openWorkflow, type Workflow } from "../emulators/step-functions/engine/workflow.ts";

export const region = "ap-southeast-3";
const accessKeyId = "ALURPUSTAKALOCAL";

export interface ServiceOptions {
  folder: DataFolder;
  clock: Clock;
  ports: Readonly<Ports>;
  smtp: string | null;
  /** Age at which a mail that the server does not take is given up; two days by default. */
  giveUpMailAfterMs?: number | undefined;
  manifest: FunctionRow[];
  log: Log;
  /** Takes what is to be closed. */
  opened: AsyncDisposableStack;
  onFailure: (reason: Error) => void;
}

export interface Services {
  credentials: Credentials;
  /** Addresses for the SDK. */
  endpoints: { dynamoDb: string; inner: string };
  ports: Omit<Ports, "server">;
  agencyTable: AgencyTable;
  messages: MessageStore;
  /** Null where mail stays on this machine. */
  relay: Relay | null;
  objects: ObjectStore;
  workflow: Workflow;
  /** Lets the workflow act, now that there are functions to call. */
  connect(functions: Functions): void;
}

/**
 * Opens everything; the table and the database first, for they lock the data folder. The workflow waits for `connect`.
 * @throws {StartUpError}
 */
export async function openServices({
  folder,
  clock,
  ports,
  smtp,
  giveUpMailAfterMs,
  manifest,
  log,
  opened,
  onFailure,
}: ServiceOptions): Promise<Services> {
  const credentials = { accessKeyId, secretAccessKey: folder.secrets.awsSecret };
  const mailServer = smtp === null ? null : openMailServer(smtp);
  const dynamoDb = await openDynamoDb({
    dataDir: folder.path,
    port: ports.dynamoDb,
    region,
    credentials,
    sync: true,
    onFailure,
  });
  opened.defer(() => dynamoDb.close());
  const agencyTable = openAgencyTable({ endpoint: dynamoDb.endpoint, region, credentials });
  opened.defer(() => agencyTable.close());

  const local = openDatabase(path.join(folder.path, databaseFile));
  opened.defer(() => local.close());
  await takeOverFormat1(folder, local, clock.now());
  const messages = openMessageStore({ local, now: () => clock.now(), relayed: mailServer !== null });
  const objects = await openObjectStore(path.join(folder.path, "files"));

  let functions: Functions | null = null;
  const workflow = await openWorkflow({
    database: local,
    clock,
    region,
    paused: true,
    invoke: async (name, payload) => (functions ? functions.invoke(name, payload) : { ok: false, missing: true }),
    log: (message, { error } = {}) => log("workflow", { message, ...(error === undefined ? {} : failureFacts(error)) }),
  });
  opened.defer(() => workflow.close());

  const bounces = bouncesTo(manifest, messages);
  const report: RelayOptions["report"] = async (id, undelivered) =>
    functions !== null && (await bounces.report(id, undelivered, functions));
  const relay =
    mailServer && openRelay({ local, server: mailServer, clock, log, giveUpAfterMs: giveUpMailAfterMs, report });
  if (relay) opened.defer(() => relay.close());
  const onStored = (id: string): void => {
    relay?.retry();
    // SES reports some time after it has taken a message; whoever sends does not wait for that.
    if (functions)
      void bounces.ofTestAddresses(id, functions).catch((error: unknown) => log("bounce-failed", failureFacts(error)));
  };
  const ses = { store: messages, onStored };
  const inner = await openInnerEndpoints({
    port: ports.inner,
    credentials,
    ses,
    stepFunctions: workflow.listener,
    log,
  });
  opened.defer(() => inner.close());
  return {
    credentials,
    endpoints: { dynamoDb: dynamoDb.endpoint, inner: inner.endpoint },
    ports: { dynamoDb: Number(new URL(dynamoDb.endpoint).port), inner: inner.port },
    agencyTable,
    messages,
    relay,
    objects,
    workflow,
    connect(loaded) {
      functions = loaded;
      workflow.resume();
      // What was found out before may be told now.
      relay?.retry();
    },
  };
}
