/** Counts what happens, by the minute and in memory, for alarms about what happens too often. */
import type { HostEvent, Log } from "../host/log.ts";
import { healthPath } from "./settings.ts";

/** What is counted: faults of the API and of functions, what could not be handed over, cases that stopped, mails that failed. */
export type Counted =
  | "api-fault"
  | "function-fault"
  | "not-handed-over"
  | "case-stopped"
  | "mail-failure"
  | "guesses-used-up"
  | "holidays-missing";

export interface Tally {
  /** A log that also counts. */
  counting(log: Log): Log;
  /** Takes figures as functions emit them; see `functions/domain/metric-names.ts`. */
  figures(values: Record<string, number>): void;
  /** How often within the last minutes, a day at most. */
  count(what: Counted, minutes: number): number;
  /** Working days by which the oldest late step is late, as last found out. */
  oldestLateWorkingDays(): number;
}

const minuteMs = 60_000;
const keptMinutes = 24 * 60;
const events: Partial<Record<HostEvent, Counted>> = {
  "function-failed": "function-fault",
  "execution-broke": "not-handed-over",
  "bounce-failed": "not-handed-over",
};

/** @param monotonic milliseconds since any instant, whatever becomes of the clock */
export function openTally(monotonic: () => number): Tally {
  const counts = new Map<Counted, { minute: number; times: number }[]>();
  let oldestLate = 0;
  const minuteNow = (): number => Math.floor(monotonic() / minuteMs);

  function add(what: Counted, times = 1): void {
    const minute = minuteNow();
    const recent = (counts.get(what) ?? []).filter((each) => each.minute > minute - keptMinutes);
    const last = recent.at(-1);
    if (last?.minute === minute) last.times += times;
    else recent.push({ minute, times });
    counts.set(what, recent);
  }

  return {
    counting: (log) => (event, facts) => {
      const what = events[event] ?? (isApiFault(event, facts) ? "api-fault" : null);
      if (what) add(what);
      log(event, facts);
    },
    figures({ CasesStopped, GuessesUsedUp, HolidaysMissing, MailFailures, OldestLateWorkingDays }) {
      if (CasesStopped) add("case-stopped", CasesStopped);
      if (GuessesUsedUp) add("guesses-used-up", GuessesUsedUp);
      if (HolidaysMissing) add("holidays-missing", HolidaysMissing);
      if (MailFailures) add("mail-failure", MailFailures);
      oldestLate = OldestLateWorkingDays ?? oldestLate;
    },
    count(what, minutes) {
      const from = minuteNow() - minutes;
      const recent = (counts.get(what) ?? []).filter(({ minute }) => minute > from);
      return recent.reduce((sum, { times }) => sum + times, 0);
    },
    oldestLateWorkingDays: () => oldestLate,
  };
}

/** An answer of 5xx, but for the one by which this service says that it is not well. */
function isApiFault(event: HostEvent, { route, status }: Parameters<Log>[1]): boolean {
  return event === "request" && route !== healthPath && Number(status) >= 500;
}
