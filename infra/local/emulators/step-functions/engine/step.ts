import { wakeAt, type Effect, type Execution, type Position } from "./execution.ts";
import type { Scope } from "../language/expression.ts";
import { StateFailure } from "./failures.ts";
import type { Sources } from "../language/functions.ts";
import type { Json, JsonObject } from "../language/json.ts";
import type { Machine } from "../language/machine.ts";

/** An event of the history in the form of GetExecutionHistory; `timestamp` in epoch seconds. */
export interface HistoryEvent {
  id: number;
  previousEventId: number;
  timestamp: number;
  type: string;
  [details: string]: unknown;
}

/** The service ends an execution whose history grows longer. */
const MAX_HISTORY_EVENTS = 25_000;

/** One reducer step while it is being worked out. The execution given is never changed; the step changes its own copy. */
export class Step {
  readonly machine: Machine;
  readonly sources: Sources;
  readonly execution: Execution;
  readonly history: HistoryEvent[] = [];
  readonly effects: Effect[] = [];

  constructor(machine: Machine, execution: Execution, sources: Sources) {
    this.machine = machine;
    this.sources = sources;
    this.execution = { ...execution };
    if (execution.position) this.execution.position = { ...execution.position };
  }

  /** Epoch milliseconds. */
  get now(): number {
    return this.sources.now;
  }

  /** Where the execution stands. A step that asks has entered a state. */
  get position(): Position {
    const { position } = this.execution;
    if (!position) throw new Error("The execution stands in no state");
    return position;
  }

  /** Appends an event to the history and returns its id. */
  record(type: string, details?: { [key: string]: JsonObject }): number {
    const id = this.execution.lastEventId + 1;
    if (id >= MAX_HISTORY_EVENTS && !type.startsWith("Execution")) {
      throw new StateFailure(
        "States.Runtime",
        `The execution reached the maximum number of history events (${MAX_HISTORY_EVENTS}).`,
      );
    }
    this.execution.lastEventId = id;
    this.history.push({ id, previousEventId: id <= 2 ? 0 : id - 1, timestamp: this.now / 1000, type, ...details });
    return id;
  }

  /** What expressions of the current state see. */
  scope(extra: { result?: Json; errorOutput?: Json } = {}, token?: string): Scope {
    return {
      states: { input: this.position.input, context: this.context(token), ...extra },
      variables: this.execution.variables,
      sources: this.sources,
    };
  }

  /** Ends the execution. */
  end(outcome: Pick<Execution, "status" | "output" | "error" | "cause">): void {
    Object.assign(this.execution, outcome, { stoppedAt: this.now });
    delete this.execution.position;
    this.effects.length = 0;
    this.effects.push({ type: "end" });
  }

  /** Names the next timer, once the step has come to rest. */
  rest(): void {
    const at = wakeAt(this.execution);
    if (at !== undefined) this.effects.push({ type: "timer", at });
  }

  private context(token: string | undefined): JsonObject {
    const { execution, position } = this;
    const activity = position.activity;
    const taskToken = token ?? (activity?.kind === "call" ? activity.token : undefined);
    return {
      Execution: {
        Id: execution.arn,
        Input: JSON.parse(execution.input) as Json,
        Name: execution.name,
        RoleArn: execution.roleArn,
        StartTime: new Date(execution.startedAt).toISOString(),
        RedriveCount: 0,
      },
      StateMachine: { Id: execution.machineArn, Name: nameInArn(execution.machineArn) },
      State: {
        Name: position.state,
        EnteredTime: new Date(position.enteredAt).toISOString(),
        RetryCount: position.retryCount,
      },
      ...(taskToken === undefined ? {} : { Task: { Token: taskToken } }),
    };
  }
}

/** The resource name at the end of an ARN. */
export function nameInArn(arn: string): string {
  return arn.slice(arn.lastIndexOf(":") + 1);
}

/** A JSON text with the note that history keeps beside it. */
export function withDetails<K extends "input" | "output">(key: K, text: string): JsonObject {
  return { [key]: text, [`${key}Details`]: { truncated: false } };
}
