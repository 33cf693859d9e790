import type { Clock } from "../../functions/domain/ports.ts";

/** A clock that tests set and move. */
export interface TestClock extends Clock {
  /** The instant it shows, ISO 8601, without moving it. */
  at(): string;
  /** Puts it at an instant: ISO 8601 or epoch milliseconds. */
  set(instant: string | number): void;
  advance(length: { days?: number; hours?: number; minutes?: number; seconds?: number }): void;
}

/**
 * @param start ISO 8601
 * @param tickMs how far it moves by each reading: 1 keeps what happens one after another apart, 0 freezes it
 */
export function clockAt(start: string, tickMs = 1): TestClock {
  let now = Date.parse(start);
  return {
    now: () => {
      const read = now;
      now += tickMs;
      return read;
    },
    at: () => new Date(now).toISOString(),
    set: (instant) => {
      now = typeof instant === "number" ? instant : Date.parse(instant);
    },
    advance: ({ days = 0, hours = 0, minutes = 0, seconds = 0 }) => {
      now += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000;
    },
  };
}
