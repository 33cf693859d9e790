/** When a message is tried again, and when it is given up. */
import type { Attempt } from "./mail-server.ts";
import type { Progress, Undelivered, Waiting } from "./relay-queue.ts";

const shortestPauseMs = 30_000;
/** Longer would let mail lie although the server is back. */
export const longestPauseMs = 15 * 60_000;
/** Somebody waits for an urgent message. */
const longestUrgentPauseMs = 60_000;
/** So long is a code valid; an urgent message that is older is of no use. */
const urgentLifeMs = 10 * 60_000;

/** Pauses double from half a minute. */
export function pauseAfter(failures: number): number {
  return Math.min(shortestPauseMs * 2 ** (failures - 1), longestPauseMs);
}

/** A code that came too late would only mislead. */
export function isStale({ urgent, sentAt }: Waiting, now: number): boolean {
  return urgent && now - sentAt >= urgentLifeMs;
}

/**
 * What becomes of a message after an attempt.
 * @param now epoch milliseconds
 */
export function progressAfter(message: Waiting, attempt: Attempt, now: number, giveUpAfterMs: number): Progress {
  const { refused, later } = attempt;
  const attempts = message.attempts + (attempt.trouble ? 1 : 0);
  const isOver = !message.urgent && now - message.sentAt >= giveUpAfterMs;
  const at = new Date(now).toISOString();
  const undelivered: Undelivered[] = [];
  if (refused.length > 0) undelivered.push({ addresses: refused, why: "refused", at });
  if (later.length > 0 && isOver) undelivered.push({ addresses: later, why: "given-up", at });
  if (later.length > 0 && !isOver) {
    const pause = Math.min(pauseAfter(attempts), message.urgent ? longestUrgentPauseMs : longestPauseMs);
    return { state: "waiting", recipients: later, attempts, nextTryAt: now + pause, endedAt: null, undelivered };
  }
  const state =
    isOver && later.length > 0 ? "given-up" : refused.length === message.recipients.length ? "refused" : "taken";
  return { ...ended(state, attempts, now), undelivered };
}

/** Whoever waited for an urgent message has asked for another since: nobody is told. */
export function withoutUse({ attempts }: Waiting, now: number): Progress {
  return ended("given-up", attempts, now);
}

function ended(state: Progress["state"], attempts: number, now: number): Progress {
  return { state, recipients: [], attempts, nextTryAt: now, endedAt: now, undelivered: [] };
}
