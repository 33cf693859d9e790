/** A service of any version, run from its own checkout on a data folder, as a process of its own. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Browser } from "../../infra/demo/browser.ts";

const patienceMs = 90_000;

export interface RunningHost {
  url: string;
  /** The newest mail to an address whose subject matches, after so many earlier ones. */
  mailTo(address: string, subject: RegExp, after: number): Promise<{ subject: string }>;
  /** How many mails to an address match. */
  mailsTo(address: string, subject: RegExp): Promise<number>;
  stop(): Promise<void>;
}

/**
 * @param checkout folder of the version, with its packages installed
 * @param skewMs how far its clock is ahead, milliseconds
 */
export async function runHost(checkout: string, dataDir: string, skewMs: number): Promise<RunningHost> {
  const env = {
    ...process.env,
    ...{ DATA_DIR: dataDir, PORT: "0", CLOCK_SKEW_MS: String(skewMs), MAIL_INBOX: "1", LOG_LEVEL: "problem" },
  };
  const child = spawn(process.execPath, [path.join("infra", "local", "host", "main.ts")], {
    ...{ cwd: checkout, env, stdio: ["ignore", "pipe", "pipe"] },
  });
  const said = await told(child);
  const url = /^ready (\S+)$/m.exec(said)?.[1] ?? "";
  const inbox = new Browser(/^Mail inbox .*?(http\S+)$/m.exec(said)?.[1] ?? "");
  // Before it had a port of its own, the inbox was a part of the pages.
  const prefix = new URL(/^Mail inbox .*?(http\S+)$/m.exec(said)?.[1] ?? url).pathname.replace(/\/$/, "");
  const subjects = async (address: string, subject: RegExp) => {
    const list = `${prefix}/messages?to=${encodeURIComponent(address)}`;
    const { body } = await inbox.get<{ messages: { subject: string }[] } | { subject: string }[]>(list);
    return (Array.isArray(body) ? body : body.messages).filter((mail) => subject.test(mail.subject));
  };
  return {
    url,
    mailsTo: async (address, subject) => (await subjects(address, subject)).length,
    async mailTo(address, subject, after) {
      for (const until = performance.now() + patienceMs; performance.now() < until; await pause(30)) {
        const found = await subjects(address, subject);
        if (found[0] && found.length > after) return found[0];
      }
      throw new Error(`no mail to ${address}`);
    },
    async stop() {
      child.kill("SIGTERM");
      if (child.exitCode === null) await once(child, "exit");
    },
  };
}

/** Everything that the program says until it is ready. @throws Error with its last words when it ends before */
async function told(child: ChildProcess): Promise<string> {
  let [out, err] = ["", ""];
  child.stderr?.on("data", (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      if (/^ready http/m.test(out)) resolve(out);
    });
    child.once("exit", (code) => reject(new Error(`the service ended by itself (${code}): ${out}\n${err}`)));
    setTimeout(() => reject(new Error(`the service was not ready in time: ${out}\n${err}`)), patienceMs).unref();
  });
}
