import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** The project's own folder. */
export const projectFolder = fileURLToPath(new URL("../../", import.meta.url));

export const launcher = path.join(projectFolder, "infra/toolchain/run.mjs");

/** Writes files (path -> text) below a folder. */
export function write(folder: string, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** A folder with these files; removed when the test is over. */
export function scratchFolder(files: Record<string, string>): string {
  const folder = mkdtempSync(path.join(tmpdir(), "alur-toolchain-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  write(folder, files);
  return folder;
}

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  child: ChildProcess;
  /** Resolves when stdout contains the text. */
  said(text: string): Promise<void>;
  ended: Promise<Ended>;
}

/** Starts a program without a terminal and collects what it prints. */
export function start(
  program: string,
  args: string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Running {
  const env = { ...process.env, ...options.env };
  const child = spawn(program, args, { cwd: options.cwd ?? projectFolder, env, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));

  const ended = new Promise<Ended>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
  function said(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (stdout.includes(text)) resolve();
      };
      child.stdout.on("data", look);
      child.once("close", () => reject(new Error(`ended without saying "${text}": ${stdout}${stderr}`)));
      look();
    });
  }
  return { child, said, ended };
}

/** Runs the launcher to its end. */
export function run(args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): Promise<Ended> {
  return start(process.execPath, [launcher, ...args], options).ended;
}
