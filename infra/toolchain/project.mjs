/** What every part of the toolchain needs: where the project is, how it speaks, how it fails. */
import { fileURLToPath } from "node:url";

/** A failure the reader can act on: its message is one clear line, shown without a stack. */
export class ToolchainError extends Error {}

/** The folder that holds package.json. `ALUR_ROOT` points the toolchain at another one (its own tests do). */
export function projectRoot() {
  return process.env.ALUR_ROOT ?? fileURLToPath(new URL("../../", import.meta.url));
}

/**
 * Tells the person at the terminal what is going on. On stderr, so that a program's stdout stays parseable.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`[set-up] ${line}\n`);
}

/**
 * Says a line every ten seconds while something long runs, so that nobody takes it for hanging.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function sayingStill(what, work) {
  const began = performance.now();
  const timer = setInterval(() => {
    say(`still ${what} (${Math.round((performance.now() - began) / 1000)} s)`);
  }, 10_000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
