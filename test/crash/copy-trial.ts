/** Copies the service again and again while cases run, restores each copy, and lets its cases end there. */
import { execFile } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { checkFolder } from "../../infra/local/checks/check-folder.ts";
import { restoreCopy } from "../../infra/local/copies/restore-copy.ts";
import { takeCopy } from "../../infra/local/copies/take-copy.ts";
import type { Finished } from "./finish-cases.ts";
import { HostProcess } from "./host-process.ts";
import { readKeptData, temporaryFolder } from "./kept-data.ts";
import { newRecord, type CaseRecord } from "./ledger.ts";
import { Play, scripts } from "./scripts.ts";
import { seededRandom, seededUuid } from "./seeded.ts";
import { World } from "./world.ts";

export interface CopyTrialOptions {
  copies: number;
  /** Cases at a time. */
  cases: number;
  seed: number;
  /** The whole trial has to be over by then. */
  minutes: number;
  say?: (line: string) => void;
}

export interface CopyTrialReport {
  copies: number;
  /** Cases that were in a copy, each copy counted by itself. */
  casesRestored: number;
  decisionsRestored: number;
  endings: Record<string, number>;
  violations: string[];
  /** Kept when something went wrong. */
  folder: string | null;
}

/** A copy with what the service had promised when it was begun. */
interface Copy {
  file: string;
  at: string;
  accepted: CaseRecord[];
}

const run = promisify(execFile);
const finishProgram = fileURLToPath(new URL("finish-program.ts", import.meta.url));
const longestPauseMs = 2_000;
/** Copies of one service; then another begins, so that there are never more cases than can be brought to an end in time. */
const copiesOfOne = 6;

export async function runCopyTrial(options: CopyTrialOptions): Promise<CopyTrialReport> {
  const random = seededRandom(options.seed);
  const folder = await temporaryFolder("alur-pustaka-copy-trial");
  const trial = new AbortController();
  const timer = setTimeout(() => trial.abort(new Error("the trial took too long")), options.minutes * 60_000);
  const violations: string[] = [];
  const report = { copies: 0, casesRestored: 0, decisionsRestored: 0 };
  const endings: Record<string, number> = {};
  try {
    while (report.copies < options.copies) {
      const service = path.join(folder.path, `service-${report.copies}`);
      const copies = Math.min(copiesOfOne, options.copies - report.copies);
      for (const copy of await copiesOf(service, { ...options, copies }, random, trial.signal)) {
        trial.signal.throwIfAborted();
        const { broken, ended } = await proved(copy, `${copy.file}-restored`, random);
        violations.push(...broken.map((sentence) => `${copy.file} of ${copy.at}: ${sentence}`));
        report.copies += 1;
        report.casesRestored += copy.accepted.length;
        report.decisionsRestored += copy.accepted.reduce((sum, { told }) => sum + told.length, 0);
        for (const ending of ended) endings[ending] = (endings[ending] ?? 0) + 1;
        const summary = `${copy.accepted.length} cases, ${broken.length} broken promises`;
        options.say?.(`${report.copies} of ${options.copies}: ${summary}`);
      }
      if (violations.length === 0) await rm(service, { recursive: true });
    }
  } catch (error) {
    violations.push(error instanceof Error ? error.message : String(error));
  } finally {
    clearTimeout(timer);
    trial.abort();
  }
  if (violations.length === 0) await folder.remove();
  return { ...report, endings, violations, folder: violations.length === 0 ? null : folder.path };
}

/** Cases begin and go on, as many at a time as asked for, and copies are taken at random moments. */
async function copiesOf(
  folder: string,
  { copies, cases }: CopyTrialOptions,
  random: () => number,
  giveUp: AbortSignal,
): Promise<Copy[]> {
  await mkdir(folder, { recursive: true });
  const host = await HostProcess.on(path.join(folder, "data"), path.join(folder, "host.log"));
  await host.start();
  const enough = new AbortController();
  const world = new World(host, AbortSignal.any([giveUp, enough.signal]), random, () => host.now());
  const records: CaseRecord[] = [];
  const broken: unknown[] = [];
  const players = Array.from({ length: cases }, () =>
    keepPlaying().catch((error: unknown) => {
      if (!enough.signal.aborted) broken.push(error);
    }),
  );
  const taken: Copy[] = [];
  while (taken.length < copies) {
    await pause(random() * longestPauseMs);
    giveUp.throwIfAborted();
    if (broken.length > 0) throw broken[0];
    const accepted = records.filter(({ caseId }) => caseId !== "").map((record) => structuredClone(record));
    if (accepted.length === 0) continue;
    const file = path.join(folder, `copy-${taken.length}.tar.gz`);
    const { dataDir } = host;
    const { at } = await takeCopy({ dataDir, file, key: null, now: notStopped, program: "trial" });
    taken.push({ file, at, accepted });
  }
  enough.abort();
  await Promise.all(players);
  await host.stop();
  return taken;

  async function keepPlaying(): Promise<void> {
    const names = Object.keys(scripts);
    for (;;) {
      const record = newRecord(seededUuid(random), names[records.length % names.length] ?? "");
      records.push(record);
      const play = new Play(world, record);
      await play.visitor.ask();
      // Whoever waits for another day waits; the next case begins.
      const whole = scripts[record.script]?.play(play) ?? Promise.resolve();
      // It may be given up while it is parked.
      whole.catch(() => undefined);
      await Promise.race([whole, parked(world)]);
    }
  }
}

/** Resolves when one more case waits for another day. */
async function parked(world: World): Promise<void> {
  const before = world.parked;
  await world.until(async () => (world.parked > before ? true : null));
}

function notStopped(): string {
  throw new Error("the service was to run while it was copied");
}

/** Restores a copy and proves it: nothing differs, everything that was confirmed is there, every case comes to its end. */
async function proved(
  { file, at, accepted }: Copy,
  dataDir: string,
  random: () => number,
): Promise<{ broken: string[]; ended: string[] }> {
  await restoreCopy({ file, dataDir, key: null, now: at });
  const kept = await readKeptData(dataDir, Date.parse(at));
  const lost = accepted.flatMap(({ caseId, told }) => {
    const tasks = kept.cases.get(caseId)?.tasks;
    if (!tasks) return [`${caseId} is not in it`];
    return told.flatMap((answer) => {
      if (answer.at === null || answer.at >= at) return [];
      const found = tasks.find(({ id }) => id === answer.task)?.answer;
      return found?.at === answer.at ? [] : [`${caseId} ${answer.step}: the answer of ${answer.at} is not in it`];
    });
  });
  const before = await differencesIn(dataDir);
  const ids = [...kept.cases.values()]
    .filter(({ item }) => item.procedure === "official-visit")
    .map(({ item }) => item.id);
  const { broken, endings } = await finished(dataDir, at, Math.floor(random() * 1_000_000), ids);
  const after = await differencesIn(dataDir);
  return { broken: [...lost, ...before, ...broken, ...after], ended: endings };
}

/** Starts the restored service as a process of its own, on the day it was copied. */
async function finished(dataDir: string, at: string, seed: number, caseIds: string[]): Promise<Finished> {
  const environment = { ...process.env, LOG_LEVEL: "problem" };
  const { stdout } = await run(process.execPath, [finishProgram, dataDir, at, String(seed), ...caseIds], {
    env: environment,
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Finished;
}

async function differencesIn(dataDir: string): Promise<string[]> {
  const database = path.join(dataDir, "alur-pustaka.sqlite");
  return (await checkFolder({ database, files: path.join(dataDir, "files") })).differences;
}
