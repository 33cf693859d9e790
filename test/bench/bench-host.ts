import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Answer, Order } from "./visits-host.ts";

const program = fileURLToPath(new URL("visits-host.ts", import.meta.url));

/** The service under measurement, seen from outside its process. */
export class BenchHost {
  readonly #child: ChildProcess;
  readonly #folder: string;
  #last: Answer;

  private constructor(child: ChildProcess, folder: string, first: Answer) {
    this.#child = child;
    this.#folder = folder;
    this.#last = first;
  }

  /**
   * @param opening instant at which its clock begins, ISO 8601
   * @param profileFolder where to write a profile of the processor's time, if anywhere
   * @param awsClients whether its handlers use the clients of AWS, whose requests are counted
   */
  static async start(opening: string, profileFolder?: string, awsClients = false): Promise<BenchHost> {
    const folder = await mkdtemp(path.join(tmpdir(), "bench-visits-"));
    const profile = profileFolder ? ["--cpu-prof", `--cpu-prof-dir=${profileFolder}`] : [];
    const child = fork(program, [folder, opening, awsClients ? "aws-clients" : ""], {
      execArgv: profile,
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    const [first] = (await once(child, "message")) as [Answer];
    return new BenchHost(child, folder, first);
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

  /** Processor time that the service has taken so far, in milliseconds. */
  async processorMs(): Promise<number> {
    return (await this.#order({ kind: "counts" })).processorMs;
  }

  async stop(): Promise<void> {
    const exited = once(this.#child, "exit");
    await this.#order({ kind: "stop" });
    await exited;
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** One order at a time. */
  async #order(order: Order): Promise<Answer> {
    const answered = once(this.#child, "message");
    this.#child.send(order);
    const [answer] = (await answered) as [Answer];
    this.#last = answer;
    return answer;
  }
}
