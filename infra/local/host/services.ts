/** Opens the AWS services of one machine on a data folder. */
import path from "node:path";
import { table } from "../../names.ts";
import { agencyTable, type AgencyTable } from "./agency-table.ts";
import type { Clock } from "./clock.ts";
import type { FunctionRow } from "../../../functions/manifest.ts";
import type { DataFolder } from "./data-folder.ts";
import { databaseFile, openDatabase, type LocalDatabase } from "./database.ts";
import { openCopyDesk } from "../copies/copy-desk.ts";
import { loadOneMachine, type OneMachine } from "./one-machine.ts";
import type { Forget } from "./housekeeping.ts";
import { unnamedFiles } from "./unnamed-files.ts";
import type { KeptTables } from "./tables.ts";
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
import { statusEventsTo } from "../emulators/step-functions/status-events.ts";
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
  /** Handlers use the clients of AWS, against endpoints of this host. */
  awsClients: boolean;
  manifest: FunctionRow[];
  log: Log;
  /** Takes what functions measure. */
  onFigures: (figures: Record<string, number>) => void;
  /** Takes what is to be closed. */
  opened: AsyncDisposableStack;
  onFailure: (reason: Error) => void;
}

export interface Services {
  local: LocalDatabase;
  /** Versions of the tables that new cases start with, by procedure. */
  tables: Record<string, number>;
  credentials: Credentials;
  /** Addresses for the SDK. */
  endpoints: { dynamoDb: string | null; inner: string };
  ports: Omit<Ports, "server">;
  agencyTable: AgencyTable;
  /** Where an operator's commands change the agency. */
  agencyDesk: ReturnType<OneMachine["agencyDesk"]>;
  /** What the sign-in asks of the service. */
  signInDesk: ReturnType<OneMachine["signInDesk"]>;
  /** Tables of SOPs as they are kept with the cases. */
  sopTables: KeptTables;
  /** Notes that the service is there now, so that a clock that was moved is taken for no outage. */
  noteRun(): Promise<void>;
  /** Forgets what was counted of times that are over. */
  forgetSpent(): Promise<void>;
  /** Forgets accepted files that no item names. */
  forgetUnnamed: Forget;
  messages: MessageStore;
  /** Null where mail stays on this machine. */
  relay: Relay | null;
  objects: ObjectStore;
  workflow: Workflow;
  /** Lets the workflow act, now that there are functions to call, unless it has to wait after a restoration. */
  connect(functions: Functions): Promise<void>;
  /** Lets a workflow act that had to wait, where that has ended. */
  goOn(): Promise<void>;
}

/**
 * Opens everything; the database first, for it locks the data folder. The workflow waits for `connect`.
 * @throws {StartUpError}
 */
export async function openServices({
  folder,
  clock,
  ports,
  smtp,
  giveUpMailAfterMs,
  awsClients,
  manifest,
  log,
  onFigures,
  opened,
  onFailure,
}: ServiceOptions): Promise<Services> {
  const credentials = { accessKeyId, secretAccessKey: folder.secrets.awsSecret };
  const mailServer = smtp === null ? null : openMailServer(smtp);
  const oneMachine = await loadOneMachine();
  const local = openDatabase(path.join(folder.path, databaseFile));
  opened.defer(() => local.close());
  local.migrate(oneMachine.itemTable);
  await takeOverFormat1(folder, local, clock.now(), oneMachine.itemWriter(local));
  const access = { dataDir: path.join(folder.path, "aws-clients"), port: ports.dynamoDb, region, credentials };
  const dynamoDb = awsClients ? await openDynamoDb({ ...access, sync: true, onFailure }) : null;
  if (dynamoDb) opened.defer(() => dynamoDb.close());
  const items = dynamoDb
    ? oneMachine.itemsInTable(table.name, { endpoint: dynamoDb.endpoint, region, credentials })
    : oneMachine.sqliteItems(local);
  const messages = openMessageStore({ local, now: () => clock.now(), relayed: mailServer !== null });
  const objects = await openObjectStore(path.join(folder.path, "files"));
  // Where items lie in another store, a copy would be one of half the data.
  const copyDesk = awsClients ? null : await openCopyDesk({ dataDir: folder.path, local, objects, clock, log });
  if (copyDesk) opened.defer(() => copyDesk.close());

  let functions: Functions | null = null;
  const tellOfBroken = statusEventsTo(manifest, log);
  const workflow = await openWorkflow({
    database: local,
    clock,
    region,
    paused: true,
    invoke: async (name, payload) => (functions ? functions.invoke(name, payload) : { ok: false, missing: true }),
    onBroken: (execution) => tellOfBroken(execution, functions),
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
  if (!awsClients) {
    const sendRawMail = async (raw: Uint8Array): Promise<void> => onStored(await messages.add(raw));
    oneMachine.runOn({ items, workflow: workflow.handle, sendRawMail, onFigures });
    opened.defer(() => oneMachine.runOn(null));
  }
  const agency = agencyTable(items);
  let waits = true;
  const goOn = async (): Promise<void> => {
    if (!waits || (await agency.restoredFrom()) !== null) return;
    waits = false;
    workflow.resume();
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
    local,
    tables: oneMachine.tablesInService(),
    credentials,
    endpoints: { dynamoDb: dynamoDb?.endpoint ?? null, inner: inner.endpoint },
    ports: { dynamoDb: dynamoDb ? Number(new URL(dynamoDb.endpoint).port) : 0, inner: inner.port },
    agencyTable: agency,
    agencyDesk: oneMachine.agencyDesk(items, () => clock.now()),
    signInDesk: oneMachine.signInDesk(items, folder.secrets, () => clock.now(), onFigures),
    sopTables: oneMachine.keptTables(items),
    noteRun: () => oneMachine.noteRun(items, clock.now()),
    // Where items lie in another store, nobody here knows what they name.
    forgetUnnamed: awsClients
      ? async () => 0
      : unnamedFiles({ clock, objects, named: () => oneMachine.namedFiles(local) }),
    forgetSpent: () => oneMachine.forgetSpent(local, clock.now()),
    messages,
    relay,
    objects,
    workflow,
    goOn,
    async connect(loaded) {
      functions = loaded;
      await goOn();
      // What was found out before may be told now.
      relay?.retry();
    },
  };
}
