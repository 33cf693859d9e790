import {
  wakeAt,
  type Execution,
  type ExecutionEvent,
} from "../../../infra/local/emulators/step-functions/engine/execution.ts";
import { prepareMachine } from "../../../infra/local/emulators/step-functions/language/prepare.ts";
import { reduce, type Reduction } from "../../../infra/local/emulators/step-functions/engine/reduce.ts";
import { MONDAY_MORNING } from "./endpoint.ts";

/** An execution of one machine, moved on event by event. */
export class Walk {
  readonly #text: string;
  execution: Execution;
  last: Reduction | undefined;
  now = MONDAY_MORNING;
  random = 0.5;
  tokens = 0;

  constructor(text: string, input: unknown = {}) {
    this.#text = text;
    this.execution = {
      arn: "arn:aws:states:ap-southeast-3:000000000000:execution:m:e",
      machineArn: "arn:aws:states:ap-southeast-3:000000000000:stateMachine:m",
      name: "e",
      roleArn: "",
      input: JSON.stringify(input),
      startedAt: this.now,
      status: "RUNNING",
      lastEventId: 0,
      variables: {},
    };
  }

  async step(event: ExecutionEvent): Promise<Reduction> {
    const { machine, diagnostics } = prepareMachine(this.#text);
    if (!machine) throw new Error(JSON.stringify(diagnostics));
    const sources = {
      now: this.now,
      random: () => this.random,
      newId: () => "00000000-0000-4000-8000-000000000000",
      newToken: () => `token-${(this.tokens += 1)}`,
    };
    this.last = await reduce(machine, this.execution, event, sources);
    this.execution = this.last.execution;
    return this.last;
  }

  async start(): Promise<this> {
    await this.step({ type: "start" });
    return this;
  }

  /** The function under way answers. */
  async invoked(result: object): Promise<Reduction> {
    const activity = this.execution.position?.activity;
    if (activity?.kind !== "call") throw new Error("No function is under way");
    return this.step({ type: "invoked", call: activity.id, result: result as never });
  }

  /** Goes to the next timer; the milliseconds it took. */
  async wake(): Promise<number> {
    const before = this.now;
    this.now = wakeAt(this.execution) ?? this.now;
    await this.step({ type: "timer" });
    return this.now - before;
  }

  get output(): unknown {
    return this.execution.output === undefined ? undefined : JSON.parse(this.execution.output);
  }

  get types(): string[] {
    return (this.last?.history ?? []).map(({ type }) => type);
  }
}
