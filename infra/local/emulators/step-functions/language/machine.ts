import type { Assignment, Template } from "./template.ts";

/** Where a state goes: another state, or the end. `missing` where the definition says neither, which fails when reached, as on AWS. */
export type Transition = { kind: "next"; state: string } | { kind: "end" } | { kind: "missing" };

/** What a successful state hands on. */
export interface Result {
  output?: Template;
  assign?: Assignment;
}

/** One entry of Retry, defaults filled in. */
export interface Retrier {
  errors: string[];
  intervalSeconds: number;
  maxAttempts: number;
  backoffRate: number;
  maxDelaySeconds?: number;
  jitter: "FULL" | "NONE";
}

/** One entry of Catch. */
export interface Catcher extends Result {
  errors: string[];
  next: string;
}

/** How a Task calls its function. */
export type Integration = "invoke" | "invoke.waitForTaskToken" | "function";

/** A Task state. */
export interface TaskState extends Result {
  type: "Task";
  integration: Integration;
  resource: string;
  arguments?: Template;
  timeoutSeconds?: Template;
  heartbeatSeconds?: Template;
  retry: Retrier[];
  catch: Catcher[];
  transition: Transition;
}

/** One rule of a Choice state. */
export interface ChoiceRule extends Result {
  condition: Template;
  next: string;
}

/** A state of the supported subset. */
export type State =
  | TaskState
  | ({ type: "Pass"; transition: Transition } & Result)
  | ({ type: "Choice"; rules: ChoiceRule[]; default?: string } & Result)
  | ({ type: "Wait"; seconds?: Template; timestamp?: Template; transition: Transition } & Result)
  | ({ type: "Succeed" } & Result)
  | { type: "Fail"; error?: Template; cause?: Template };

/** A definition that was checked and prepared for the reducer. */
export interface Machine {
  startAt: string;
  timeoutSeconds?: number;
  states: ReadonlyMap<string, State>;
}
