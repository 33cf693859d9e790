import { errorFacts, type ErrorFacts } from "../../../functions/domain/error-facts.ts";

/** What the machine itself logs; what the service does, the functions log by their own catalogue. */
export type HostEvent =
  /** A request was answered. */
  | "request"
  /** A request could not be answered. */
  | "request-failed"
  /** A function threw, or took longer than it may. */
  | "function-failed"
  /** An endpoint for the AWS clients could not answer. */
  | "inner-endpoint-failed"
  /** The workflow endpoint has something to say. */
  | "workflow"
  /** A mail was not taken by the mail server; it is tried again. */
  | "mail-not-relayed"
  | "mail-relay-failed"
  /** The mail server is not reached, or does not let us in; mail waits. */
  | "mail-server-not-usable"
  /** That the service is there was not written down; the time may look like an outage. */
  | "run-not-noted"
  /** A report about a mail could not be handed on. */
  | "bounce-failed"
  /** An execution failed, timed out or was stopped without its case having ended. */
  | "execution-broke"
  /** An alarm rings, or is over. */
  | "alarm"
  /** An alarm could not be mailed; it is tried again. */
  | "alarm-not-mailed"
  | "alarms-not-looked-at"
  /** A command of this machine could not be carried out. */
  | "control-failed"
  | "code-not-mailed"
  | "sign-in-failed"
  /** No snapshot of the database could be made. */
  | "copy-failed"
  /** Something broke that cannot be mended while running. */
  | "host-failed"
  /** Something could not be closed when the host stopped. */
  | "not-closed"
  /** What had been kept for long enough is gone. */
  | "forgotten"
  | "housekeeping-failed";

/** One JSON line for everything worth knowing later. Callers hand in names and numbers, never what people sent. */
export type Log = (event: HostEvent, facts: Record<string, string | number | boolean | null | ErrorFacts>) => void;

/** Writes each event as a line on stderr, so that stdout stays for people. */
export function logTo(stream: { write(line: string): unknown }, now: () => number): Log {
  return (event, facts) => {
    stream.write(`${JSON.stringify({ at: new Date(now()).toISOString(), event, ...facts })}\n`);
  };
}

/** What may be logged of an error. */
export function failureFacts(error: unknown): { error: ErrorFacts } {
  return { error: errorFacts(error) };
}
