/** What waits to be handed on, in the database file. Its writes belong inside a commit. */
import type { LocalDatabase } from "../../host/database.ts";

/** A message that waits. */
export interface Waiting {
  id: string;
  urgent: boolean;
  /** Epoch milliseconds. */
  sentAt: number;
  from: string;
  /** Those it has not been handed on for yet. */
  recipients: string[];
  /** How often it was tried in vain. */
  attempts: number;
}

/** Addresses that a message never reaches, and why: the server refused, or it was tried for too long. */
export interface Undelivered {
  addresses: string[];
  why: "refused" | "given-up";
  /** Instant at which it was found out, ISO 8601. */
  at: string;
}

/** Where a message is after an attempt. */
export interface Progress {
  state: "waiting" | "taken" | "refused" | "given-up";
  recipients: string[];
  attempts: number;
  /** Epoch milliseconds. */
  nextTryAt: number;
  /** Null while it waits. */
  endedAt: number | null;
  /** What is to be told about it, once. */
  undelivered: Undelivered[];
}

const columns = "r.mail AS id, r.urgent, r.sent_at, m.sender, r.recipients, r.attempts";

/** @param longestPauseMs a message whose next try is further away than that was put off by a clock that has been put back */
export function relayQueue({ database }: Pick<LocalDatabase, "database">, longestPauseMs: number) {
  const due = database.prepare(
    `SELECT ${columns} FROM mail_relay r JOIN mail m ON m.id = r.mail
     WHERE r.state = 'waiting' AND r.urgent >= ? AND (r.next_try_at <= ? OR r.next_try_at > ?)
     ORDER BY r.urgent DESC, r.next_try_at, r.mail LIMIT ?`,
  );
  const hurry = database.prepare("UPDATE mail_relay SET next_try_at = ? WHERE state = 'waiting' AND next_try_at > ?");
  const raw = database.prepare("SELECT raw FROM mail WHERE id = ?");
  const later = database.prepare(
    "SELECT min(next_try_at) AS at FROM mail_relay WHERE state = 'waiting' AND next_try_at > ?",
  );
  const update = database.prepare(
    `UPDATE mail_relay SET state = ?, recipients = ?, attempts = ?, next_try_at = ?, ended_at = ?,
     to_report = coalesce(?, to_report) WHERE mail = ?`,
  );
  const unreported = database.prepare(
    "SELECT mail, to_report FROM mail_relay WHERE to_report IS NOT NULL AND mail > ? ORDER BY mail LIMIT 1",
  );
  const reported = database.prepare("UPDATE mail_relay SET to_report = NULL WHERE mail = ? AND to_report = ?");
  const waiting = database.prepare(
    "SELECT count(*) AS waiting, min(sent_at) AS oldest FROM mail_relay WHERE state = 'waiting'",
  );
  const taken = database.prepare("SELECT max(ended_at) AS at FROM mail_relay WHERE state = 'taken'");
  const fates = database.prepare(
    `SELECT count(*) FILTER (WHERE state = 'taken') AS taken, count(*) FILTER (WHERE state <> 'taken') AS lost
     FROM mail_relay WHERE ended_at > ? AND NOT (urgent = 1 AND state = 'given-up')`,
  );
  const reports = database.prepare("SELECT to_report FROM mail_relay WHERE mail = ?");

  return {
    /** What is due, urgent messages first, then the one that has waited longest for its turn. */
    due: (now: number, urgentOnly: boolean, limit: number): Waiting[] =>
      due.all(urgentOnly ? 1 : 0, now, now + longestPauseMs, limit).map((row) => ({
        id: String(row["id"]),
        urgent: row["urgent"] === 1,
        sentAt: Number(row["sent_at"]),
        from: String(row["sender"]),
        recipients: JSON.parse(String(row["recipients"])) as string[],
        attempts: Number(row["attempts"]),
      })),
    /** Makes everything due that waits. */
    hurry: (now: number): void => void hurry.run(now, now),
    raw: (id: string): Uint8Array => raw.get(id)?.["raw"] as Uint8Array,
    /** The next instant after now at which something is due; null where nothing waits for one. */
    nextTry: (now: number): number | null => instantOf(later.get(now)?.["at"]),
    put(id: string, progress: Progress): void {
      const told = JSON.parse(String(reports.get(id)?.["to_report"] ?? "[]")) as Undelivered[];
      const all = [...told, ...progress.undelivered];
      const toReport = all.length > 0 ? JSON.stringify(all) : null;
      const { state, recipients, attempts, nextTryAt, endedAt } = progress;
      update.run(state, JSON.stringify(recipients), attempts, nextTryAt, endedAt, toReport, id);
    },
    /** The first message after the given one of which somebody is still to be told. */
    unreported(after: string): { id: string; undelivered: Undelivered[]; text: string } | null {
      const row = unreported.get(after);
      if (!row) return null;
      const text = String(row["to_report"]);
      return { id: String(row["mail"]), undelivered: JSON.parse(text) as Undelivered[], text };
    },
    /** @param text as `unreported` gave it: what came to it since is still to be told */
    reported: (id: string, text: string): void => void reported.run(id, text),
    /** What became of messages that ended after an instant; codes that came too late count for nothing. */
    fates(after: number): { taken: number; lost: number } {
      const row = fates.get(after);
      return { taken: Number(row?.["taken"] ?? 0), lost: Number(row?.["lost"] ?? 0) };
    },
    /** Instants in epoch milliseconds. */
    counts() {
      const row = waiting.get();
      return {
        waiting: Number(row?.["waiting"] ?? 0),
        oldest: instantOf(row?.["oldest"]),
        lastTaken: instantOf(taken.get()?.["at"]),
      };
    },
  };
}

function instantOf(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}
