/** Reading and changing the agency on one machine, whether or not the host runs on its data folder. */
import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { StaffMember } from "../../../functions/domain/agency.ts";
import { askHost, type Commands } from "./control.ts";
import { openDataFolder, type DataFolder } from "./data-folder.ts";
import { databaseFile, openDatabase } from "./database.ts";
import { loadOneMachine, type OneMachine } from "./one-machine.ts";
import { StartUpError } from "./start-up-error.ts";
import { StoreError } from "./store-error.ts";

/** A host that is starting, or another command, lets go or answers within this. */
const patienceMs = 10_000;

type Desk = ReturnType<OneMachine["agencyDesk"]>;
export type AgencyRecords = Awaited<ReturnType<Desk["read"]>>;

export interface AgencyOffice {
  read(): Promise<AgencyRecords>;
  /**
   * Stores a change, all of it or nothing; answers whether it did: not where the records are no longer those it was
   * made from.
   */
  write(seen: AgencyRecords, change: Partial<AgencyRecords>): Promise<boolean>;
  /** Numbers of the cases in which a task waits for this very person. */
  casesWaitingFor(member: StaffMember): Promise<string[]>;
}

export interface OpenOffice extends AgencyOffice {
  /** Whether a host runs, which sees a change soon after. */
  hostRuns: boolean;
  close(): Promise<void>;
}

/** What a host on the data folder does for the commands. */
export function officeCommands(desk: Desk): Commands {
  const office = officeAt(desk);
  return {
    "read-agency": () => office.read(),
    "change-agency": (input) => {
      const { seen, change } = input as { seen: AgencyRecords; change: Partial<AgencyRecords> };
      return office.write(seen, change);
    },
    "cases-waiting": (input) => office.casesWaitingFor(input as StaffMember),
  };
}

/**
 * Opens the office on a data folder, or where a host has it, asks that one.
 *
 * @param make makes the folder and its database where they are missing
 * @returns null where the folder holds nothing yet and is not to be made
 * @throws {StartUpError}
 */
export async function openOffice(dataDir: string, { make }: { make: boolean }): Promise<OpenOffice | null> {
  if (!make && !existsSync(path.join(dataDir, databaseFile))) return null;
  await refuseOthersFolder(dataDir);
  const oneMachine = await loadOneMachine();
  const until = performance.now() + patienceMs;
  for (;;) {
    const office = (await openHere(dataDir, oneMachine)) ?? (await throughHost(dataDir));
    if (office) return office;
    if (performance.now() > until)
      throw new StartUpError(
        `Folder data ${dataDir} sedang dipakai program lain yang tidak menjawab. Coba lagi nanti.`,
      );
    await pause(200);
  }
}

/** Null where another program holds the folder. */
async function openHere(dataDir: string, oneMachine: OneMachine): Promise<OpenOffice | null> {
  const folder = await openDataFolder(dataDir);
  if (folder.isOfFormat1)
    throw new StartUpError(
      `Folder data ${dataDir} dibuat versi lama. Jalankan layanannya satu kali (npm start), lalu ulangi perintah ini.`,
    );
  try {
    return openDesk(folder, oneMachine);
  } catch (error) {
    if (error instanceof StoreError && error.code === "STORE_LOCKED") return null;
    throw error;
  }
}

function openDesk(folder: DataFolder, oneMachine: OneMachine): OpenOffice {
  const local = openDatabase(path.join(folder.path, databaseFile));
  local.migrate(oneMachine.itemTable);
  const office = officeAt(oneMachine.agencyDesk(oneMachine.sqliteItems(local)));
  return {
    ...office,
    hostRuns: false,
    async write(seen, change) {
      const done = await office.write(seen, change);
      if (done) await folder.complete();
      return done;
    },
    close: () => local.close(),
  };
}

function officeAt(desk: Desk): AgencyOffice {
  return {
    read: () => desk.read(),
    write: (seen, change) => desk.write(change, seen),
    casesWaitingFor: (member) => desk.casesWaitingFor(member),
  };
}

/** Null where no host answers, or not yet: it holds the folder before it can be asked. */
async function throughHost(dataDir: string): Promise<OpenOffice | null> {
  const answers = await askHost(dataDir, "read-agency", null).then(
    () => true,
    (error: unknown) => {
      if (error instanceof StartUpError) throw error;
      return false;
    },
  );
  if (!answers) return null;
  return {
    hostRuns: true,
    read: async () => (await askHost(dataDir, "read-agency", null)) as AgencyRecords,
    write: async (seen, change) => (await askHost(dataDir, "change-agency", { seen, change })) as boolean,
    casesWaitingFor: async (member) => (await askHost(dataDir, "cases-waiting", member)) as string[],
    close: async () => undefined,
  };
}

/** Files that root leaves in a folder of the service's own user would keep the service from starting. */
async function refuseOthersFolder(dataDir: string): Promise<void> {
  const owner = await stat(dataDir).then(
    ({ uid }) => uid,
    () => null,
  );
  const self = process.getuid?.();
  if (owner === null || self === undefined || owner === self) return;
  throw new StartUpError(
    `Folder data ${dataDir} milik pengguna lain (uid ${owner}). Jalankan perintah ini sebagai pengguna itu.`,
  );
}
