/** Hands stored messages on to a real mail server, beside everything else: nothing ever waits for it. */
import type { Clock } from "../../host/clock.ts";
import type { LocalDatabase } from "../../host/database.ts";
import { failureFacts, type Log } from "../../host/log.ts";
import { WakeTimer } from "../../host/wake-timer.ts";
import { connections, type Attempt, type MailServer } from "./mail-server.ts";
import { isOfServer, type Trouble } from "./mail-trouble.ts";
import { isStale, longestPauseMs, pauseAfter, progressAfter, withoutUse } from "./relay-pauses.ts";
import { relayQueue, type Undelivered, type Waiting } from "./relay-queue.ts";

/** How it stands, for a page about the service's health. Instants are ISO 8601. */
export interface RelayStatus {
  waiting: number;
  /** When the oldest that waits was sent. */
  oldest: string | null;
  /** The last trouble with the server or a message, unless one was handed on, or the server found usable, since. */
  trouble: { word: Trouble; at: string } | null;
  lastTaken: string | null;
}

export interface Relay {
  /** Tries what is due, in the background; to be called when something was stored, and from time to time. */
  retry(): void;
  status(): RelayStatus;
  /** What became of messages that ended after an instant, epoch milliseconds. */
  fates(after: number): { taken: number; lost: number };
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** Ends at once. What was under way is handed on after the next start, a second time where the server had just taken it. */
  close(): void;
}

export interface RelayOptions {
  local: LocalDatabase;
  server: MailServer;
  clock: Clock;
  log: Log;
  /** Age at which a message that nobody took is given up. */
  giveUpAfterMs?: number | undefined;
  /** Told about a message that some never get. Answers whether that is known now; if not, it is told again. */
  report(id: string, undelivered: Undelivered): Promise<boolean>;
}

const twoDays = 48 * 60 * 60_000;

/** Takes up what waited. The message store of the same database has been opened before. */
export function openRelay({ local, server, clock, log, giveUpAfterMs = twoDays, report }: RelayOptions): Relay {
  const queue = relayQueue(local, longestPauseMs);
  const underWay = new Map<string, { urgent: boolean; done: Promise<void> }>();
  let reporting: Promise<void> | null = null;
  let closed = false;
  /** Trouble with the server concerns all; until then only urgent messages are tried. Epoch milliseconds. */
  let pausedUntil = 0;
  let failuresInARow = 0;
  let trouble: RelayStatus["trouble"] = null;
  /** Epoch milliseconds. */
  let checkedAt = 0;
  const timer = new WakeTimer(clock, fill);

  function fill(): void {
    if (closed) return;
    for (let next = nextDue(); next; next = nextDue()) begin(next);
    const now = clock.now();
    const nextTry = queue.nextTry(now);
    if (nextTry !== null) timer.notLaterThan(nextTry);
    if (pausedUntil > now) timer.notLaterThan(pausedUntil);
  }

  function nextDue(): Waiting | undefined {
    const now = clock.now();
    const isPaused = pausedUntil > now && pausedUntil <= now + longestPauseMs;
    // One connection is kept free for what somebody waits for.
    const others = [...underWay.values()].filter(({ urgent }) => !urgent).length;
    const urgentOnly = isPaused || others >= connections - 1;
    if (underWay.size >= connections) return undefined;
    return queue.due(now, urgentOnly, underWay.size + 1).find(({ id }) => !underWay.has(id));
  }

  function begin(message: Waiting): void {
    const done = handOn(message)
      .catch((error: unknown) => log("mail-relay-failed", failureFacts(error)))
      .finally(() => {
        underWay.delete(message.id);
        fill();
      });
    underWay.set(message.id, { urgent: message.urgent, done });
  }

  async function handOn(message: Waiting): Promise<void> {
    const { id, from, recipients } = message;
    if (isStale(message, clock.now())) return local.commit(() => queue.put(id, withoutUse(message, clock.now())));
    const attempt = await server.send(from, recipients, queue.raw(id));
    if (closed) return;
    note(message, attempt);
    const progress = progressAfter(message, attempt, clock.now(), giveUpAfterMs);
    await local.commit(() => queue.put(id, progress));
    if (progress.undelivered.length > 0) void reportAll();
  }

  function note({ id, attempts }: Waiting, attempt: Attempt): void {
    const now = clock.now();
    if (attempt.trouble) {
      log("mail-not-relayed", { id, attempts: attempts + 1, reason: attempt.trouble, code: attempt.code });
      trouble = { word: attempt.trouble, at: instant(now) };
    }
    if (attempt.trouble && isOfServer(attempt.trouble)) {
      // Several that fail at the same time are one failure of the server.
      if (pausedUntil > now) return;
      failuresInARow += 1;
      pausedUntil = now + pauseAfter(failuresInARow);
    } else {
      [failuresInARow, pausedUntil] = [0, 0];
      if (!attempt.trouble) trouble = null;
    }
  }

  function reportAll(): Promise<void> {
    return (reporting ??= tellAll()
      .catch((error: unknown) => log("bounce-failed", failureFacts(error)))
      .finally(() => (reporting = null)));
  }

  async function tellAll(): Promise<void> {
    for (let next = queue.unreported(""); next && !closed; next = queue.unreported(next.id)) {
      const { id, undelivered, text } = next;
      let all = true;
      for (const each of undelivered) all = (await report(id, each)) && all;
      if (all && !closed) await local.commit(() => queue.reported(id, text));
    }
  }

  /** A server that is not there is no reason not to start, but one to say so. */
  async function checkServer(): Promise<void> {
    checkedAt = clock.now();
    const hindrance = await server.check();
    if (closed) return;
    if (hindrance === null) {
      if (queue.counts().waiting === 0) trouble = null;
      return;
    }
    log("mail-server-not-usable", { reason: hindrance });
    trouble ??= { word: hindrance, at: instant(clock.now()) };
  }

  /** Of a server that nothing is sent to, nobody would hear that it is back. */
  function checkAgain(): void {
    const since = Math.abs(clock.now() - checkedAt);
    if (!trouble || !isOfServer(trouble.word) || since < longestPauseMs || queue.counts().waiting > 0) return;
    void checkServer();
  }

  // Who starts the service again may have mended what was in the way.
  queue.hurry(clock.now());
  void checkServer();
  fill();
  return {
    retry() {
      if (closed) return;
      void reportAll();
      checkAgain();
      fill();
    },
    status() {
      const { waiting, oldest, lastTaken } = queue.counts();
      return {
        waiting,
        oldest: oldest === null ? null : instant(oldest),
        trouble,
        lastTaken: lastTaken === null ? null : instant(lastTaken),
      };
    },
    fates: (after) => queue.fates(after),
    async idle() {
      while (underWay.size > 0 || reporting)
        await Promise.all([...[...underWay.values()].map(({ done }) => done), reporting]);
    },
    close() {
      closed = true;
      timer.stop();
      server.close();
    },
  };
}

function instant(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
