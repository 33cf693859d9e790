import type { Clock } from "../domain/ports.ts";

/**
 * The machine's clock.
 *
 * @param skewMs moves it, for demonstrations and tests that cannot wait for a working day; asked each time
 */
export function clockWith(skewMs: () => number): Clock {
  return { now: () => Date.now() + skewMs() };
}
