import type { Clock } from "../domain/ports.ts";

/** The machine's clock. `CLOCK_SKEW_MS` moves it, for demonstrations and tests that cannot wait for a working day. */
export const clock: Clock = {
  now: () => Date.now() + Number(process.env["CLOCK_SKEW_MS"] ?? 0),
};
