/** The workflow service: executions carried from event to event by the engine's own reducer, in virtual time. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { WorkflowService } from "../../functions/adapters/step-functions/workflow.ts";
import type { BrokenExecution } from "../../functions/domain/execution/take-over.ts";
import {
  openToken,
  pendingCall,
  wakeAt,
  type Effect,
  type Execution,
  type ExecutionEvent,
  type InvokeResult,
} from "../../infra/local/emulators/step-functions/engine/execution.ts";
import { reduce } from "../../infra/local/emulators/step-functions/engine/reduce.ts";
import type { Machine } from "../../infra/local/emulators/step-functions/language/machine.ts";
import { prepareMachine } from "../../infra/local/emulators/step-functions/language/prepare.ts";
import { procedures } from "../../statemachines/language/registry.ts";
import { machineName } from "../../statemachines/language/table.ts";
import { machineOfFile, machineSubstitutions } from "../../infra/names.ts";
import { seededUuid } from "../crash/seeded.ts";
import type { Chance } from "../support/random-values.ts";
import { tokenMark } from "../support/table-flow.ts";
import type { Journal } from "./journal.ts";
import type { Schedule } from "./schedule.ts";

interface Run {
  machine: Machine;
  execution: Execution;
  caseId: string;
  /** Events one at a time. */
  tail: Promise<void>;
  /** The instant for which its timer is set. */
  wakes: number | null;
}

/** Calls a function; null where whoever called died with it, so that the call has to be made again. */
export type Invoke = (name: string, payload: unknown) => Promise<InvokeResult | null>;

interface EngineParts {
  chance: Chance;
  journal: Journal;
  schedule: Schedule;
  invoke: Invoke;
  /** Told of an execution that ended without having succeeded. */
  onBroken: (broken: BrokenExecution) => void;
}

const account = "arn:aws:states:ap-southeast-3:000000000000";
const longestStartMs = 200;

export class Engine implements WorkflowService {
  readonly #parts: EngineParts;
  readonly #machines = preparedMachines();
  readonly #runs = new Map<string, Run>();
  readonly #ofCase = new Map<string, Run[]>();
  readonly #waiting = new Map<string, Run>();
  #tokens = 0;

  constructor(parts: EngineParts) {
    this.#parts = parts;
  }

  /** Name of a machine -> its ARN, as functions are told; each newer version of a table has one. */
  get arns(): Record<string, string> {
    const names = [...this.#machines.keys(), ...procedures.map(({ id, version }) => machineName(id, version))];
    return Object.fromEntries(names.map((id) => [id, `${account}:stateMachine:${id}`]));
  }

  async startExecution({ stateMachineArn, name, input }: Parameters<WorkflowService["startExecution"]>[0]) {
    const known = this.#runs.get(name);
    if (known) {
      if (known.execution.status === "RUNNING" && known.execution.input === input) return;
      throw refusal("ExecutionAlreadyExists");
    }
    const called = stateMachineArn.slice(stateMachineArn.lastIndexOf(":") + 1);
    // A version that comes into service while an agency runs has the flow of the one before.
    const machine = this.#machines.get(called) ?? this.#machines.get(called.replace(/-v\d+$/, ""));
    if (!machine) throw refusal("StateMachineDoesNotExist");
    const { caseId } = JSON.parse(input) as { caseId: string };
    const execution: Execution = {
      arn: `${account}:execution:${called}:${name}`,
      name,
      machineArn: stateMachineArn,
      roleArn: "",
      input,
      startedAt: this.#parts.schedule.now(),
      status: "RUNNING",
      lastEventId: 0,
      variables: {},
    };
    const run: Run = { machine, execution, caseId, tail: Promise.resolve(), wakes: null };
    const live = this.live(caseId);
    if (live.length > 0) this.#parts.journal.blame(`${caseId} has a second live execution, ${name}`);
    this.#runs.set(name, run);
    this.#ofCase.set(caseId, [...(this.#ofCase.get(caseId) ?? []), run]);
    this.#parts.journal.note(`execution ${name} begins`);
    await this.#deliver(run, { type: "start" });
  }

  async sendTaskSuccess({ taskToken, output }: Parameters<WorkflowService["sendTaskSuccess"]>[0]) {
    const run = this.#waiting.get(taskToken);
    if (!run || openToken(run.execution) !== taskToken) throw refusal("TaskTimedOut");
    await this.#deliver(run, { type: "task-succeeded", token: taskToken, output });
  }

  /** The case of an execution. */
  caseOf(name: string): string | undefined {
    return this.#runs.get(name)?.caseId;
  }

  /** Names of the executions of a case that run. */
  live(caseId: string): string[] {
    const runs = this.#ofCase.get(caseId) ?? [];
    return runs.filter(({ execution }) => execution.status === "RUNNING").map(({ execution }) => execution.name);
  }

  /** Executions that ended otherwise than by success. */
  get failed(): Execution[] {
    return [...this.#runs.values()].map(({ execution }) => execution).filter(({ status }) => isBad(status));
  }

  get count(): number {
    return this.#runs.size;
  }

  /** Makes every call again whose answer is missing, as an engine does that starts. */
  callAgain(): void {
    for (const run of this.#runs.values()) {
      const call = pendingCall(run.execution);
      if (call)
        this.#act(run, { type: "invoke", call: call.id, functionName: call.functionName, payload: call.payload });
    }
  }

  async describeExecution({ executionArn }: Parameters<WorkflowService["describeExecution"]>[0]) {
    const { error, status } = this.#named(executionArn).execution;
    return { status, ...(error === undefined ? {} : { error }) };
  }

  async stopExecution({ executionArn, error }: Parameters<WorkflowService["stopExecution"]>[0]) {
    const run = this.#named(executionArn);
    await this.#deliver(run, { type: "stop", error });
  }

  /** @throws Error `ExecutionDoesNotExist` */
  #named(executionArn: string): Run {
    const run = this.#runs.get(executionArn.slice(executionArn.lastIndexOf(":") + 1));
    if (!run) throw refusal("ExecutionDoesNotExist");
    return run;
  }

  /** Stops an execution, as an operator may. */
  async stop(name: string): Promise<void> {
    const run = this.#runs.get(name);
    if (run) await this.#deliver(run, { type: "stop", error: "Stopped", cause: "by an operator" });
  }

  /** Forgets an execution, as a damaged journal does. */
  lose(name: string): void {
    const run = this.#runs.get(name);
    if (!run) return;
    this.#parts.journal.note(`execution ${name} is lost`);
    this.#runs.delete(name);
    run.execution = { ...run.execution, status: "ABORTED" };
  }

  /** Names of all executions that run. */
  get running(): string[] {
    return [...this.#runs.values()]
      .filter(({ execution }) => execution.status === "RUNNING")
      .map(({ execution }) => execution.name);
  }

  #deliver(run: Run, event: ExecutionEvent): Promise<void> {
    const done = run.tail.then(() => this.#step(run, event));
    run.tail = done.catch(() => undefined);
    return done;
  }

  async #step(run: Run, event: ExecutionEvent): Promise<void> {
    const before = run.execution;
    if (before.status !== "RUNNING") return;
    const reduction = await reduce(run.machine, before, event, this.#sources());
    if (run.execution !== before) return;
    run.execution = reduction.execution;
    const { status, position } = reduction.execution;
    const token = openToken(before);
    if (token !== undefined && token !== openToken(run.execution)) this.#waiting.delete(token);
    const opened = openToken(run.execution);
    if (opened !== undefined) this.#waiting.set(opened, run);
    if (position?.state !== before.position?.state)
      this.#parts.journal.note(`execution ${before.name}: ${position?.state ?? status}`);
    for (const effect of reduction.effects) this.#act(run, effect);
    if (isBad(status)) this.#parts.onBroken({ caseId: run.caseId, name: before.name });
  }

  #act(run: Run, effect: Effect): void {
    const { chance, schedule } = this.#parts;
    if (effect.type === "timer") this.#wakeAt(run, effect.at);
    if (effect.type !== "invoke") return;
    const times = chance(40) === 0 ? 2 : 1;
    for (let time = 0; time < times; time += 1) {
      schedule.after(chance(longestStartMs), () => void this.#call(run, effect));
    }
  }

  async #call(run: Run, effect: Extract<Effect, { type: "invoke" }>): Promise<void> {
    if (pendingCall(run.execution)?.id !== effect.call) return;
    const result = await this.#parts.invoke(effect.functionName, JSON.parse(JSON.stringify(effect.payload)));
    if (result) await this.#deliver(run, { type: "invoked", call: effect.call, result });
  }

  #wakeAt(run: Run, at: number): void {
    if (run.wakes !== null && run.wakes <= at && run.wakes > this.#parts.schedule.instant) return;
    run.wakes = at;
    this.#parts.schedule.at(at, () => {
      if (run.wakes === at) run.wakes = null;
      const due = wakeAt(run.execution);
      if (due !== undefined && due <= this.#parts.schedule.instant) void this.#deliver(run, { type: "timer" });
      else if (due !== undefined) this.#wakeAt(run, due);
    });
  }

  #sources() {
    const { chance, schedule } = this.#parts;
    const random = (): number => chance(1_000_000) / 1_000_000;
    return {
      now: schedule.now(),
      random,
      newId: () => seededUuid(random),
      newToken: () => `${tokenMark}${(this.#tokens += 1)}`,
    };
  }
}

function isBad(status: Execution["status"]): boolean {
  return status !== "RUNNING" && status !== "SUCCEEDED";
}

function refusal(name: string): Error {
  return Object.assign(new Error(name), { name });
}

let prepared: Map<string, Machine> | null = null;

/** Every compiled machine, read once. @throws Error for one that the engine would refuse */
function preparedMachines(): Map<string, Machine> {
  if (prepared) return prepared;
  prepared = new Map();
  const folder = fileURLToPath(new URL("../../statemachines", import.meta.url));
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    const name = machineOfFile(path.basename(path.dirname(file)), path.basename(file));
    if (name === null) continue;
    const text = Object.entries(machineSubstitutions).reduce(
      (definition, [placeholder, name]) => definition.replaceAll(`\${${placeholder}}`, name),
      readFileSync(path.join(folder, file), "utf8"),
    );
    const { machine, diagnostics } = prepareMachine(text);
    if (!machine) throw new Error(`${file}: ${JSON.stringify(diagnostics)}`);
    prepared.set(name, machine);
  }
  return prepared;
}
