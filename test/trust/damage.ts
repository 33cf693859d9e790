/**
 * Damages each file of a data folder in each way, and starts the service on it: either it is refused in a line that names
 * the damage and changes nothing, or the service runs and `check-data` names what is missing, or nothing is.
 */
import { createHash } from "node:crypto";
import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { checkData, goneFrom, officeWithVisits, startOn, stop } from "./office.ts";

type Harm = (file: string, bytes: Buffer) => Promise<void>;

/** Every way is by the file's bytes alone, so that it is the same each time. */
const harms: Record<string, Harm> = {
  removed: (file) => rm(file),
  emptied: (file) => truncate(file, 0),
  "cut in half": (file, bytes) => truncate(file, Math.floor(bytes.length / 2)),
  "another beginning": (file, bytes) => writeFile(file, overwritten(bytes, 0, 100)),
  "another middle": (file, bytes) => writeFile(file, overwritten(bytes, Math.floor(bytes.length / 2), 4_096)),
};

/** SQLite's own, which it makes anew. */
const passing = /-(wal|shm)$/;

export interface DamageReport {
  tried: number;
  refused: number;
  started: number;
  violations: string[];
}

/** @param every how many of the ways are left out between two that are tried; 1 tries all */
export async function damageEachFile(say: (line: string) => void, every = 1): Promise<DamageReport> {
  const report: DamageReport = { tried: 0, refused: 0, started: 0, violations: [] };
  const { folder, cases } = await officeWithVisits(2);
  try {
    const files = (await filesIn(folder)).filter((file) => !passing.test(file));
    const ways = files.flatMap((file) => Object.keys(harms).map((harm) => [file, harm] as const));
    for (const [file, harm] of ways.filter((_, index) => index % every === 0)) {
      const verdict = await damaged(folder, file, harm, cases);
      report.tried += 1;
      if (verdict === "refused") report.refused += 1;
      else if (verdict === "started") report.started += 1;
      else report.violations.push(`${file} ${harm}: ${verdict}`);
      say(`${file} ${harm}: ${verdict}`);
    }
    return report;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function damaged(from: string, file: string, harm: string, cases: string[]): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "alur-pustaka-damaged-"));
  const dataDir = path.join(folder, "data");
  try {
    await cp(from, dataDir, { recursive: true });
    await harms[harm]?.(path.join(dataDir, file), await readFile(path.join(dataDir, file)));
    const before = await fingerprint(dataDir);
    const { ready, started } = await startOn(dataDir);
    if (ready === null) return judgeRefusal(started.err(), before, await fingerprint(dataDir));
    const agency = await fetch(`${ready}/api/agency`).catch(() => null);
    await stop(started);
    if (agency?.status !== 200) return "it runs, and does not answer";
    return await judgeRun(dataDir, cases);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function judgeRefusal(said: string, before: string, after: string): string {
  if (/^\s+at /m.test(said)) return `refused with a stack: ${said.slice(0, 300)}`;
  if (!/damaged|missing|cannot be|is no /i.test(said)) return `refused without a reason: ${said.slice(0, 300)}`;
  return before === after ? "refused" : "refused, and the folder was changed";
}

/** What runs must have everything, or say in `check-data` what is not there. */
async function judgeRun(dataDir: string, cases: string[]): Promise<string> {
  const { code, err, out } = await checkData(dataDir);
  if (code === 1 && /^(difference: |The |.* is )/m.test(out + err)) return "started";
  if (code !== 0) return `check-data ended with ${code}: ${err.slice(0, 300)}`;
  const [gone] = await goneFrom(dataDir, cases);
  if (gone) return `it runs, check-data finds nothing, and ${gone} is gone`;
  return "started";
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .toSorted();
}

async function fingerprint(folder: string): Promise<string> {
  const hash = createHash("sha256");
  for (const file of (await filesIn(folder)).filter((name) => !passing.test(name)))
    hash.update(`${file}\n`).update(await readFile(path.join(folder, file)));
  return hash.digest("hex");
}

/** Bytes of which some are as if another file had been written over them. */
function overwritten(bytes: Buffer, from: number, length: number): Buffer {
  const changed = Buffer.from(bytes);
  for (let at = from; at < Math.min(bytes.length, from + length); at += 1) changed[at] = (at * 37 + 11) % 256;
  return changed;
}
