import { AsyncLocalStorage } from "node:async_hooks";
import { errorFacts } from "../domain/error-facts.ts";
import { logEvents } from "../domain/log-events.ts";
import type { Log, LogContext } from "../domain/ports.ts";

/** Takes a line without its end. */
type Writer = (level: "info" | "problem", line: string) => void;

/** To where Lambda reads, which sets its own request id before each line, or to the terminal. */
export const toConsole: Writer = (level, line) => (level === "problem" ? console.error(line) : console.log(line));

/** A log that can tell what its next line would say of where it comes from. */
export interface ContextLog extends Log {
  context(): LogContext;
}

const caseNumber = /^[A-Z]{1,8}-\d{4}-\d{5,}$/;

/**
 * Structured lines for CloudWatch or the terminal: level, code and words of the event, its context, its fields, the
 * facts of an error. The context follows the calls of a request by itself, so what is made once for all requests, such
 * as a store, logs with that of whoever called it.
 *
 * @param problemsOnly keeps ordinary events back, for programs whose output is read by others
 */
export function logTo(write: Writer, problemsOnly: () => boolean = () => false): ContextLog {
  const scopes = new AsyncLocalStorage<LogContext>();
  const context = (): LogContext => scopes.getStore() ?? {};
  const line = (event: keyof typeof logEvents, more: object): void => {
    const { level, says } = logEvents[event];
    write(level, JSON.stringify({ level, event, message: says, ...context(), ...more }));
  };
  return {
    context,
    info: (event, ...[details]) => {
      if (!problemsOnly()) line(event, { ...details });
    },
    problem: (event, error, ...[details]) =>
      line(event, { ...details, ...(error === null || error === undefined ? {} : { error: errorFacts(error) }) }),
    within: (more, work) => scopes.run(checked({ ...context(), ...more }), work),
    concerns: (caseId, step) => {
      const scope = scopes.getStore();
      if (scope) Object.assign(scope, checked({ case: caseId, ...(step ? { step } : {}) }));
    },
  };
}

/** A case number comes in an address or an event, where anything may stand. */
function checked(context: LogContext): LogContext {
  const { case: caseId, ...rest } = context;
  return caseId !== undefined && caseNumber.test(caseId) ? context : rest;
}
