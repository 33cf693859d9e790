/** Officials are written to while the office is open, whatever the hour of the play is. */
import { demoSettings } from "../../infra/local/host/demo-agency.ts";
import { officeClock } from "../../functions/domain/calendar/working-time.ts";

/** Longer than any process of a trial runs. */
const aWhileMs = 10 * 60_000;

/**
 * @param now epoch milliseconds
 * @returns the first instant from then on at which the office of the demo agency is open and stays so for a while, epoch milliseconds
 */
export function openFrom(now: number): number {
  const { runs, until } = officeClock(demoSettings.calendar, now);
  if (!runs) return until;
  return until - now > aWhileMs ? now : openFrom(until);
}
