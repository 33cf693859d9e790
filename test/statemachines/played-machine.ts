/**
 * A compiled machine on the real workflow endpoint, asked without a network and with its journal in memory, and with
 * functions that only remember how they were called.
 */
import type {
  CreateStateMachineInput,
  DescribeExecutionInput,
  DescribeExecutionOutput,
  GetExecutionHistoryInput,
  GetExecutionHistoryOutput,
  SendTaskSuccessInput,
  StartExecutionInput,
} from "@aws-sdk/client-sfn";
import { jumpableClock, type JumpableClock } from "../../infra/local/host/clock.ts";
import { openDatabase } from "../../infra/local/host/database.ts";
import {
  openWorkflow,
  type InvokeResult,
  type Json,
  type Workflow,
} from "../../infra/local/emulators/step-functions/engine/workflow.ts";
import { compile } from "../../statemachines/compiler/compile.ts";
import { placeName, versionKey, waits, type Place } from "../../statemachines/language/table.ts";
import type { Procedure } from "../../statemachines/language/vocabulary.ts";
import { role } from "../local/step-functions/machines.ts";
import { MONDAY_MORNING } from "../local/step-functions/endpoint.ts";
import type { Edge } from "./walk.ts";

/** A call of a function as the machine made it. */
export interface Call {
  name: string;
  payload: Record<string, unknown>;
}

/** How an execution stands. */
export interface Outlook {
  status: string | undefined;
  error: string | undefined;
  cause: string | undefined;
}

/** Answers a call instead of the default, which is success; undefined for the default. */
export type Behaviour = (call: Call) => InvokeResult | undefined;

const longestPauseMs = 3_600_000;

export class PlayedMachine {
  readonly clock: JumpableClock;
  readonly #workflow: Workflow;
  #machineArn = "";
  readonly #calls: Map<string, Call[]>;
  readonly #behaviours: Map<string, Behaviour>;
  readonly #arns = new Map<string, string>();

  readonly #close: () => Promise<void>;

  private constructor(
    clock: JumpableClock,
    workflow: Workflow,
    close: () => Promise<void>,
    calls: Map<string, Call[]>,
    behaviours: Map<string, Behaviour>,
  ) {
    this.clock = clock;
    this.#workflow = workflow;
    this.#close = close;
    this.#calls = calls;
    this.#behaviours = behaviours;
  }

  static async open(procedure: Procedure): Promise<PlayedMachine> {
    const calls = new Map<string, Call[]>();
    const behaviours = new Map<string, Behaviour>();
    const invoke = (name: string, payload: Json): Promise<InvokeResult> => {
      const call: Call = { name, payload: payload as Record<string, unknown> };
      const caseId = String(call.payload["caseId"]);
      calls.set(caseId, [...(calls.get(caseId) ?? []), call]);
      return Promise.resolve(behaviours.get(caseId)?.(call) ?? { ok: true, payload: {} });
    };
    const clock = jumpableClock(MONDAY_MORNING, { frozen: true });
    const database = openDatabase(":memory:");
    const workflow = await openWorkflow({ clock, invoke, database });
    const close = () => workflow.close().then(() => database.close());
    const played = new PlayedMachine(clock, workflow, close, calls, behaviours);
    const definition = JSON.stringify(compile(procedure)).replaceAll(/\$\{(\w+)\}/g, "$1");
    const name = versionKey(procedure).replace("@", "-");
    const machine: CreateStateMachineInput = { name, definition, roleArn: role };
    const created = await played.#ask<{ stateMachineArn: string }>("CreateStateMachine", machine);
    played.#machineArn = created.stateMachineArn;
    return played;
  }

  close(): Promise<void> {
    return this.#close();
  }

  async #ask<Output>(operation: string, input: object): Promise<Output> {
    const { status, body } = await this.#workflow.handle(`AWSStepFunctions.${operation}`, JSON.stringify(input));
    if (status !== 200) throw new Error(`${operation}: ${body}`);
    return JSON.parse(body) as Output;
  }

  /** @param place where another execution of the case was lost */
  async start(caseId: string, behaviour: Behaviour = () => undefined, place?: Place): Promise<void> {
    this.#behaviours.set(caseId, behaviour);
    const input = JSON.stringify({ caseId, ...(place ? { resumeAt: placeName(place), ...place } : {}) });
    const start: StartExecutionInput = { stateMachineArn: this.#machineArn, name: caseId, input };
    const { executionArn } = await this.#ask<{ executionArn: string }>("StartExecution", start);
    this.#arns.set(caseId, executionArn);
    await this.#workflow.idle();
  }

  /** Starts a case and answers each waiting step of a way as the way says, after what had to be tried again. */
  async walk(caseId: string, way: Edge[], behaviour?: Behaviour): Promise<void> {
    await this.start(caseId, behaviour);
    await this.passRetries();
    for (const { step, outcome } of way) {
      if (waits(step)) await this.answer(caseId, outcome.id);
      await this.passRetries();
    }
  }

  /** The same from a place on a way; the first answer was given before, where the place says so. */
  async walkFrom(caseId: string, place: Place, rest: Edge[]): Promise<void> {
    await this.start(caseId, undefined, place);
    for (const { step, outcome } of rest.slice(place.outcome === undefined ? 0 : 1)) {
      if (waits(step)) await this.answer(caseId, outcome.id);
    }
  }

  /** Answers the task that was opened last. */
  async answer(caseId: string, outcome: string): Promise<void> {
    const opened = this.calls(caseId).findLast(({ name }) => name === "OpenTask");
    const taskToken = String(opened?.payload["taskToken"]);
    const success: SendTaskSuccessInput = { taskToken, output: JSON.stringify({ outcome }) };
    await this.#ask("SendTaskSuccess", success);
    await this.#workflow.idle();
  }

  /** Lets the clock run on over everything that is due until nothing of it is before the instant, epoch milliseconds. */
  async runUntil(instant: number): Promise<void> {
    const { clock } = this;
    const workflow = this.#workflow;
    for (let next = workflow.nextWakeAt(); next !== undefined && next <= instant; next = workflow.nextWakeAt()) {
      clock.jumpTo(Math.max(next, clock.now()));
      await workflow.idle();
    }
    clock.jumpTo(instant);
    await workflow.idle();
  }

  /** Attempts are minutes apart; what is due later waits for a person. */
  async passRetries(): Promise<void> {
    const isRetry = (next: number | undefined) => next !== undefined && next < this.clock.now() + longestPauseMs;
    while (isRetry(this.#workflow.nextWakeAt())) await this.runUntil(this.#workflow.nextWakeAt() ?? 0);
  }

  calls(caseId: string): Call[] {
    return this.#calls.get(caseId) ?? [];
  }

  async outlook(caseId: string): Promise<Outlook> {
    const which: DescribeExecutionInput = { executionArn: this.#arns.get(caseId) };
    const { status, error, cause } = await this.#ask<DescribeExecutionOutput>("DescribeExecution", which);
    return { status, error, cause };
  }

  /** Names of the states entered, in their order. */
  async states(caseId: string): Promise<string[]> {
    const which: GetExecutionHistoryInput = { executionArn: this.#arns.get(caseId), maxResults: 1000 };
    const { events = [] } = await this.#ask<GetExecutionHistoryOutput>("GetExecutionHistory", which);
    return events.flatMap(({ stateEnteredEventDetails: entered }) => (entered?.name ? [entered.name] : []));
  }
}
