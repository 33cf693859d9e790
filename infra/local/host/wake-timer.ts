import type { Clock } from "./clock.ts";

// Node's timers take at most 24.8 days, and the system's clock may be set: look again once a minute.
const LONGEST_SLEEP_MS = 60_000;

/** One timer for the earliest instant anybody waits for. It follows the clock's jumps. */
export class WakeTimer {
  readonly #clock: Clock;
  readonly #wake: () => void;
  readonly #unsubscribe: () => void;
  #at = Infinity;
  #timeout: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(clock: Clock, wake: () => void) {
    this.#clock = clock;
    this.#wake = wake;
    this.#unsubscribe = clock.onJump(() => this.#check());
  }

  /** Wakes at the instant, epoch milliseconds, unless it already does so earlier. */
  notLaterThan(at: number): void {
    if (this.#stopped || at >= this.#at) return;
    this.#at = at;
    this.#arm();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timeout);
    this.#unsubscribe();
  }

  #arm(): void {
    clearTimeout(this.#timeout);
    const sleep = Math.min(Math.max(0, this.#at - this.#clock.now()), LONGEST_SLEEP_MS);
    this.#timeout = setTimeout(() => this.#check(), sleep);
    this.#timeout.unref();
  }

  #check(): void {
    if (this.#stopped || this.#at === Infinity) return;
    if (this.#clock.now() < this.#at) return this.#arm();
    this.#at = Infinity;
    this.#wake();
  }
}
