/** Copies end by age. */
import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { instantOfCopy, writerOfDraft } from "./archive.ts";

const dayMs = 86_400_000;

/**
 * Removes copies of ours that are older, by their own instants, than so many days before the newest; the newest stays
 * however old it is, and so does every other file.
 *
 * @returns their names
 */
export async function removeOldCopies(folder: string, keepDays: number): Promise<string[]> {
  const files = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile());
  const copies: { name: string; at: number }[] = [];
  for (const { name } of files) {
    if (writerOfDraft(name) !== null) continue;
    const at = await instantOfCopy(path.join(folder, name)).catch(() => null);
    if (at) copies.push({ name, at: Date.parse(at) });
  }
  const newest = Math.max(...copies.map(({ at }) => at));
  const old = copies.filter(({ at }) => at < newest - keepDays * dayMs).map(({ name }) => name);
  for (const name of old) await rm(path.join(folder, name), { force: true });
  return old;
}
