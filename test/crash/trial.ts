/** Kills the service again and again while cases run, and lets the cases end. */
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { HostProcess } from "./host-process.ts";
import { readKeptData, temporaryFolder } from "./kept-data.ts";
import { newRecord, type CaseRecord } from "./ledger.ts";
import { Play, scripts } from "./scripts.ts";
import { seededRandom, seededUuid } from "./seeded.ts";
import { brokenPromises } from "./verify.ts";
import { World } from "./world.ts";

export interface TrialOptions {
  kills: number;
  /** Cases at a time. */
  cases: number;
  seed: number;
  /** The whole trial has to be over by then. */
  minutes: number;
  /** Handlers use the clients of AWS, against endpoints of the host. */
  awsClients?: boolean;
  say?: (line: string) => void;
}

export interface TrialReport {
  kills: number;
  killsWhileStarting: number;
  cases: number;
  endings: Record<string, number>;
  decisions: number;
  /** Requests without an answer, which their senders sent again. */
  lostRequests: number;
  mails: number;
  mailsSentTwice: number;
  violations: string[];
  /** Kept when something went wrong. */
  folder: string | null;
}

/** Longer than the sweep waits before it takes up what somebody else may still be doing. */
const pauseOfTheClockMs = 60_000;
const weeksMs = 26 * 86_400_000;
const longestLifeMs = 2_500;
/** Share of the kills that hit a service that is still starting. */
const early = 0.15;

export async function runTrial(options: TrialOptions): Promise<TrialReport> {
  const random = seededRandom(options.seed);
  const folder = await temporaryFolder("alur-pustaka-kill");
  const dataDir = path.join(folder.path, "data");
  const host = await HostProcess.on(dataDir, path.join(folder.path, "host.log"), options.awsClients);
  const trial = new AbortController();
  const timer = setTimeout(() => trial.abort(new Error("the cases did not end in time")), options.minutes * 60_000);
  const world = new World(host, trial.signal, random, () => host.now());
  const records: CaseRecord[] = [];
  const troubles: string[] = [];
  const count = { kills: 0, killsWhileStarting: 0 };
  const state = { active: 0, enough: false };
  let daysMoved = false;

  try {
    await host.start();
    const players = Array.from({ length: options.cases }, () => keepPlaying());
    const played = Promise.all(players);
    await Promise.race([killing(), played]);
    state.enough = true;
    await Promise.all([played, host.start().then(() => nudging())]);
    await rest();
    await host.stop();
  } catch (error) {
    trial.abort();
    troubles.push(error instanceof Error ? error.message : String(error));
    await host.kill().catch(() => undefined);
  } finally {
    clearTimeout(timer);
  }
  const kept = await readKeptData(dataDir, host.now());
  const violations = [...troubles, ...brokenPromises(kept, records)];
  if (violations.length === 0) await folder.remove();
  const sent = [...kept.messages.values()];
  return {
    ...count,
    cases: records.length,
    endings: Object.fromEntries(
      [...Map.groupBy(kept.cases.values(), ({ item }) => item.ending ?? "open")].map(([end, all]) => [end, all.length]),
    ),
    decisions: records.reduce((sum, { told }) => sum + told.length, 0),
    lostRequests: world.browsers.reduce((sum, { lost }) => sum + lost, 0),
    mails: sent.length,
    mailsSentTwice: sent.filter((times) => times > 1).length,
    violations,
    folder: violations.length === 0 ? null : folder.path,
  };

  /** A new case begins as soon as one has ended, until there were enough kills; each player has all scripts in turn. */
  async function keepPlaying(): Promise<void> {
    const names = Object.keys(scripts);
    do {
      const record = newRecord(seededUuid(random), names[records.length % names.length] ?? "");
      records.push(record);
      state.active += 1;
      const play = new Play(world, record);
      await play.visitor.ask();
      await scripts[record.script]?.play(play);
      await play.visitor.end();
      state.active -= 1;
    } while (!state.enough);
  }

  async function killing(): Promise<void> {
    while (count.kills < options.kills) {
      const isEarly = random() < early && count.kills > 0;
      if (count.kills > 0) host.launch();
      if (isEarly) {
        await pause(random() * 600);
        count.killsWhileStarting += 1;
      } else {
        if (count.kills > 0) await host.ready();
        moveDays();
        await pause(random() * longestLifeMs);
      }
      await host.kill();
      count.kills += 1;
      setClock();
      if (count.kills % 10 === 0) options.say?.(`${count.kills} kills, ${records.length - state.active} cases ended`);
    }
  }

  /** Without kills, starts again now and then to let the clock move on, until the last case has ended. */
  async function nudging(): Promise<void> {
    moveDays();
    while (state.active > 0) {
      await pause(Math.min(5_000, 500 * state.active));
      if (state.active === 0) return;
      trial.signal.throwIfAborted();
      await startAgain();
    }
  }

  /** The last sweep: nobody acts any more. */
  async function rest(): Promise<void> {
    await startAgain();
    await pause(1_500);
  }

  async function startAgain(): Promise<void> {
    await host.stop();
    setClock();
    await host.start();
    moveDays();
  }

  /** Only a start can set the clock; when every case waits for another day, that day comes. */
  function setClock(): void {
    host.skewMs += pauseOfTheClockMs;
    if (state.active > 0 && world.parked === state.active) {
      host.skewMs += weeksMs;
      daysMoved = true;
    }
  }

  function moveDays(): void {
    if (daysMoved) world.daysHavePassed();
    daysMoved = false;
  }
}
