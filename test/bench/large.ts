/** A service with very many open cases: what of it grows with them, and what does not. */
import { statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { TaskListView } from "../../functions/contract/staff.ts";
import type { Browser } from "../../infra/demo/browser.ts";
import { databaseFile } from "../../infra/local/host/database.ts";
import { Agency } from "./agency.ts";
import { BenchHost } from "./bench-host.ts";
import { copyCases } from "./many-cases.ts";
import type { Figure } from "./workflow.ts";

const opening = "2026-11-23T02:00:00Z";
/** By then the census of the quarter of an hour is due. */
const later = "2026-11-24T03:01:00Z";
const looks = 7;

/** @param count how many open cases; most of them nobody has begun with */
export async function benchLarge(count: number): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "bench-large-"));
  try {
    const samples = await playSamples(folder);
    const items = await copyCases(folder, [
      { caseId: samples.asked, copies: Math.round(count * 0.8) },
      { caseId: samples.undecided, copies: Math.round(count * 0.15) },
      { caseId: samples.accepted, copies: Math.round(count * 0.05) },
    ]);
    const megabytes = Math.round(statSync(path.join(folder, databaseFile)).size / 1_000_000);
    const [small, large] = [await startTime(), await startTime(folder)];
    return [
      { name: "start", value: large, unit: "ms", openCases: count, items, fileMegabytes: megabytes, empty: small },
      ...(await inUse(folder)).map((figure) => ({ ...figure, openCases: count })),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Plays a few cases in a data folder, to be copied. */
export async function playSamples(folder: string) {
  const host = await BenchHost.start(opening, { folder });
  try {
    const agency = new Agency(host, () => pause(20));
    await agency.getReady();
    return await agency.samples();
  } finally {
    await host.stop();
  }
}

/** From the start of the process to being ready, of the best of some starts. */
async function startTime(folder?: string): Promise<number> {
  let best = Infinity;
  for (let round = 0; round < 3; round += 1) {
    const began = performance.now();
    const host = await BenchHost.start(later, folder ? { folder } : {});
    best = Math.min(best, Math.round(performance.now() - began));
    await host.stop();
  }
  return best;
}

async function inUse(folder: string): Promise<Figure[]> {
  const host = await BenchHost.start(later, { folder });
  try {
    await host.idle();
    const held = await host.health();
    const { browser } = await new Agency(host, () => pause(20)).officer("mail-registrar");
    const inbox = "/api/staff/tasks?scope=mine";
    const first = await browser.get<TaskListView>(inbox);
    const after = encodeURIComponent(first.body.next ?? "");
    const figures = [
      await answerTime("inbox, first page", browser, inbox),
      await answerTime("inbox, looked at again", browser, inbox, first.tag),
      await answerTime("inbox, next page", browser, `${inbox}&after=${after}`),
      await answerTime("inbox, all tasks of all", browser, "/api/staff/tasks?scope=all"),
      await answerTime("inbox, search for words", browser, `${inbox}&words=tidak%20ada%20yang%20begini`),
      await answerTime("list of cases", browser, "/api/staff/cases"),
      await answerTime("agenda book, last page", browser, "/api/staff/register/2026"),
      await answerTime("agenda book, a page before", browser, "/api/staff/register/2026?before=501"),
      await answerTime("agenda book, whole year as a file", browser, "/api/staff/register/2026/export?as=csv"),
      await answerTime("page of a case", browser, `/api/staff/cases/${first.body.tasks[0]?.case ?? ""}`),
      await answerTime("answer to a task", browser, null),
    ];
    const sweeps = await sweepTimes(host);
    const end = await host.health();
    return [
      { name: "memory (RSS) after the start", value: held.memory, unit: "MB", heap: held.heap },
      ...figures,
      ...sweeps,
      { name: "memory (RSS) after all that", value: end.memory, unit: "MB", heap: end.heap },
    ];
  } finally {
    await host.stop();
  }
}

/** The median of some answers, and the bytes of one. @param path null: the first task of the inbox is answered */
export async function answerTime(
  name: string,
  browser: Browser,
  path: string | null,
  tag: string | null = null,
): Promise<Figure> {
  const times: number[] = [];
  let bytes = 0;
  for (let round = 0; round < looks; round += 1) {
    const question = path === null ? await firstTask(browser) : null;
    const began = performance.now();
    const { status, text } = question
      ? await browser.post(question, { outcome: "agendakan", note: "", values: { urgency: "biasa" } })
      : await browser.get(path ?? "", tag);
    times.push(performance.now() - began);
    bytes = Buffer.byteLength(text);
    if (status !== 200 && status !== 304) throw new Error(`${name}: ${status} ${text.slice(0, 200)}`);
  }
  const [median = 0] = times.toSorted((a, b) => a - b).slice(Math.floor(looks / 2));
  return { name, value: Math.round(median * 10) / 10, unit: "ms", bytes };
}

async function firstTask(browser: Browser): Promise<string> {
  const { body } = await browser.get<TaskListView>("/api/staff/tasks?scope=mine");
  const row = body.tasks.find(({ number }) => number === 3);
  if (!row) throw new Error("nothing is to be entered in the agenda book");
  return `/api/staff/tasks/${row.case}/${row.task}`;
}

/** From the minute to the end of its sweep; every quarter of an hour it counts what there is. */
async function sweepTimes(host: BenchHost): Promise<Figure[]> {
  const [plain, counting]: [number[], number[]] = [[], []];
  for (let minute = 0; minute < 30; minute += 1) {
    const began = performance.now();
    await host.advance(60_000);
    const isQuarter = new Date(host.now()).getUTCMinutes() % 15 === 0;
    (isQuarter ? counting : plain).push(performance.now() - began);
  }
  const median = (times: number[]): number => {
    const [middle = 0] = times.toSorted((a, b) => a - b).slice(Math.floor(times.length / 2));
    return Math.round(middle * 10) / 10;
  };
  return [
    { name: "sweep", value: median(plain), unit: "ms" },
    { name: "sweep that counts", value: median(counting), unit: "ms" },
  ];
}
