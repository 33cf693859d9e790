/** Whether backups are still made: by another program, whose silence nobody hears. */
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import type { Status } from "./status.ts";

export interface BackupHealth {
  status: Status;
  /** A folder is watched. */
  watched: boolean;
  /** When the newest was written; null where there is none, or the folder cannot be read. */
  newest: string | null;
}

/** Of two copies a day, one may fail. */
const oldMs = 36 * 60 * 60_000;

/**
 * @param folder in which backups are expected, if any is watched
 * @param now epoch milliseconds
 */
export async function backupHealth(folder: string | undefined, now: number): Promise<BackupHealth> {
  if (folder === undefined) return { status: "ok", watched: false, newest: null };
  const newest = await newestIn(folder).catch(() => null);
  if (newest === null) return { status: "degraded", watched: true, newest };
  const status = now - newest >= oldMs ? "degraded" : "ok";
  return { status, watched: true, newest: new Date(newest).toISOString() };
}

/** Epoch milliseconds. An empty file, or one that is still written under another name, is no backup. */
async function newestIn(folder: string): Promise<number | null> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile() && !entry.name.endsWith(".tmp")).map(({ name }) => name);
  const files = await Promise.all(names.map((name) => stat(path.join(folder, name))));
  const times = files.filter(({ size }) => size > 0).map(({ mtimeMs }) => mtimeMs);
  return times.length > 0 ? Math.max(...times) : null;
}
