import type { Log } from "../domain/ports.ts";

/**
 * Structured lines for CloudWatch or the terminal. Callers pass ids of kinds, never bodies, tokens or addresses.
 * `LOG_LEVEL=problem` keeps ordinary events to itself, for programs whose output is read by others.
 */
export const log: Log = {
  info(event, details = {}) {
    if (process.env["LOG_LEVEL"] !== "problem") console.log(JSON.stringify({ level: "info", event, ...details }));
  },
  problem(event, error, details = {}) {
    console.error(JSON.stringify({ level: "problem", event, ...details, error: nameOf(error) }));
  },
};

/** Names and codes only: messages may quote what people typed. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, 80);
  return "code" in error ? `${error.name} ${String(error.code)}` : error.name;
}
