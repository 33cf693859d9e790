import { Fault } from "./refusal.ts";

/** What may be logged of an error: nothing that could be a word of what people typed. */
export interface ErrorFacts {
  name: string;
  /** Code of the system, a service or a schema: "ECONNREFUSED", "invalid_type". */
  code?: string;
  /** HTTP status of the AWS service that refused. */
  status?: number;
  /** Only of a `Fault`, whose message is ours. */
  message?: string;
  /** The calls that led here, a line each: function, file, line, column. */
  stack?: string;
  cause?: ErrorFacts;
}

const mostCauses = 3;

/**
 * The facts of anything that was thrown. Messages of others stay out: a JSON parser quotes its input, a schema the
 * value, a store the key. The stack without them still names the place.
 */
export function errorFacts(error: unknown, causes = mostCauses): ErrorFacts {
  if (!(error instanceof Error)) return { name: `thrown ${typeof error}` };
  const code = codeOf(error);
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  const stack = framesOf(error).join("\n");
  return {
    name: plain(error.name) ?? "Error",
    ...(code ? { code } : {}),
    ...(status ? { status } : {}),
    ...(error instanceof Fault ? { message: error.message } : {}),
    ...(stack ? { stack } : {}),
    ...(error.cause !== undefined && causes > 0 ? { cause: errorFacts(error.cause, causes - 1) } : {}),
  };
}

/** A code is one word; a schema's error has one for each thing that is wrong. */
function codeOf(error: Error): string | undefined {
  const { code, issues } = error as { code?: unknown; issues?: unknown };
  const codes = Array.isArray(issues)
    ? issues.map((issue: unknown) => (issue as { code?: unknown } | null)?.code)
    : [code];
  const known = codes.map(plain).filter((each) => each !== undefined);
  return known.length > 0 ? [...new Set(known)].join(" ") : undefined;
}

function plain(text: unknown): string | undefined {
  return typeof text === "string" && /^[\w.:-]{1,80}$/.test(text) ? text : undefined;
}

/** The stack begins with the message, which may have lines that look like calls. */
function framesOf({ message, stack = "" }: Error): string[] {
  const begins = stack.indexOf(message);
  const calls = begins < 0 ? stack : stack.slice(begins + message.length);
  return calls
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => /^at .+:\d+:\d+\)?$/.test(line));
}
