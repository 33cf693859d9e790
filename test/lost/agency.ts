/** A real host on a fresh folder, whose executions can be stopped, failed and taken out of its journal. */
import {
  DescribeStateMachineCommand,
  SendTaskFailureCommand,
  SFNClient,
  StopExecutionCommand,
  UpdateStateMachineCommand,
} from "@aws-sdk/client-sfn";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openTasks } from "../../functions/domain/case/case-file.ts";
import type { Dossier } from "../../functions/domain/case/records.ts";
import { manifest as ownManifest } from "../../functions/manifest.ts";
import { dependenciesFrom } from "../../functions/wiring/dependencies.ts";
import { jumpableClock } from "../../infra/local/host/clock.ts";
import { databaseFile, openDatabase, type LocalDatabase } from "../../infra/local/host/database.ts";
import { startHost, type Host } from "../../infra/local/host/host.ts";
import type { Execution } from "../../infra/local/emulators/step-functions/engine/execution.ts";
import { machineName } from "../../statemachines/language/table.ts";
import type { Procedure } from "../../statemachines/language/vocabulary.ts";
import { letterFile, pdf } from "../support/builders.ts";
import { fakeFiles } from "../support/fakes/services.ts";
import type { PlayedOffice } from "../support/random-answers.ts";
import type { Way } from "./losses.ts";
import { withoutBeginning } from "./old-machine.ts";

/** Monday, 23 November 2026, 09.00 WIB. */
const opening = Date.parse("2026-11-23T02:00:00Z");
const minute = 60_000;

const manifest = ownManifest.map((row) =>
  row.trigger.kind === "step" ? { ...row, file: row.file.replace("functions/steps", "test/lost") } : row,
);

/** A running execution as the journal knows it. */
export type Running = Pick<Execution, "arn" | "name" | "position">;

export class Agency {
  readonly dataDir: string;
  readonly all: PlayedOffice;
  readonly #clock = jumpableClock(opening, { frozen: true, exportTo: process.env });
  #host: Host | null = null;
  #local: LocalDatabase | null = null;

  private constructor(dataDir: string) {
    this.dataDir = dataDir;
    const real = dependenciesFrom(process.env);
    const files = fakeFiles();
    files.put(letterFile, "surat.pdf", pdf);
    const jump = (to: number): void => this.#clock.jumpTo(Math.max(to, real.clock.now()));
    const clock: PlayedOffice["clock"] = {
      now: () => real.clock.now(),
      at: () => new Date(real.clock.now()).toISOString(),
      set: (instant) => jump(typeof instant === "number" ? instant : Date.parse(instant)),
      advance: ({ days = 0, hours = 0, minutes = 0, seconds = 0 }) =>
        jump(real.clock.now() + (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000),
    };
    this.all = Object.create(real, { clock: { value: clock }, files: { value: files } }) as PlayedOffice;
  }

  static async open(): Promise<Agency> {
    process.env["LOG_LEVEL"] = "problem";
    const agency = new Agency(await mkdtemp(path.join(tmpdir(), "alur-pustaka-lost-")));
    await agency.#start();
    return agency;
  }

  get now(): number {
    return this.#clock.now();
  }

  async #start(): Promise<void> {
    const onOpened = (local: LocalDatabase) => void (this.#local = local);
    this.#host = await startHost({
      dataDir: this.dataDir,
      port: 0,
      clock: this.#clock,
      clockWasMoved: true,
      seed: true,
      manifest,
      onOpened,
    });
    await this.settle();
  }

  /** Resolves when nothing goes on without the clock or somebody. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 2; quiet += 1) {
      await this.#host?.idle();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Lets a moment pass, so that what is entered afterwards was entered at another instant. */
  passMoment(): void {
    this.#clock.jumpTo(Math.max(this.all.clock.now(), this.#clock.now() + 1));
  }

  /** Lets minutes pass, with what is due in the last of them. */
  async wait(minutes: number): Promise<void> {
    this.#clock.jumpTo(this.all.clock.now() + minutes * minute);
    await this.tick();
  }

  async tick(): Promise<void> {
    await this.#host?.tick();
    await this.settle();
  }

  async dossier(caseId: string): Promise<Dossier> {
    const dossier = await this.all.cases.dossier(caseId);
    if (!dossier) throw new Error(`${caseId} is lost`);
    return dossier;
  }

  /** The running executions of a case. */
  running(caseId: string): Running[] {
    const rows = this.#local?.database.prepare("SELECT state FROM execution WHERE status = 'RUNNING'").all() ?? [];
    return rows
      .map(({ state }) => JSON.parse(String(state)) as Execution)
      .filter(({ name }) => name === caseId || name.replace(/-\d+$/, "") === caseId);
  }

  /** Has what is done meanwhile begin its executions by the machine as it was before executions could take over. */
  async withOldMachine<T>({ id, version }: Procedure, act: () => Promise<T>): Promise<T> {
    const arns = JSON.parse(process.env["STATE_MACHINES"] ?? "{}") as Record<string, string>;
    const stateMachineArn = arns[machineName(id, version)];
    const client = this.#client();
    try {
      const { definition = "" } = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));
      await client.send(new UpdateStateMachineCommand({ stateMachineArn, definition: withoutBeginning(definition) }));
      const done = await act();
      await client.send(new UpdateStateMachineCommand({ stateMachineArn, definition }));
      return done;
    } finally {
      client.destroy();
    }
  }

  /** Loses the execution of a case. One that is to fail does so by itself where its call was interrupted. */
  async lose(caseId: string, way: Way): Promise<void> {
    const lost = this.running(caseId);
    if (way === "stop") await this.#ask(lost.map(({ arn }) => new StopExecutionCommand({ executionArn: arn })));
    if (way === "remove") await this.removeNow(caseId);
    if (way === "remove-while-stopped") {
      await this.#host?.close();
      const local = openDatabase(path.join(this.dataDir, databaseFile));
      await remove(local, lost);
      await local.close();
      await this.#start();
    }
    await this.settle();
  }

  /** Takes the executions of a case out of the journal, whatever they are at. */
  removeNow(caseId: string): Promise<void> {
    return remove(this.#local, this.running(caseId));
  }

  /** Reports to the workflow that the open task of a case has failed. */
  async fail(caseId: string): Promise<void> {
    const tokens = openTasks(await this.dossier(caseId)).map(({ token }) => token);
    await this.#ask(tokens.map((taskToken) => new SendTaskFailureCommand({ taskToken, error: "Broken" })));
    await this.settle();
  }

  async #ask(commands: (StopExecutionCommand | SendTaskFailureCommand)[]): Promise<void> {
    const client = this.#client();
    try {
      for (const command of commands)
        await (command instanceof StopExecutionCommand ? client.send(command) : client.send(command));
    } finally {
      client.destroy();
    }
  }

  #client(): SFNClient {
    return new SFNClient({});
  }

  async close(): Promise<void> {
    await this.#host?.close();
    this.#host = null;
  }

  async remove(): Promise<void> {
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

async function remove(local: LocalDatabase | null, lost: Running[]): Promise<void> {
  await local?.commit(() => {
    for (const { arn } of lost) {
      const id = local.database.prepare("SELECT id FROM execution WHERE arn = ?").get(arn)?.["id"] ?? null;
      for (const [table, key] of [
        ["history", "execution"],
        ["token", "execution"],
        ["execution", "id"],
      ])
        local.database.prepare(`DELETE FROM ${table} WHERE ${key} = ?`).run(id);
    }
  });
}
