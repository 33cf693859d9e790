import type { Host } from "./host.ts";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * How long a stop may take; whatever starts the service has to wait longer before it kills (`TimeoutStopSec`). What has not
 * ended by then is taken up by the next start, as after any crash.
 */
export const stopWithinMs = 30_000;
/** One wish arrives several times: a terminal and npm both pass Ctrl-C on, and a service manager tells every process. */
const sameWishMs = 1_000;

/** What of the process is needed; another for tests. */
export type Stoppable = Pick<NodeJS.Process, "on" | "exit" | "connected"> & {
  stderr: { write(line: string): unknown };
};

/**
 * Ends the process when it is told to. The first signal lets everything end that has begun, then exits with 0. No later
 * SIGTERM or SIGHUP hurries that; a Ctrl-C (SIGINT) does, from a second after the first signal on, and exits with 130.
 * What takes longer than `withinMs` is left, with exit code 1.
 */
export function stopOnSignal(
  host: Pick<Host, "close">,
  say: (line: string) => void,
  { withinMs = stopWithinMs, program = process }: { withinMs?: number; program?: Stoppable } = {},
): void {
  let toldAt: number | null = null;
  const stop = (signal: NodeJS.Signals | null): void => {
    if (toldAt !== null) {
      if (signal === "SIGINT" && performance.now() - toldAt >= sameWishMs) program.exit(130);
      return;
    }
    toldAt = performance.now();
    say("stopping");
    setTimeout(() => {
      program.stderr.write(
        `Not everything had ended within ${withinMs / 1_000} seconds; the next start goes on with it.\n`,
      );
      program.exit(1);
    }, withinMs).unref();
    host.close().then(() => program.exit(0), giveUp);
  };
  for (const signal of signals) program.on(signal, () => stop(signal));
  // `npm run dev` lets its host go to stop it; it has also done so when it was killed itself.
  program.on("disconnect", () => stop(null));
  if (program.connected === false) stop(null);
}

/** Rather no service than one that loses what it is told. */
export function giveUp(reason: unknown): void {
  process.stderr.write(`The service has to stop: ${reason instanceof Error ? reason.message : String(reason)}\n`);
  process.exit(1);
}
