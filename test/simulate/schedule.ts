/** Virtual time: what happens when, in one order that the seed decides. Nothing here waits for a real clock. */
import type { Clock } from "../../functions/domain/ports.ts";

interface Job {
  at: number;
  order: number;
  run: () => void;
}

/** Every so many readings the clock moves by a millisecond, so that some things have the same instant and some have not. */
const readingsPerMs = 4;

/** What is to happen, the earliest first; of the same instant in the order in which it was asked for. */
export class Schedule implements Clock {
  readonly #heap: Job[] = [];
  #order = 0;
  #now: number;
  #readings = 0;

  /** @param start epoch milliseconds */
  constructor(start: number) {
    this.#now = start;
  }

  /** As programs read it. */
  now(): number {
    this.#readings += 1;
    if (this.#readings % readingsPerMs === 0) this.#now += 1;
    return this.#now;
  }

  /** The instant it shows, epoch milliseconds, without moving it. */
  get instant(): number {
    return this.#now;
  }

  /** As `instant`, ISO 8601. */
  get iso(): string {
    return new Date(this.#now).toISOString();
  }

  /** Has something happen at an instant (epoch milliseconds), or now where that has passed. */
  at(instant: number, run: () => void): void {
    const heap = this.#heap;
    heap.push({ at: Math.max(instant, this.#now), order: (this.#order += 1), run });
    for (let place = heap.length - 1; place > 0;) {
      const above = (place - 1) >> 1;
      if (!this.#earlier(place, above)) return;
      this.#swap(place, above);
      place = above;
    }
  }

  after(ms: number, run: () => void): void {
    this.at(this.#now + ms, run);
  }

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /** Moves the clock to what is next, and lets it happen; false where nothing is left. */
  next(): boolean {
    const job = this.#pop();
    if (!job) return false;
    this.#now = Math.max(this.#now, job.at);
    job.run();
    return true;
  }

  #pop(): Job | undefined {
    const heap = this.#heap;
    const [first] = heap;
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    heap[0] = last;
    for (let place = 0; ;) {
      const [left, right] = [2 * place + 1, 2 * place + 2];
      const least = right < heap.length && this.#earlier(right, left) ? right : left;
      if (least >= heap.length || !this.#earlier(least, place)) return first;
      this.#swap(least, place);
      place = least;
    }
  }

  #earlier(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (!a || !b) return false;
    return a.at < b.at || (a.at === b.at && a.order < b.order);
  }

  #swap(one: number, other: number): void {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (!a || !b) return;
    this.#heap[one] = b;
    this.#heap[other] = a;
  }
}
