import type { Host } from "./host.ts";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Ends the process when it is told to: the first signal lets everything end that has begun, then exits with 0; the second
 * does not wait.
 */
export function stopOnSignal(host: Host, say: (line: string) => void): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(130);
    stopping = true;
    say("stopping");
    host.close().then(() => process.exit(0), giveUp);
  };
  for (const signal of signals) process.on(signal, stop);
  // `npm run dev` lets its host go to stop it; it has also done so when it was killed itself.
  const letGo = (): void => void (stopping || stop());
  process.on("disconnect", letGo);
  if (process.connected === false) letGo();
}

/** Rather no service than one that loses what it is told. */
export function giveUp(reason: unknown): void {
  process.stderr.write(`The service has to stop: ${reason instanceof Error ? reason.message : String(reason)}\n`);
  process.exit(1);
}
