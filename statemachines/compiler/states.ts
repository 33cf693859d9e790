/** The kinds of state a compiled machine is built from, and what each does when something goes wrong. */
import { failureStates } from "./state-names.ts";

export interface Machine {
  Comment: string;
  QueryLanguage: "JSONata";
  StartAt: string;
  States: Record<string, State>;
}

export type State = TaskState | ChoiceState | SucceedState | FailState;

export interface TaskState {
  Type: "Task";
  Comment: string;
  Resource: "arn:aws:states:::lambda:invoke" | "arn:aws:states:::lambda:invoke.waitForTaskToken";
  Arguments: { FunctionName: "${OpenTask}" | "${RunActions}"; Payload: Record<string, unknown> };
  TimeoutSeconds?: number;
  Retry: Retrier[];
  Catch: Catcher[];
  Output: unknown;
  Next: string;
}

export interface ChoiceState {
  Type: "Choice";
  Choices: { Condition: string; Next: string }[];
  Default: string;
  /** Belongs to `Default` alone: a rule hands on the input. */
  Output: unknown;
}

export interface SucceedState {
  Type: "Succeed";
}

export interface FailState {
  Type: "Fail";
  Comment: string;
  Error: string;
  Cause: string;
}

export interface Retrier {
  ErrorEquals: string[];
  IntervalSeconds: number;
  BackoffRate: number;
  MaxDelaySeconds: number;
  JitterStrategy: "FULL";
  MaxAttempts: number;
}

export interface Catcher {
  ErrorEquals: ["States.ALL"];
  Output: unknown;
  Next: string;
}

/** Name of the error by which our functions ask to be called again: a lost race, a service that does not answer. */
export const temporaryProblem = "TemporaryProblem";

/**
 * Errors that pass by themselves, or once somebody has mended the account: Lambda not answering or full, a function that
 * is missing, may not be called or not be decrypted for the moment of a deployment, one that was killed or could not
 * begin, and what our functions call temporary. Never `States.Timeout`: a person who has not answered
 * for half a year must not be asked the same again unseen.
 */
const passing = [
  "Lambda.ClientExecutionTimeoutException",
  "Lambda.ServiceException",
  "Lambda.AWSLambdaException",
  "Lambda.SdkClientException",
  "Lambda.TooManyRequestsException",
  "Lambda.Unknown",
  "Lambda.AccessDeniedException",
  "Lambda.KMSAccessDeniedException",
  "Lambda.KMSDisabledException",
  "Lambda.ResourceConflictException",
  "Lambda.ResourceNotFoundException",
  "Lambda.ResourceNotReadyException",
  "Runtime.ExitError",
  "Runtime.ImportModuleError",
  "Runtime.OutOfMemory",
  "Sandbox.Timedout",
  "States.Permissions",
  temporaryProblem,
];

/**
 * Full jitter halves the delays on average: nine doublings take about 8 minutes, then an attempt every 7.5 minutes,
 * so 200 attempts last about a day - an outage of a night, seen the next morning, costs no case.
 */
const retry: Retrier[] = [
  {
    ErrorEquals: passing,
    IntervalSeconds: 2,
    BackoffRate: 2,
    MaxDelaySeconds: 900,
    JitterStrategy: "FULL",
    MaxAttempts: 200,
  },
];

const caseId = "{% $states.input.caseId %}";
const secondsInDay = 86_400;
/** A cause may carry a stack trace; the whole is in the function's log. */
const causeLength = 200;

interface TaskParts {
  comment: string;
  payload: Record<string, unknown>;
  /** Id of the step, or the expression that gives it. */
  step: string;
  next: string;
}

/** Opens a task and stops until somebody has decided it; the answer is `{ outcome }`. */
export function waitingTask({ comment, payload, step, days, next }: TaskParts & { days: number }): TaskState {
  return {
    Type: "Task",
    Comment: comment,
    Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
    Arguments: {
      FunctionName: "${OpenTask}",
      Payload: {
        ...payload,
        taskToken: "{% $states.context.Task.Token %}",
        entered: "{% $states.context.State.EnteredTime %}",
      },
    },
    TimeoutSeconds: days * secondsInDay,
    Retry: retry,
    Catch: [toFailurePath(step)],
    Output: { caseId, step, outcome: "{% $states.result.outcome %}" },
    Next: next,
  };
}

/** Has something done by the system; its answer is not looked at. */
export function actionTask({ comment, payload, step, outcome, next }: TaskParts & { outcome: string }): TaskState {
  return {
    Type: "Task",
    Comment: comment,
    Resource: "arn:aws:states:::lambda:invoke",
    Arguments: { FunctionName: "${RunActions}", Payload: payload },
    Retry: retry,
    Catch: [toFailurePath(step)],
    Output: { caseId, step, outcome },
    Next: next,
  };
}

/** Takes the way that belongs to the outcome; an outcome the table does not have is a failure, never a default. */
export function choice(step: string, ways: { outcome: string; next: string }[]): ChoiceState {
  return {
    Type: "Choice",
    Choices: ways.map(({ outcome, next }) => ({
      Condition: `{% $states.input.outcome = '${outcome}' %}`,
      Next: next,
    })),
    Default: failureStates.record,
    Output: {
      caseId,
      step,
      failure: { error: "UnknownOutcome", cause: "{% 'Hasil tidak dikenal: ' & $states.input.outcome %}" },
    },
  };
}

/** Begins at the first row, or at the place that the input names; a place the table does not have is a failure. */
export function beginning(first: string, places: { at: string; next: string }[]): ChoiceState {
  const byState = Map.groupBy(places, ({ next }) => next);
  return {
    Type: "Choice",
    Choices: [
      { Condition: "{% $not($exists($states.input.resumeAt)) %}", Next: first },
      ...[...byState].map(([next, leading]) => ({
        Condition: `{% $states.input.resumeAt in [${leading.map(({ at }) => `'${at}'`).join(", ")}] %}`,
        Next: next,
      })),
    ],
    Default: failureStates.record,
    Output: {
      caseId,
      step: "{% '' & $states.input.step %}",
      failure: { error: "UnknownPlace", cause: "{% 'Tempat tidak dikenal: ' & $states.input.resumeAt %}" },
    },
  };
}

/** Tells the case, and through it the people, that its workflow is about to stop. */
export function failureTask(payload: Record<string, unknown>): TaskState {
  const input = "{% $states.input %}";
  return {
    Type: "Task",
    Comment: "Mencatat gangguan pada berkas agar petugas mengetahuinya.",
    Resource: "arn:aws:states:::lambda:invoke",
    Arguments: {
      FunctionName: "${RunActions}",
      Payload: { ...payload, step: "{% $states.input.step %}", failure: "{% $states.input.failure %}" },
    },
    Retry: retry,
    Catch: [{ ErrorEquals: ["States.ALL"], Output: input, Next: failureStates.stop }],
    Output: input,
    Next: failureStates.stop,
  };
}

export function failureEnd(): FailState {
  return {
    Type: "Fail",
    Comment: "Alur berhenti; berkas tetap tersimpan.",
    Error: "{% $states.input.failure.error %}",
    Cause: "{% $states.input.failure.cause %}",
  };
}

/** Concatenation makes a missing error or cause an empty text, where a bare reference would fail the expression. */
function toFailurePath(step: string): Catcher {
  return {
    ErrorEquals: ["States.ALL"],
    Output: {
      caseId,
      step,
      failure: {
        error: "{% '' & $states.errorOutput.Error %}",
        cause: `{% $substring('' & $states.errorOutput.Cause, 0, ${causeLength}) %}`,
      },
    },
    Next: failureStates.record,
  };
}
