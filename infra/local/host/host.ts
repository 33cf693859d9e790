/** The whole service in one process: the handlers of the manifest, and an endpoint for every AWS service they use. */
import path from "node:path";
import { fileURLToPath } from "node:url";
import { SFNClient } from "@aws-sdk/client-sfn";
import { manifest as ownManifest, type FunctionRow } from "../../../functions/manifest.ts";
import type { Clock } from "./clock.ts";
import { isPublic, thisMachine } from "./audience.ts";
import { officeCommands } from "./agency-office.ts";
import { openControl } from "./control.ts";
import { refusePublic } from "./public-start.ts";
import { closeAll } from "./shutdown.ts";
import type { Agency } from "./agency-table.ts";
import { isUnused, openDataFolder } from "./data-folder.ts";
import type { LocalDatabase } from "./database.ts";
import { lettersBucket, setEnvironment } from "./environment.ts";
import { makeServer, publicAddress, type Endpoint } from "../gateway/server.ts";
import { openMailInbox } from "../gateway/mail-inbox.ts";
import { listen, stopListening } from "../gateway/listen.ts";
import { makeEndpoints } from "../gateway/endpoints.ts";
import { checkVariables, loadFunctions, type Functions } from "../emulators/lambda/index.ts";
import { startHousekeeping, usuallyKept, type Forget, type KeepFor } from "./housekeeping.ts";
import { failureFacts, type Log } from "./log.ts";
import { registerMachines } from "./register-machines.ts";
import { lastPorts, rememberPorts } from "./remembered-ports.ts";
import { startSchedule } from "../emulators/scheduler/index.ts";
import { openServices, region, type Services } from "./services.ts";
import { openSignIn } from "../emulators/sign-in/index.ts";
import { openHealth } from "../health/index.ts";
import type { HealthSettings } from "../health/settings.ts";
import { openTally, type Tally } from "../health/tally.ts";
import { checkTables } from "./tables.ts";
import { asStartUpError } from "./explain-failure.ts";
import { roomWatch } from "./room.ts";
import { StartUpError } from "./start-up-error.ts";

export interface HostOptions {
  /** Folder of everything that is kept. Made when missing. */
  dataDir: string;
  /** Bytes of room for the folder, where that is not asked of its disk. */
  freeSpace?: (folder: string) => Promise<number>;
  /** 0 takes a free port. */
  port: number;
  clock: Clock;
  /** Whether tests put the clock forward while nothing ran: then that was no outage. */
  clockWasMoved?: boolean;
  /** Address to listen on; this machine only by default. */
  hostname?: string;
  /** Address that people open, behind a proxy; without a slash at the end. */
  publicUrl?: string;
  /** Built web app; `dist/web` by default. */
  webDir?: string;
  /** Put the demo agency into a table without agency. */
  seed?: boolean;
  /** The demo agency begins on the day it is put in, and is asked for nothing of before. */
  firstDayToday?: boolean;
  /** Address of a real mail server, such as `smtps://user:password@host`. */
  smtp?: string;
  /** Age in milliseconds at which a mail that the server does not take is given up; two days by default. */
  giveUpMailAfterMs?: number;
  /** How long what has ended is kept; see `usuallyKept`. */
  keepFor?: Partial<KeepFor>;
  /** Show the mail inbox to this machine; by default only where mail stays here and nobody else is served. */
  inbox?: boolean;
  /** Port of the inbox; that of the last start or a free one by default. */
  inboxPort?: number;
  /** Let handlers use the clients of AWS against endpoints of this host, as they do on AWS; slow, and for tests. */
  awsClients?: boolean;
  /** Sender of all mail, `Name <address>`. */
  mailFrom?: string;
  /** Who may ask how the service is, and who is told when it is not well. */
  health?: HealthSettings;
  log?: Log;
  /** Told what is being done, for the person who waits. */
  say?: (line: string) => void;
  /** Handed the opened file, for tests that take out of it what is to be lost. */
  onOpened?: (local: LocalDatabase) => void;
  /** Told when something broke that cannot be mended while running. */
  onFailure?: (reason: Error) => void;
  /** Other functions and machines than the service's own, for tests. */
  manifest?: FunctionRow[];
  machines?: string;
}

export interface Host {
  /** Address that people open. */
  url: string;
  /** Port of this machine that it listens on. */
  port: number;
  /** Address of the mail inbox on this machine; null where it is closed. */
  inboxUrl: string | null;
  /** Whether its agency is the made-up one. */
  isDemo: boolean;
  /** Does what is due now by the clock: timers of the workflow, and schedules. */
  tick(): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** Looks whether an alarm rings, as every minute. */
  lookAtAlarms(): Promise<void>;
  /** Takes no more requests, finishes what is under way, lets the data folder go. */
  close(): Promise<void>;
}

const root = fileURLToPath(new URL("../../../", import.meta.url));
/** Whatever becomes of the clock. */
const monotonic = (): number => performance.now();
/** A handler that still runs when the host stops is given this long; the workflow calls it again after the next start. */
const lastCallsMs = 10_000;

/**
 * Starts the service. One host at a time in a process, for handlers read their environment from it.
 * @throws {StartUpError} with a line for the operator; nothing is left running then
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const tally = openTally(monotonic);
  const log = tally.counting(options.log ?? (() => undefined));
  const opened = new AsyncDisposableStack();
  try {
    return await start(options, log, tally, opened);
  } catch (error) {
    await closeAll(opened, log);
    throw asStartUpError(error, options.dataDir);
  }
}

async function start(options: HostOptions, log: Log, tally: Tally, opened: AsyncDisposableStack): Promise<Host> {
  const { clock, manifest = ownManifest, say = () => undefined } = options;
  if (isUnused(options.dataDir)) refusePublic(options, null);
  const folder = await openDataFolder(path.resolve(options.dataDir));
  const server = await openServer(options, log, opened);
  const publicUrl = options.publicUrl ?? `http://localhost:${server.port}`;

  if (folder.isNew) say(`making the data folder ${folder.path}`);
  const onFailure = options.onFailure ?? ((reason: Error) => log("host-failed", failureFacts(reason)));
  const { smtp = null, giveUpMailAfterMs, awsClients = false } = options;
  const mail = { smtp, giveUpMailAfterMs };
  const access = { folder, clock, ports: lastPorts(), ...mail, awsClients };
  const onFigures = tally.figures;
  const services = await openServices({ ...access, manifest, log, onFigures, opened, onFailure });
  options.onOpened?.(services.local);
  const { agencyTable, agencyDesk, signInDesk: desk, endpoints, credentials, workflow, relay, messages } = services;
  refusePublic(options, await agencyTable.agency());
  if (options.seed && !(await agencyTable.agency())) {
    say("putting in the demo agency");
    await agencyTable.seedDemo(options.firstDayToday ? clock.now() : undefined);
  }
  const agency = await agencyTable.agency();
  await checkTables(services.sopTables, agency?.demo ?? true, say);
  const control = await openControl(folder.path, officeCommands(agencyDesk), log);
  opened.defer(() => control.close());

  const mailFrom = options.mailFrom ?? senderOf(agency);
  const machines = await registered(options.machines ?? path.join(root, "statemachines"), services);
  const { linkSecret, deviceSecret } = folder.secrets;
  checkVariables(
    manifest,
    setEnvironment({ publicUrl, linkSecret, deviceSecret, machines, mailFrom, region, credentials, ...endpoints }),
  );
  const functions = await loadFunctions(manifest, root, (name, errorType, error, requestId) => {
    log("function-failed", { requestId, function: name, errorType, ...(error === null ? {} : failureFacts(error)) });
  });

  const sendMail = async (raw: Uint8Array) => {
    await messages.add(raw);
    relay?.retry();
  };
  const showInbox = options.inbox ?? (!isPublic(options) && smtp === null);
  const inbox = showInbox ? await openInbox(options, folder.path, services, log) : null;
  if (inbox) opened.defer(() => inbox.close());
  const inboxUrl = inbox?.url ?? null;
  const signIn = await openSignIn({ folder, publicUrl, clock, agencyTable, desk, mailFrom, sendMail, inboxUrl, log });
  opened.defer(() => signIn.close());

  const settings = options.health ?? {};
  // Behind a proxy that drops headers, a request from outside looks like one of this machine.
  const isPrivate = options.publicUrl === undefined && !isPublic(options);
  const watched = { services, folder, clock, monotonic, tally, log, publicUrl, isPrivate };
  const health = openHealth({ settings, ...watched, mailFrom, sendMail });
  opened.defer(() => health.close());

  const webDir = options.webDir ?? path.join(root, "dist/web");
  const hasRoom = roomWatch(folder.path, undefined, options.freeSpace);
  const pages = { signIn, health: health.endpoint, webDir, hasRoom };
  server.open(publicAddress(makeEndpoints({ manifest, functions, services, clock, publicUrl, ...pages })));
  await services.connect(functions);
  const restoredFrom = await agencyTable.restoredFrom();
  if (restoredFrom !== null)
    say(`restored from a copy of ${restoredFrom}: letters and numbers wait for an administrator`);
  const forgetUploads: Forget = (before, atMost) => services.objects.forgetUploads(lettersBucket, before, atMost);
  const housekeeping = startHousekeeping({
    clock,
    log,
    keepFor: { ...usuallyKept(relay !== null), ...options.keepFor },
    forget: {
      executions: workflow.forget,
      mails: messages.forget,
      uploads: forgetUploads,
      unnamed: services.forgetUnnamed,
    },
    forgetExpired: async () => {
      signIn.forgetExpired();
      await services.forgetSpent();
    },
  });
  // A clock that tests and demos move is no outage: the service was there all the while.
  let moved = options.clockWasMoved ?? false;
  opened.defer(clock.onJump(() => void (moved = true)));
  const call = async (name: string) => {
    await services.goOn();
    relay?.retry();
    if (moved && (await agencyTable.restoredFrom()) === null)
      await services.noteRun().catch((error: unknown) => log("run-not-noted", failureFacts(error)));
    moved = false;
    housekeeping.look();
    const invoke = () => functions.invoke(name, {});
    return name === "sweep" ? health.sweeping(invoke) : invoke();
  };
  const schedule = startSchedule({ manifest, clock, call });
  opened.defer(() => housekeeping.close());
  opened.defer(() => drain(functions));
  opened.defer(() => server.stop());
  // What it has begun keeps its files through the server.
  opened.defer(() => schedule.close());
  await folder.complete();
  rememberPorts({ server: server.port, ...services.ports });

  let closing: Promise<void> | undefined;
  return {
    url: publicUrl,
    port: server.port,
    inboxUrl,
    isDemo: agency?.demo ?? false,
    async idle() {
      do await Promise.all([workflow.idle(), functions.idle()]);
      while (functions.busy() > 0);
    },
    async tick() {
      await workflow.idle();
      await schedule.tick();
      await workflow.idle();
    },
    lookAtAlarms: () => health.lookAtAlarms(),
    close: () => (closing ??= closeAll(opened, log)),
  };
}

interface OpenServer {
  port: number;
  /** Lets the requests in that have been waiting. */
  open(endpoint: Endpoint): void;
  stop(): Promise<void>;
}

/** Listens at once, so that a taken port is known before anything is touched; requests wait until all is ready. */
async function openServer(options: HostOptions, log: Log, opened: AsyncDisposableStack): Promise<OpenServer> {
  const { publicUrl = "", hostname = thisMachine } = options;
  const endpoint = Promise.withResolvers<Endpoint>();
  endpoint.promise.catch(() => undefined);
  const server = makeServer(endpoint.promise, { https: publicUrl.startsWith("https:"), log });
  const before = options.port === 0 ? lastPorts().server : 0;
  const port = await listen(server, options.port || before, hostname).catch((error: unknown) => {
    if (before === 0) throw error;
    return listen(server, 0, hostname);
  });
  const stop = () => stopListening(server);
  opened.defer(() => {
    endpoint.reject(new StartUpError("The host has stopped."));
    return stop();
  });
  return { port, open: endpoint.resolve, stop };
}

function openInbox(
  { inboxPort: port = 0 }: HostOptions,
  dataDir: string,
  { messages, agencyTable }: Services,
  log: Log,
) {
  const zone = async () => (await agencyTable.agency())?.settings.calendar.zone ?? "Asia/Jakarta";
  return openMailInbox({ port, dataDir, messages, zone, log });
}

/** The agency's own address, under its name. */
function senderOf(agency: Agency | null): string {
  return agency ? `"${agency.settings.name}" <${agency.settings.email}>` : "Alur Pustaka <alur-pustaka@localhost>";
}

async function registered(folder: string, { endpoints, credentials }: Services): Promise<Record<string, string>> {
  const client = new SFNClient({ endpoint: endpoints.inner, region, credentials });
  try {
    return await registerMachines(folder, client);
  } finally {
    client.destroy();
  }
}

async function drain(functions: Functions): Promise<void> {
  await Promise.race([functions.idle(), new Promise((resolve) => void setTimeout(resolve, lastCallsMs).unref())]);
}
