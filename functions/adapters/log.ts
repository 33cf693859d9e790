import type { Log } from "../domain/ports.ts";

type Details = Record<string, string | number | boolean>;

/** Structured lines for CloudWatch or the terminal. Callers pass ids of kinds, never bodies, tokens or addresses. */
export const log: Log = {
  info: (event, details) => write("info", event, details),
  problem: (event, error, details) => write("problem", event, { ...details, error: nameOf(error) }),
};

function write(level: string, event: string, details: Details = {}): void {
  console.log(JSON.stringify({ level, event, ...details }));
}

/** Names and codes only: messages may quote what people typed. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, 80);
  return "code" in error ? `${error.name} ${String(error.code)}` : error.name;
}
