/** The host of `npm start` as a child that can be started again: the next one takes over the data of the one before. */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export interface RestartingHost {
  /** Port of the host, as soon as it is ready; null when it has not started. It has said why on stderr. */
  port(): Promise<number | null>;
  /** Stops the host and starts it again. */
  restart(): void;
  /** Resolves when it has ended. */
  stop(): Promise<void>;
}

interface Child {
  process: ChildProcess;
  isReady: boolean;
  port: Promise<number | null>;
  ended: Promise<unknown>;
}

const program = fileURLToPath(new URL("../host/main.ts", import.meta.url));
/** The host survives being killed at any instant, so nobody waits longer for a handler that does not end. */
const patienceMs = 5_000;

/** @param env variables of the host; `NODE_COMPILE_CACHE` among them saves half of the time that a start takes */
export function startRestartingHost(env: NodeJS.ProcessEnv): RestartingHost {
  let child = start(env);
  let stopAndStart = Promise.resolve();
  let latest = child.port;

  return {
    async port() {
      for (;;) {
        const asked = latest;
        const port = await asked;
        // Another restart may have begun while this request was waiting.
        if (asked === latest) return port;
      }
    },
    restart() {
      stopAndStart = stopAndStart.then(async () => {
        await end(child);
        child = start({ ...env, WELCOME: "0" });
      });
      latest = stopAndStart.then(() => child.port);
    },
    async stop() {
      await stopAndStart;
      await end(child);
    },
  };
}

function start(env: NodeJS.ProcessEnv): Child {
  const host = fork(program, { env, stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const ended = once(host, "exit");
  const ready = once(host, "message").then(([message]) => {
    child.isReady = true;
    return (message as { readyOn: number }).readyOn;
  });
  const child: Child = { process: host, isReady: false, port: Promise.race([ready, ended.then(() => null)]), ended };
  return child;
}

/** A host that is still starting has begun nothing that must end. */
async function end({ process: host, isReady, ended }: Child): Promise<void> {
  if (host.exitCode !== null || host.signalCode !== null) return;
  if (isReady && host.connected) host.disconnect();
  else host.kill();
  const patience = setTimeout(() => host.kill("SIGKILL"), patienceMs);
  await ended;
  clearTimeout(patience);
}
