/**
 * What may be tried some times, and then after waits that grow. Counted for whoever tries, never for whom it is tried at. Each
 * try is one write that answers what it has come to, so that sixty at once are counted as sixty.
 */
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import { isoInstant, minutesLater } from "../calendar/instants.ts";
import type { Dependencies } from "../ports.ts";

export interface Allowance {
  name: string;
  /** How often in a series, which ends with a wait. */
  tries: number;
  /** Minutes; the last one stays. */
  waits: readonly number[];
}

/** Minutes in which nobody may try, the more the oftener it was too often. */
export const growingWaits = [15, 60, 4 * 60, 24 * 60] as const;

const day = 24 * 60;
/** After so long without a try all is forgotten. */
const rememberedMinutes = 7 * day;

type Needs = Pick<Dependencies, "clock" | "tries">;

/**
 * Counts a try. A wait counts from the first try of a series, so whoever waited anyway is not made to wait again; each series
 * in which something was tried makes the next one longer.
 *
 * @returns minutes to wait; null: it was allowed
 */
export async function tryOnce(dependencies: Needs, allowance: Allowance, source: string): Promise<number | null> {
  const { clock, tries } = dependencies;
  const now = isoInstant(clock.now());
  const key = `${allowance.name}#${source}`;
  const state = await tries.count(key, now, minutesLater(now, rememberedMinutes));
  if (state === null) return minutesUntil((await tries.of(key))?.lockedUntil ?? now, now);
  const until = minutesLater(state.since, waitAfter(allowance.waits, state.series));
  if (until <= now) {
    const series = state.series + (state.tries > 1 ? 1 : 0);
    const isFirst = await tries.nextSeries(key, state, { tries: 1, since: now, series });
    return isFirst ? null : tryOnce(dependencies, allowance, source);
  }
  if (state.tries <= allowance.tries) return null;
  await tries.nextSeries(key, state, { tries: 0, since: until, series: state.series + 1 });
  return minutesUntil(until, now);
}

/** A try that was no misuse after all counts no more. */
export async function takeBack({ tries }: Pick<Needs, "tries">, { name }: Allowance, source: string): Promise<void> {
  await tries.takeBack(`${name}#${source}`);
}

/** All tries of somebody count no more. */
export async function forgetTries({ tries }: Pick<Needs, "tries">, { name }: Allowance, source: string): Promise<void> {
  await tries.forget(`${name}#${source}`);
}

/** @param locks before this one */
export function waitAfter(waits: readonly number[], locks: number): number {
  return waits[locks] ?? Math.max(...waits);
}

function minutesUntil(until: string, now: string): number {
  return Math.max(1, Math.ceil((Date.parse(until) - Date.parse(now)) / 60_000));
}

/** "15 menit", "4 jam". */
export function waitInWords(minutes: number): Text {
  if (minutes < 60) return { id: `${minutes} menit`, en: minutes === 1 ? "a minute" : `${minutes} minutes` };
  const hours = Math.ceil(minutes / 60);
  return { id: `${hours} jam`, en: hours === 1 ? "an hour" : `${hours} hours` };
}
