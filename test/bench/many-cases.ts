/** Very many open cases in the data folder of a host that has stopped: copies of a few that were really played. */
import { createHash } from "node:crypto";
import path from "node:path";
import type { Item } from "../../functions/adapters/items/item-store.ts";
import { keys } from "../../functions/adapters/items/keys.ts";
import { sqliteItems } from "../../functions/adapters/sqlite/item-store.ts";
import { databaseFile, openDatabase, type LocalDatabase } from "../../infra/local/host/database.ts";

/** A case to copy, and how many copies there are to be. */
export interface Sample {
  caseId: string;
  copies: number;
}

const atOnce = 500;
const year = 2026;
const minuteMs = 60_000;
/** Copies were asked for at different times, the oldest so long ago. */
const spreadMinutes = 10 * 24 * 60;
const firstNumber = 10_000;

/** Items, executions and places in the agenda book; all under numbers of their own. @returns how many items were put */
export async function copyCases(dataDir: string, samples: Sample[]): Promise<number> {
  const local = openDatabase(path.join(dataDir, databaseFile), "normal");
  try {
    const store = sqliteItems({ database: local.database, commit: async (write) => write() });
    const everything = store.everything();
    const copyExecution = executionCopier(local);
    let [copied, items] = [0, 0];
    // The agenda book goes on where it ends.
    let agenda = everything.filter(({ pk }) => pk === keys.register("incoming", year, 0).pk).length;
    for (const { caseId, copies } of samples) {
      const originals = everything.filter(
        ({ pk, caseId: of }) => pk === `CASE#${caseId}` || pk === keys.searchWord(caseId, 0).pk || of === caseId,
      );
      const entered = originals.some(({ pk }) => pk.startsWith("REGISTER#"));
      for (let done = 0; done < copies; done += atOnce) {
        local.database.exec("BEGIN");
        for (let index = done; index < Math.min(copies, done + atOnce); index += 1) {
          copied += 1;
          if (entered) agenda += 1;
          const rename = renamer(originals, caseId, firstNumber + copied, (copied * 7919) % spreadMinutes);
          for (const item of originals) await store.put(placed(rename(item), agenda));
          copyExecution(caseId, rename);
          items += originals.length;
        }
        local.database.exec("COMMIT");
      }
    }
    local.database.exec("ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)");
    return items;
  } finally {
    await local.close();
  }
}

type Rename = <Value>(value: Value) => Value;

/** Gives what is copied numbers and ids of its own, and moves it back in time. */
function renamer(originals: Item[], caseId: string, number: number, minutesAgo: number): Rename {
  const copy = caseId.replace(/\d+$/, String(number));
  const own = (id: string): string => createHash("sha256").update(`${id} ${number}`).digest("hex").slice(0, id.length);
  const ids = originals.flatMap((item) => [item["id"], item["hash"]]).filter((id) => typeof id === "string");
  const names = new Map([
    ...ids.filter((id) => /^[0-9a-f]{24,}$/.test(id)).map((id) => [id, own(id)] as const),
    [caseId, copy],
    [caseId.toLowerCase(), copy.toLowerCase()],
  ]);
  const known = new RegExp([...names.keys()].join("|"), "g");
  const submission = new RegExp(uuid, "g");
  return (value) =>
    JSON.parse(
      JSON.stringify(value)
        .replace(known, (name) => names.get(name) ?? name)
        // People are called alike, but not all of them.
        .replace(/santoso(?!\d)/gi, (name) => `${name}${number % 1000}`)
        .replace(submission, (id) => own(id.replaceAll("-", "")).replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"))
        .replace(instant, (at) => new Date(Date.parse(at) - minutesAgo * minuteMs).toISOString()),
    ) as typeof value;
}

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const instant = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;

/** An item with its place in the agenda book, where it has one. */
function placed(item: Item, agenda: number): Item {
  if (item.pk.startsWith("REGISTER#")) return { ...item, ...keys.register("incoming", year, agenda), number: agenda };
  return "agenda" in item ? { ...item, agenda: { ...(item["agenda"] as object), number: agenda } } : item;
}

/** Copies the execution of a case with its history, waiting with a token of its own. */
function executionCopier({ database }: LocalDatabase): (caseId: string, rename: Rename) => void {
  const execution = database.prepare("SELECT * FROM execution WHERE arn LIKE ?");
  const history = database.prepare("SELECT * FROM history WHERE execution = ?");
  const insertExecution = database.prepare(
    "INSERT INTO execution (id, arn, machine_arn, revision, status, wake_at, pending, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
  );
  const insertHistory = database.prepare("INSERT INTO history (execution, first_event, events) VALUES (?, ?, ?)");
  const insertToken = database.prepare("INSERT INTO token (token, execution) VALUES (?, ?)");
  let last = Number(database.prepare("SELECT max(id) AS id FROM execution").get()?.["id"]);
  const originals = new Map<string, { row: Record<string, unknown>; events: Record<string, unknown>[] }>();
  return (caseId, rename) => {
    let original = originals.get(caseId);
    if (!original) {
      const row = execution.get(`%:${caseId}`);
      if (!row) throw new Error(`${caseId} has no execution`);
      originals.set(caseId, (original = { row, events: history.all(Number(row["id"])) }));
    }
    const { events, row } = original;
    last += 1;
    const state = rename(JSON.parse(String(row["state"])) as { position?: { activity?: { token?: string } } });
    const activity = state.position?.activity;
    const token = activity?.token && createHash("sha512").update(`${activity.token} ${last}`).digest("base64url");
    if (activity && token) activity.token = token;
    const texts = [rename(String(row["arn"])), String(row["machine_arn"])];
    const numbers = [row["wake_at"], row["pending"]].map((value) => (value === null ? null : Number(value)));
    const [wakeAt = null, pending = null] = numbers;
    insertExecution.run(
      last,
      ...texts,
      Number(row["revision"]),
      String(row["status"]),
      wakeAt,
      pending,
      JSON.stringify(state),
    );
    for (const { first_event, events: told } of events)
      insertHistory.run(last, Number(first_event), JSON.stringify(rename(JSON.parse(String(told)))));
    if (token) insertToken.run(token, last);
  };
}
