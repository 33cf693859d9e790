import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Health } from "./health.ts";
import type { Answer, Order } from "./visits-host.ts";

const program = fileURLToPath(new URL("visits-host.ts", import.meta.url));

export interface BenchHostOptions {
  /** Where to write a profile of the processor's time, if anywhere. */
  profileFolder?: string | undefined;
  /** Its handlers use the clients of AWS, whose requests are counted. */
  awsClients?: boolean;
  /** Its data, which stays; a fresh folder otherwise. */
  folder?: string;
}

/** The service under measurement, seen from outside its process. */
export class BenchHost {
  readonly #child: ChildProcess;
  /** Null: it stays. */
  readonly #folder: string | null;
  #last: Answer;
  #before: Promise<unknown> = Promise.resolve();

  private constructor(child: ChildProcess, folder: string | null, first: Answer) {
    this.#child = child;
    this.#folder = folder;
    this.#last = first;
  }

  /**
   * @param opening instant at which its clock begins, ISO 8601
   */
  static async start(
    opening: string,
    { profileFolder, awsClients = false, folder }: BenchHostOptions = {},
  ): Promise<BenchHost> {
    const dataDir = folder ?? (await mkdtemp(path.join(tmpdir(), "bench-visits-")));
    const profile = profileFolder ? ["--cpu-prof", `--cpu-prof-dir=${profileFolder}`] : [];
    const child = fork(program, [dataDir, opening, awsClients ? "aws-clients" : ""], {
      execArgv: ["--expose-gc", ...profile],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    const [first] = (await once(child, "message")) as [Answer];
    return new BenchHost(child, folder ? null : dataDir, first);
  }

  get url(): string {
    return this.#last.url;
  }

  get inboxUrl(): string | null {
    return this.#last.inboxUrl;
  }

  /** Epoch milliseconds by the service's clock. */
  now(): number {
    return Date.now() + this.#last.skewMs;
  }

  advance(ms: number): Promise<Answer> {
    return this.#order({ kind: "advance", ms });
  }

  /** Resolves when the service has nothing more to do. */
  async idle(): Promise<void> {
    await this.#order({ kind: "idle" });
  }

  /** Requests to the table since the last time. */
  async takeCounts(): Promise<Record<string, number>> {
    return (await this.#order({ kind: "counts" })).counts;
  }

  /** Requests that the service has answered so far. */
  async requests(): Promise<number> {
    return (await this.#order({ kind: "counts" })).requests;
  }

  /** Processor time that the service has taken so far, in milliseconds. */
  async processorMs(): Promise<number> {
    return (await this.#order({ kind: "counts" })).processorMs;
  }

  /** What the service holds after its garbage was collected, and how many requests it has answered. */
  async health(): Promise<Health & { requests: number }> {
    const { health, requests } = await this.#order({ kind: "health" });
    if (!health) throw new Error("the host does not say how it is");
    return { ...health, requests };
  }

  async stop(): Promise<void> {
    const exited = once(this.#child, "exit");
    await this.#order({ kind: "stop" });
    await exited;
    if (this.#folder) await rm(this.#folder, { recursive: true, force: true });
  }

  /** One order at a time, whoever gives them. */
  #order(order: Order): Promise<Answer> {
    const given = this.#before.then(async () => {
      const answered = once(this.#child, "message");
      this.#child.send(order);
      const [answer] = (await answered) as [Answer];
      this.#last = answer;
      return answer;
    });
    this.#before = given;
    return given;
  }
}
