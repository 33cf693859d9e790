/**
 * Proof that an office goes on after an upgrade: a service of an earlier version is used until a case waits at every row
 * of every table, then this version is started on its data folder, and every case must come to an end.
 *
 *     git worktree add FOLDER COMMIT && (cd FOLDER && npm ci)
 *     node infra/toolchain/run.mjs --web file test/upgrade/from-before.ts -- --checkout FOLDER
 *
 *     --seed 1       for the same choices
 *     --minutes 20   give up after that
 *
 * Both are reached by HTTP alone. The clock moves on with each start, by a day. Prints a summary; the exit code is 1 when
 * a case was lost, stopped or did not end, and the folder is kept.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { currentProcedures } from "../../statemachines/language/registry.ts";
import "../support/tables.ts";
import { chanceFrom } from "../support/random-values.ts";
import { Crew, type Waiting } from "./crew.ts";
import { runHost, type RunningHost } from "./older-host.ts";

const text = { type: "string" } as const;
const { values } = parseArgs({
  options: { checkout: text, seed: text, minutes: text },
  args: process.argv.slice(2).filter((argument) => argument !== "--"),
});
const checkout = values.checkout ?? "";
const here = fileURLToPath(new URL("../..", import.meta.url));
const chance = chanceFrom(Number(values.seed ?? 1));
const until = performance.now() + Number(values.minutes ?? 20) * 60_000;
const dayMs = 86_400_000;
/** Cases of a procedure on their way to rows at which none waits yet. */
const atOnce = 4;
const endings = ["SELESAI", "DITUTUP", "DIBATALKAN", "KEDALUWARSA"];
const say = (line: string) => void process.stderr.write(`${line}\n`);
const isOver = () => performance.now() > until;

/** Every row at which somebody is waited for. */
const rows = currentProcedures().flatMap((procedure) =>
  procedure.steps
    .filter(({ kind }) => kind !== "entry" && kind !== "automatic")
    .map(({ id }) => `${procedure.id}/${id}`),
);

/** Rows at which silence counts as an answer before long: nobody waits there on another day. */
const shortLived = new Set(
  currentProcedures().flatMap(({ id, steps }) =>
    steps.filter(({ deadlineWorkingDays }) => deadlineWorkingDays !== undefined).map((step) => `${id}/${step.id}`),
  ),
);

const dataDir = await mkdtemp(path.join(tmpdir(), "alur-pustaka-upgrade-"));
/** Monday, 23 November 2026, 09.00 in Jakarta. */
// A program plays here by the clock of its service, which the system's clock drives.
let skewMs = Date.parse("2026-11-23T02:00:00Z") - Date.now();
let open: { host: RunningHost; crew: Crew } | null = null;

async function start(folder: string): Promise<Crew> {
  const host = await runHost(folder, dataDir, skewMs);
  const crew = new Crew(host, chance);
  open = { host, crew };
  return crew;
}

async function nextDay(folder: string): Promise<Crew> {
  await open?.host.stop();
  skewMs += dayMs;
  return start(folder);
}

/** Whether the day of a task is not still to come. */
function hasCome({ row }: Waiting): boolean {
  return row.availableFrom === null || Date.parse(row.availableFrom) <= Date.now() + skewMs;
}

/** By row, a case that waits there. */
function waitingAt(tasks: Waiting[]): Map<string, Waiting> {
  return new Map(tasks.toReversed().map((task) => [task.at, task]));
}

/** Plays in the earlier version until a case waits at every row that it knows a way to, or time is half over. */
async function fill(): Promise<{ kept: Map<string, Waiting>; cases: string[] }> {
  const half = performance.now() + (until - performance.now()) / 2;
  let crew = await start(checkout);
  for (;;) {
    const tasks = await crew.waiting();
    const kept = waitingAt(tasks);
    const missing = rows.filter((row) => !kept.has(row));
    if (missing.length === 0 || performance.now() > half) {
      const cases = await crew.cases();
      await open?.host.stop();
      return { kept, cases };
    }
    let answered = 0;
    crew.wanted = new Set(missing);
    for (const task of tasks) {
      if (kept.get(task.at) === task || !hasCome(task)) continue;
      if (performance.now() > half) break;
      if (await crew.answer(task)) answered += 1;
    }
    if (answered > 0) {
      await pause(200);
      continue;
    }
    say(`${kept.size} of ${rows.length} rows; missing ${missing.join(" ")}`);
    // What lasts for days is gathered first, and the rest on one day.
    if (!missing.every((row) => shortLived.has(row))) crew = await nextDay(checkout);
    for (const { id } of currentProcedures()) {
      const isOf = (row: string) => row.startsWith(`${id}/`);
      const busy = tasks.filter((task) => isOf(task.at) && kept.get(task.at) !== task).length;
      for (let more = busy; more < atOnce && missing.some(isOf); more += 1) await crew.open(id);
    }
  }
}

/** Lets everybody work in this version until every case has ended; answers what did not. */
async function finish(cases: string[]): Promise<{ broken: string[]; ended: number }> {
  let crew = await start(here);
  const left = new Set(cases);
  const broken: string[] = [];
  while (left.size > 0 && !isOver()) {
    const tasks = (await crew.waiting()).filter(({ row }) => left.has(row.case));
    let answered = 0;
    for (const task of tasks.filter(hasCome)) if (!isOver() && (await crew.answer(task))) answered += 1;
    await pause(200);
    if (answered > 0) continue;
    for (const id of left) {
      const status = await crew.status(id);
      if (status === "GANGGUAN" || status.startsWith("HTTP")) broken.push(`${id}: ${status}`);
      if (broken.some((line) => line.startsWith(id)) || endings.includes(status)) left.delete(id);
    }
    say(`${left.size} cases go on`);
    if (left.size > 0) crew = await nextDay(here);
  }
  const still = new Map((await crew.waiting()).map(({ at, row }) => [row.case, at]));
  for (const id of left) broken.push(`${id} has not ended: ${still.get(id) ?? "waits for nothing"}`);
  await open?.host.stop();
  return { broken, ended: cases.length - broken.length };
}

const { cases, kept } = await fill();
const never = rows.filter((row) => !kept.has(row));
say(`${cases.length} cases at ${kept.size} of ${rows.length} rows; now this version`);
const { broken, ended } = await finish(cases);
for (const line of broken) say(`BROKEN  ${line}`);
if (broken.length === 0) await rm(dataDir, { recursive: true, force: true });
const report = { ok: broken.length === 0, cases: cases.length, ended, rows: kept.size, of: rows.length, never, broken };
process.stdout.write(`${JSON.stringify({ ...report, folder: broken.length === 0 ? null : dataDir })}\n`);
process.exit(broken.length === 0 ? 0 : 1);
