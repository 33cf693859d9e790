import { setTimeout as delay } from "node:timers/promises";
import type { Clock } from "../../../host/clock.ts";
import { pendingCall, type Effect, type Execution, type ExecutionEvent, type InvokeResult } from "./execution.ts";
import type { Sources } from "../language/functions.ts";
import type { LocalDatabase } from "../../../host/database.ts";
import type { Json } from "../language/json.ts";
import type { ExecutionRecord, Journal } from "../journal/journal.ts";
import type { Machine } from "../language/machine.ts";
import { prepareMachine } from "../language/prepare.ts";
import { reduce, type Reduction } from "./reduce.ts";
import { WakeTimer } from "../../../host/wake-timer.ts";

/** Calls a function. Resolves with its answer or its error; rejects only where the call itself could not be made. */
export type Invoke = (functionName: string, payload: Json) => Promise<InvokeResult>;

/** Says what happened, without bodies, tokens or addresses. */
export type Log = (message: string, details?: Record<string, unknown>) => void;

/** What the engine needs from outside. */
export interface EngineParts {
  journal: Journal;
  /** Writes into the journal. */
  commits: Pick<LocalDatabase, "commit" | "settled">;
  clock: Clock;
  invoke: Invoke;
  log: Log;
  /** Told of an execution that ended without having succeeded. */
  onBroken(execution: BrokenExecution): void;
  newId(): string;
  newToken(): string;
  random(): number;
}

/** An execution that ended without having succeeded, as EventBridge tells of it. */
export type BrokenExecution = Pick<Execution, "name" | "status" | "input">;

interface Mailbox {
  record?: ExecutionRecord;
  tail: Promise<unknown>;
  waiting: number;
}

const LONGEST_RETRY_MS = 60_000;

/**
 * Carries executions from event to event: reduce, write, and only then act. Each execution takes its events one at a time;
 * an execution that waits is only on disk.
 */
export class Engine {
  readonly #parts: EngineParts;
  readonly #timer: WakeTimer;
  readonly #mailboxes = new Map<number, Mailbox>();
  readonly #machines = new Map<string, Machine>();
  #lastId: number;
  #working = 0;
  #quiet: (() => void)[] = [];
  #running = false;
  #closed = false;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.#lastId = parts.journal.lastExecutionId();
    this.#timer = new WakeTimer(parts.clock, () => void this.#wake());
  }

  /** Starts to act: calls functions whose answer is missing again, and follows the clock. */
  run(): void {
    if (this.#running || this.#closed) return;
    this.#running = true;
    const unanswered = this.#parts.journal
      .pending()
      .map((id) => ({ id, call: pendingCall(this.#require(id).execution)?.id }));
    void this.#busy(this.#recover(unanswered));
  }

  async #recover(unanswered: { id: number; call: number | undefined }[]): Promise<void> {
    // What is overdue ends first: a call whose time is over is not made again.
    await this.#wake();
    for (const { id, call } of unanswered) {
      const open = pendingCall(this.#require(id).execution);
      if (open && open.id === call)
        void this.#call(id, { type: "invoke", call: open.id, functionName: open.functionName, payload: open.payload });
    }
  }

  /** Writes a new execution together with its first step. */
  async start(revision: number, execution: Execution): Promise<void> {
    const id = ++this.#lastId;
    const mailbox = this.#mailbox(id);
    mailbox.record = { id, revision, execution };
    await this.#enqueue(id, mailbox, { type: "start" }, true);
  }

  /** Hands an event to an execution. Resolves once its consequences are on disk. */
  deliver(id: number, event: ExecutionEvent): Promise<Reduction> {
    return this.#enqueue(id, this.#mailbox(id), event, false);
  }

  /** Puts a write of the caller's into the next commit. */
  write(change: () => void): Promise<void> {
    return this.#busy(this.#parts.commits.commit(change));
  }

  /** Resolves when nothing can go on without an answer, a callback or the clock. */
  async idle(): Promise<void> {
    for (;;) {
      if (this.#working > 0) await new Promise<void>((resolve) => this.#quiet.push(resolve));
      else if (this.#running && (this.nextWakeAt() ?? Infinity) <= this.#parts.clock.now()) await this.#wake();
      else return;
    }
  }

  /** The next instant at which a timer is due, epoch milliseconds. */
  nextWakeAt(): number | undefined {
    return this.#parts.journal.nextWake();
  }

  /** Takes no more events, and finishes what is being written. Answers of functions that come later are dropped. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#timer.stop();
    await Promise.allSettled([...this.#mailboxes.values()].map(({ tail }) => tail));
    await this.#parts.commits.settled();
  }

  #mailbox(id: number): Mailbox {
    let mailbox = this.#mailboxes.get(id);
    if (!mailbox) this.#mailboxes.set(id, (mailbox = { tail: Promise.resolve(), waiting: 0 }));
    return mailbox;
  }

  #enqueue(id: number, mailbox: Mailbox, event: ExecutionEvent, isNew: boolean): Promise<Reduction> {
    if (this.#closed) return Promise.reject(new Error("The workflow is closed"));
    mailbox.waiting += 1;
    const done = mailbox.tail.then(() => this.#step(id, mailbox, event, isNew));
    mailbox.tail = done.then(
      () => this.#leave(id, mailbox),
      () => this.#leave(id, mailbox),
    );
    return this.#busy(done);
  }

  #leave(id: number, mailbox: Mailbox): void {
    mailbox.waiting -= 1;
    if (mailbox.waiting === 0) this.#mailboxes.delete(id);
  }

  async #step(id: number, mailbox: Mailbox, event: ExecutionEvent, isNew: boolean): Promise<Reduction> {
    const before = mailbox.record ?? this.#require(id);
    const reduction = await reduce(this.#machine(before), before.execution, event, this.#sources());
    const after: ExecutionRecord = { ...before, execution: reduction.execution };
    if (reduction.history.length > 0 || (event.type === "heartbeat" && !reduction.stale)) {
      try {
        await this.#parts.commits.commit(() => this.#write(after, isNew ? undefined : before.execution, reduction));
      } catch (error) {
        delete mailbox.record;
        throw error;
      }
    }
    mailbox.record = after;
    const { input, name, status } = after.execution;
    const hasEnded = before.execution.status === "RUNNING" && status !== "RUNNING";
    if (hasEnded && status !== "SUCCEEDED") this.#parts.onBroken({ name, status, input });
    for (const effect of reduction.effects) this.#act(id, effect);
    return reduction;
  }

  #write(after: ExecutionRecord, previous: Execution | undefined, reduction: Reduction): void {
    const { journal } = this.#parts;
    journal.putExecution(after, previous, reduction.history);
    const { machineArn, status } = after.execution;
    // A machine that is being deleted goes with its last running execution.
    if (status !== "RUNNING" && journal.machine(machineArn)?.status === "DELETING" && !journal.isRunning(machineArn))
      journal.removeMachine(machineArn);
  }

  #act(id: number, effect: Effect): void {
    if (effect.type === "timer" && this.#running) this.#timer.notLaterThan(effect.at);
    if (effect.type !== "invoke") return;
    if (this.#running) void this.#call(id, effect);
  }

  async #call(id: number, { call, functionName, payload }: Extract<Effect, { type: "invoke" }>): Promise<void> {
    if (this.#closed) return;
    await this.#busy(
      (async () => {
        let result: InvokeResult;
        try {
          result = await this.#parts.invoke(functionName, JSON.parse(JSON.stringify(payload)) as Json);
        } catch (error) {
          this.#parts.log("A function could not be called", { functionName, error });
          result = {
            ok: false,
            errorType: "Lambda.Unknown",
            errorMessage: error instanceof Error ? error.message : String(error),
          };
        }
        await this.#deliverAtLast(id, { type: "invoked", call, result });
      })(),
    );
  }

  async #wake(): Promise<void> {
    if (this.#closed) return;
    await this.#busy(
      (async () => {
        for (let due = this.#due(); due.length > 0; due = this.#due()) {
          await Promise.all(due.map((id) => this.#deliverAtLast(id, { type: "timer" })));
        }
      })(),
    );
    const next = this.#closed ? undefined : this.nextWakeAt();
    if (next !== undefined) this.#timer.notLaterThan(next);
  }

  #due(): number[] {
    return this.#closed ? [] : this.#parts.journal.due(this.#parts.clock.now(), 500);
  }

  /** An answer or a timer must not get lost because the disk was full for a moment; what nothing waits for any more may. */
  async #deliverAtLast(id: number, event: ExecutionEvent): Promise<void> {
    for (let wait = 1_000; !this.#closed; wait = Math.min(wait * 2, LONGEST_RETRY_MS)) {
      try {
        await this.deliver(id, event);
        return;
      } catch (error) {
        if (this.#closed) return;
        if (this.#isGone(id)) return this.#parts.log("An execution has gone from the journal", { execution: id });
        this.#parts.log("A step could not be written; trying again", { execution: id, error });
        await delay(wait, undefined, { ref: false });
      }
    }
  }

  #isGone(id: number): boolean {
    try {
      return this.#parts.journal.execution(id) === undefined;
    } catch {
      return false;
    }
  }

  async #busy<T>(work: Promise<T>): Promise<T> {
    this.#working += 1;
    try {
      return await work;
    } finally {
      this.#working -= 1;
      if (this.#working === 0) for (const resolve of this.#quiet.splice(0)) resolve();
    }
  }

  #require(id: number): ExecutionRecord {
    const record = this.#parts.journal.execution(id);
    if (!record) throw new Error(`The journal has no execution ${id}`);
    return record;
  }

  #machine({ revision, execution }: ExecutionRecord): Machine {
    const key = `${execution.machineArn}#${revision}`;
    let machine = this.#machines.get(key);
    if (!machine) {
      machine = prepareMachine(this.#parts.journal.revision(execution.machineArn, revision)?.definition ?? "").machine;
      if (!machine) throw new Error(`Revision ${revision} of ${execution.machineArn} cannot be read`);
      this.#machines.set(key, machine);
    }
    return machine;
  }

  #sources(): Sources {
    const { clock, newId, newToken, random } = this.#parts;
    return { now: clock.now(), newId, newToken, random };
  }
}
