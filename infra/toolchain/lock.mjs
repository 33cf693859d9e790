/** One process at a time: a lock file that a crashed owner cannot keep. */
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { say } from "./project.mjs";

/** The owner touches its lock this often; a lock untouched for `abandonedAfter` has lost its owner. */
const heartbeat = 1_000;
const abandonedAfter = 20_000;

/**
 * Runs `work` while no other process holds the lock; waits as long as another does.
 * @template T
 * @param {string} file the lock; its folder is made when missing
 * @param {string} waitingFor what to tell the person when it has to wait
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(file, waitingFor, work) {
  mkdirSync(path.dirname(file), { recursive: true });
  for (let told = false; !take(file); await wait(200)) {
    if (!told) say(`waiting: ${waitingFor}`);
    told = true;
    removeIfAbandoned(file);
  }
  const touching = setInterval(() => touch(file), heartbeat);
  try {
    return await work();
  } finally {
    clearInterval(touching);
    rmSync(file, { force: true });
  }
}

/** @param {string} file */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/** @param {string} file */
function touch(file) {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // The lock was removed by hand: the work goes on, and the next owner takes a new one.
  }
}

/**
 * Removes a lock whose owner is gone. Only one process at a time may judge, or the second would remove the lock that
 * the first has just taken.
 * @param {string} file
 */
function removeIfAbandoned(file) {
  const judging = `${file}.judging`;
  if (ageOf(judging) > abandonedAfter) rmSync(judging, { force: true });
  if (!take(judging)) return;
  try {
    if (ageOf(file) > abandonedAfter || !ownerRuns(file)) rmSync(file, { force: true });
  } finally {
    rmSync(judging, { force: true });
  }
}

/** @param {string} file */
function ageOf(file) {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? Date.now() - stat.mtimeMs : 0;
}

/** @param {string} file */
function ownerRuns(file) {
  try {
    const owner = Number(readFileSync(file, "utf8"));
    // Taken an instant ago and not written yet.
    if (!owner) return true;
    process.kill(owner, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM" || codeOf(error) === "ENOENT";
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
