/** How the service is, as monitoring and an administrator are told. Holds no personal data and no secrets. */
import { readFileSync } from "node:fs";
import type { Clock } from "../host/clock.ts";
import type { LocalDatabase } from "../host/database.ts";
import type { Invocation } from "../emulators/lambda/index.ts";
import type { Relay } from "../emulators/ses/relay.ts";
import type { Workflow } from "../emulators/step-functions/engine/workflow.ts";
import { backupHealth, type BackupHealth } from "./backup-health.ts";
import { clockWatch, type ClockHealth } from "./clock-health.ts";
import {
  diskHealth,
  mailHealth,
  workflowHealth,
  type DiskHealth,
  type MailHealth,
  type WorkflowHealth,
} from "./other-parts.ts";
import { storeProbe, type StoreHealth } from "./store-health.ts";
import { sweepRecord, type SweepHealth } from "./sweep-health.ts";
import { worstOf, type Status } from "./status.ts";

export interface Parts {
  store: StoreHealth;
  workflow: WorkflowHealth;
  sweep: SweepHealth;
  mail: MailHealth;
  disk: DiskHealth;
  backup: BackupHealth;
  clock: ClockHealth;
}

/** What runs here. */
export interface Versions {
  program: string;
  node: string;
  /** Format of the data folder. */
  data: number;
  /** Procedure id -> version of its table that new cases start with. */
  tables: Record<string, number>;
}

export interface Health {
  /** That of the worst part. */
  status: Status;
  parts: Parts;
  versions: Versions;
}

export interface HealthOptions {
  local: LocalDatabase;
  /** Path of the data folder. */
  dataDir: string;
  clock: Clock;
  monotonic: () => number;
  workflow: Pick<Workflow, "nextWakeAt">;
  relay: Pick<Relay, "status"> | null;
  diskWarnMb: number | undefined;
  backupDir: string | undefined;
  versions: Omit<Versions, "program" | "node">;
}

export interface HealthWatch {
  /** Never rejects. */
  look(): Promise<Health>;
  /** Runs a sweep and remembers how it went. */
  sweeping(run: () => Promise<Invocation>): Promise<Invocation>;
}

const defaultWarnMb = 1024;
const program = (
  JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8")) as { version: string }
).version;

/** The tables of `healthSchema` have been made before. */
export function watchHealth(options: HealthOptions): HealthWatch {
  const { local, dataDir, clock, monotonic, workflow, relay, diskWarnMb = defaultWarnMb, backupDir } = options;
  const now = () => clock.now();
  const store = storeProbe(local, monotonic);
  const sweep = sweepRecord(now, monotonic);
  const clockLooks = clockWatch(now, monotonic);
  const versions: Versions = { program, node: process.version, ...options.versions };

  return {
    sweeping: (run) => sweep.watch(run),
    async look() {
      const parts: Parts = {
        store: await store(),
        workflow: workflowHealth(workflow, now()),
        sweep: sweep.health(),
        mail: mailHealth(relay, now()),
        disk: await diskHealth(dataDir, diskWarnMb),
        backup: await backupHealth(backupDir, now()),
        clock: clockLooks.health(),
      };
      return {
        status: worstOf(Object.values<{ status: Status }>({ ...parts }).map(({ status }) => status)),
        parts,
        versions,
      };
    },
  };
}
