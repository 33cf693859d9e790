/** Looks at all alarms once a minute, and mails: at most once a day for each that rings, and once when it is over. */
import type { LocalDatabase } from "../host/database.ts";
import { failureFacts, type Log } from "../host/log.ts";
import type { AlarmName } from "../../alarms.ts";
import { localAlarms, type Facts, type LocalAlarm, type LocalAlarmName } from "./alarms.ts";

export type AnyAlarmName = AlarmName | LocalAlarmName;

/** How an alarm stands; instants are epoch milliseconds. */
export interface Standing {
  /** Since when it rings; null while it does not. */
  since: number | null;
  /** A mail has told that it rings. */
  told: boolean;
  /** When the last mail told that it rings, or where that cannot be told, that it had rung. */
  mailedAt: number | null;
}

export interface AlarmWatchOptions {
  local: Pick<LocalDatabase, "database" | "commit">;
  log: Log;
  now: () => number;
  /** Mails that an alarm rings, or (`over`: when something was last wrong) that it does no more. Null: nobody is to be mailed. */
  mail: ((alarm: LocalAlarm, since: number, about: { what: string } | { over: number }) => Promise<void>) | null;
}

export interface AlarmWatch {
  look(facts: Facts): Promise<void>;
  ringing(): AnyAlarmName[];
}

const dayMs = 24 * 60 * 60_000;
const silent: Standing = { since: null, told: false, mailedAt: null };

/** Goes on where the last host stopped. The tables of `healthSchema` have been made before. */
export function watchAlarms({ local, log, now, mail }: AlarmWatchOptions): AlarmWatch {
  const standings = storedStandings(local);
  /** When something was last wrong. */
  const wrongAt = new Map<AnyAlarmName, number>();

  async function ring(name: AnyAlarmName, what: string): Promise<void> {
    const at = now();
    const alarm = localAlarms[name];
    const before = standings.get(name);
    wrongAt.set(name, at);
    const after: Standing = { ...before, since: before.since ?? at };
    if (before.since === null) log("alarm", { name, state: "rings", what });
    if (mail && isDue(before, at) && !alarm.toldAfterwards) {
      if (await mailed(name, () => mail(alarm, after.since ?? at, { what })))
        Object.assign(after, { told: true, mailedAt: at });
    }
    await standings.put(name, after);
  }

  async function rest(name: AnyAlarmName): Promise<void> {
    const { since, told, mailedAt } = standings.get(name);
    if (since === null) return;
    const at = now();
    const alarm = localAlarms[name];
    // A host that was started again does not know when; it waits once more.
    const last = Math.min(wrongAt.get(name) ?? at, at);
    wrongAt.set(name, last);
    if (at - last < alarm.quietMinutes * 60_000) return;
    const isOnlyNow = alarm.toldAfterwards === true && isDue({ mailedAt }, at);
    if (mail && (told || isOnlyNow) && !(await mailed(name, () => mail(alarm, since, { over: last })))) return;
    log("alarm", { name, state: "over" });
    await standings.put(name, { since: null, told: false, mailedAt: isOnlyNow ? at : mailedAt });
  }

  async function mailed(name: AnyAlarmName, send: () => Promise<void>): Promise<boolean> {
    try {
      await send();
      return true;
    } catch (error) {
      log("alarm-not-mailed", { name, ...failureFacts(error) });
      return false;
    }
  }

  return {
    async look(facts) {
      for (const [key, alarm] of Object.entries(localAlarms)) {
        const name = key as AnyAlarmName;
        const what = alarm.wrong(facts);
        await (what === null ? rest(name) : ring(name, what));
      }
    },
    ringing: () => standings.ringing(),
  };
}

/** A clock that was put back must not silence an alarm until the old time comes again. */
function isDue({ mailedAt }: Pick<Standing, "mailedAt">, at: number): boolean {
  return mailedAt === null || Math.abs(at - mailedAt) >= dayMs;
}

/** Kept in memory too, for an alarm rings above all where nothing can be written. */
function storedStandings({ database, commit }: Pick<LocalDatabase, "database" | "commit">) {
  const write = database.prepare("INSERT OR REPLACE INTO alarm (name, since, told, mailed_at) VALUES (?, ?, ?, ?)");
  const rows = database.prepare("SELECT name, since, told, mailed_at FROM alarm").all();
  const known = new Map<string, Standing>(
    rows.map((row) => [
      String(row["name"]),
      { since: instantOf(row["since"]), told: row["told"] === 1, mailedAt: instantOf(row["mailed_at"]) },
    ]),
  );
  const get = (name: AnyAlarmName): Standing => known.get(name) ?? silent;
  return {
    get,
    ringing: () => (Object.keys(localAlarms) as AnyAlarmName[]).filter((name) => get(name).since !== null),
    async put(name: AnyAlarmName, standing: Standing): Promise<void> {
      const before = get(name);
      known.set(name, standing);
      const { since, told, mailedAt } = standing;
      if (before.since === since && before.told === told && before.mailedAt === mailedAt) return;
      // What is not written is only told once more after the next start.
      await commit(() => write.run(name, since, told ? 1 : 0, mailedAt)).catch(() => undefined);
    },
  };
}

function instantOf(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}
