/** Programs of the local machine, run as processes of their own. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";

const children = new Set<ChildProcess>();

/** Kills what still runs of what a test has started. */
export function killPrograms(): void {
  for (const child of children) child.kill("SIGKILL");
  children.clear();
}

export interface Run {
  child: ChildProcess;
  out(): string;
  err(): string;
  /** Resolves with the address once it is printed. */
  ready: Promise<string>;
  /** Its exit code, once it and whatever it has started are gone: they share its output. */
  ended: Promise<number | null>;
}

/** Address of the mail inbox, as the program has printed it. */
export function inboxOf({ out }: Run): string {
  return /^Mail inbox \(this machine only\) +(http\S+)$/m.exec(out())?.[1] ?? "";
}

/** Starts a program as a person would, on the Node that runs the tests. */
export function run(script: string, args: string[], env: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", script, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.add(child);
  let [out, err] = ["", ""];
  const ready = new Promise<string>((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
      const [, url] = /^ready (\S+)$/m.exec(out) ?? [];
      if (url) resolve(url);
    });
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  const ended = once(child, "close").then(([code]) => code as number | null);
  return { child, out: () => out, err: () => err, ready, ended };
}
