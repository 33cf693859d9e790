/** A state failed with an error name that Retry and Catch can match. */
export class StateFailure extends Error {
  readonly error: string;
  /** The cause as history shows it; absent where the service gives none. */
  readonly detail: string | undefined;
  /** The service keeps a few errors out of `States.ALL`. */
  readonly caughtByAll: boolean;
  /** Other names that Retry and Catch may use for this failure. */
  readonly aliases: string[];

  constructor(error: string, detail?: string, options: { caughtByAll?: boolean; aliases?: string[] } = {}) {
    super(detail ?? error);
    this.error = error;
    this.detail = detail;
    this.caughtByAll = options.caughtByAll ?? true;
    this.aliases = options.aliases ?? [];
  }
}

/** A field of a state could not be evaluated. `location` is the field, such as `Output/result`. */
export class EvaluationFailure extends StateFailure {
  readonly location: string;

  constructor(location: string, detail: string) {
    super("States.QueryEvaluationError", detail);
    this.location = location;
  }
}

/** A detail with the place in front, in the service's words. */
export function causeInState(state: string, enteredEventId: number, detail: string): string {
  return `An error occurred while executing the state '${state}' (entered at the event id #${enteredEventId}). ${detail}`;
}
