/** What happened, line by line: the same seed writes the same lines, which their hash shows. */
import { createHash } from "node:crypto";
import type { Schedule } from "./schedule.ts";

const mostKept = 80;

/** A promise that was broken. */
export class Broken extends Error {
  override name = "Broken";
}

export class Journal {
  readonly #hash = createHash("sha256");
  readonly #kept: string[] = [];
  readonly #schedule: Schedule;
  readonly #say: ((line: string) => void) | null;
  /** The first promise that was broken; what runs goes on until the step is over. */
  broken: Broken | null = null;
  step = 0;

  /** @param say told every line, for a replay */
  constructor(schedule: Schedule, say: ((line: string) => void) | null = null) {
    this.#schedule = schedule;
    this.#say = say;
  }

  note(line: string): void {
    const whole = `${this.step} ${this.#schedule.iso} ${line}`;
    this.#hash.update(`${whole}\n`);
    this.#kept.push(whole);
    if (this.#kept.length > 2 * mostKept) this.#kept.splice(0, mostKept);
    this.#say?.(whole);
  }

  /** Notes that a promise was broken. */
  blame(what: string): void {
    this.note(`BROKEN ${what}`);
    this.broken ??= new Broken(what);
  }

  /** The last lines. */
  get last(): string[] {
    return this.#kept.slice(-mostKept);
  }

  /** Of all lines so far, hex. */
  hash(): string {
    return this.#hash.copy().digest("hex");
  }
}
