import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SFNClient } from "@aws-sdk/client-sfn";
import { jumpableClock, type JumpableClock } from "../../../infra/local/host/clock.ts";
import type { Invoke, Workflow } from "../../../infra/local/emulators/step-functions/engine/workflow.ts";
import { openWorkflowFile, type WorkflowFileOptions } from "../../support/workflow-file.ts";

/** Monday 5 January 2026, 09:00 in Jakarta. */
export const MONDAY_MORNING = Date.parse("2026-01-05T02:00:00Z");

/** A workflow behind HTTP on a free port, with the real SDK client in front and a clock that stands still. */
export interface Endpoint {
  workflow: Workflow;
  client: SFNClient;
  clock: JumpableClock;
  folder: string;
  close(): Promise<void>;
}

/** Opens an endpoint in a fresh folder, or in a given one. The folder goes with `close` where it was made here. */
export async function openEndpoint(invoke: Invoke, options: Partial<WorkflowFileOptions> = {}): Promise<Endpoint> {
  const folder = options.folder ?? freshFolder();
  const clock = jumpableClock(MONDAY_MORNING, { frozen: true });
  const workflow = await openWorkflowFile({ clock, invoke, sync: "normal", ...options, folder });
  const server = createServer(workflow.listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const client = new SFNClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: "ap-southeast-3",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
    disableHostPrefix: true,
  });
  return {
    workflow,
    client,
    clock,
    folder,
    async close() {
      client.destroy();
      await new Promise((resolve) => server.close(resolve));
      await workflow.close();
      if (!options.folder) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** An empty folder for one test. */
export function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), "workflow-"));
}
