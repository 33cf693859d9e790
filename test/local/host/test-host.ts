/** A host on a fresh folder, with the small functions of this folder and a clock that stands still until it is moved. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { jumpableClock, type JumpableClock } from "../../../infra/local/host/clock.ts";
import { startHost, type Host, type HostOptions } from "../../../infra/local/host/host.ts";
import { fixtureManifest } from "./fixtures/manifest.ts";

export interface TestHost {
  host: Host;
  /** Address of the mail inbox; empty where it is closed. */
  inboxUrl: string;
  clock: JumpableClock;
  dataDir: string;
  /** Every line logged so far. */
  log: { event: string; facts: Record<string, unknown> }[];
  /** Stops the host and removes its folder. */
  end(): Promise<void>;
}

export const sampleMachines = fileURLToPath(new URL("fixtures/machines", import.meta.url));

export async function freshFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), "alur-pustaka-test-"));
}

export async function startTestHost(overrides: Partial<HostOptions> = {}): Promise<TestHost> {
  const dataDir = overrides.dataDir ?? (await freshFolder());
  const clock = jumpableClock(Date.now(), { frozen: true });
  const log: TestHost["log"] = [];
  const host = await startHost({
    dataDir,
    port: 0,
    clock,
    seed: true,
    // The small functions of these tests know nothing but the clients of AWS.
    awsClients: true,
    manifest: fixtureManifest,
    machines: sampleMachines,
    log: (event, facts) => void log.push({ event, facts }),
    ...overrides,
  });
  return {
    host,
    inboxUrl: host.inboxUrl ?? "",
    clock,
    dataDir,
    log,
    async end() {
      await host.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
