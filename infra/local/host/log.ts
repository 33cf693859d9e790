/** One JSON line for everything worth knowing later. Callers hand in names and numbers, never what people sent. */
export type Log = (event: string, facts: Record<string, string | number | boolean | null>) => void;

/** Writes each event as a line on stderr, so that stdout stays for people. */
export function logTo(stream: { write(line: string): unknown }, now: () => number): Log {
  return (event, facts) => {
    stream.write(`${JSON.stringify({ at: new Date(now()).toISOString(), event, ...facts })}\n`);
  };
}

/** What may be logged of an error: its name and where it was thrown. Its message may quote what people sent. */
export function failureFacts(error: unknown): { error: string; where: string } {
  if (!(error instanceof Error)) return { error: typeof error, where: "" };
  const frames = (error.stack ?? "").split("\n").filter((line) => line.startsWith("    at "));
  return {
    error: error.name,
    where: frames
      .slice(0, 3)
      .map((line) => line.trim())
      .join(" < "),
  };
}
