/** One JSON line for everything worth knowing later. Callers hand in names and numbers, never what people sent. */
export type Log = (event: string, facts: Record<string, string | number | boolean | null>) => void;

/** Writes each event as a line on stderr, so that stdout stays for people. */
export function logTo(stream: { write(line: string): unknown }, now: () => number): Log {
  return (event, facts) => {
    stream.write(`${JSON.stringify({ at: new Date(now()).toISOString(), event, ...facts })}\n`);
  };
}
