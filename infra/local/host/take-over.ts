/**
 * Takes over what a data folder of format 1 kept beside the table: the workflow's own database file, and mails as files.
 *
 * It is all copied in one transaction and counted before that is committed; only then are the old ones moved aside. Whenever the
 * program is stopped, the next start goes on: without the commit it begins again, with it only what is left to move is moved.
 */
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename } from "node:fs/promises";
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { mailSchema } from "../emulators/ses/mail-schema.ts";
import { envelopeOf } from "../emulators/ses/message.ts";
import { mailInserter } from "../emulators/ses/message-store.ts";
import { workflowSchema } from "../emulators/step-functions/journal/schema.ts";
import type { DataFolder } from "./data-folder.ts";
import type { LocalDatabase } from "./database.ts";
import { syncFolder } from "./durable-file.ts";
import { readOldTable, type OldItem } from "./old-table.ts";
import { StartUpError } from "./start-up-error.ts";
import { explainStoreError, foreign } from "./store-error.ts";

/** What is moved aside, with what SQLite keeps beside a file that was not closed. */
const oldParts = ["workflow.sqlite", "workflow.sqlite-wal", "workflow.sqlite-shm", "mail", "mail-waiting", "table"];
const workflowTables = ["machine", "revision", "execution", "history", "token"];
/** Stands in the list of schemas once everything was copied. */
const takenOver = "format-1";

/**
 * Does nothing in a folder without such parts, unless one is missing that must be there.
 *
 * @param now epoch milliseconds; the old parts are found in `old-<date>/` afterwards
 * @param putItem puts an item of the table into the database, at once; its own tables were made before
 * @throws {StoreError} or {StartUpError} where an old part is damaged; nothing was changed then
 */
export async function takeOverFormat1(
  { path: folder, isOfFormat1 }: Pick<DataFolder, "path" | "isOfFormat1">,
  local: LocalDatabase,
  now: number,
  putItem: (item: OldItem) => Promise<void>,
): Promise<void> {
  const found = oldParts.filter((part) => existsSync(path.join(folder, part)));
  if (found.length === 0 && !isOfFormat1) return;
  local.migrate(workflowSchema);
  local.migrate(mailSchema);
  if (!isTakenOver(local.database)) {
    if (isOfFormat1 && !found.includes("workflow.sqlite")) throw damagedPart(path.join(folder, "workflow.sqlite"));
    await copyAll(folder, local, await readOldTable(folder), putItem);
  }
  await moveAside(folder, found, now);
}

function isTakenOver(database: DatabaseSync): boolean {
  return database.prepare("SELECT 1 FROM schema_part WHERE name = ?").get(takenOver) !== undefined;
}

async function copyAll(
  folder: string,
  local: LocalDatabase,
  items: OldItem[],
  putItem: (item: OldItem) => Promise<void>,
): Promise<void> {
  const { database } = local;
  const workflow = path.join(folder, "workflow.sqlite");
  const hasWorkflow = existsSync(workflow);
  if (hasWorkflow) attach(database, workflow);
  try {
    // Nobody else writes yet: the transaction may stay open while files are read.
    database.exec("BEGIN IMMEDIATE");
    if (hasWorkflow) for (const table of workflowTables) copyTable(database, table, workflow);
    await copyMails(folder, local);
    for (const item of items) await putItem(item);
    if (count(database, "item") !== items.length) throw damagedPart(path.join(folder, "table"));
    database.prepare("INSERT INTO schema_part (name, version) VALUES (?, 1)").run(takenOver);
    database.exec("COMMIT");
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw explainStoreError(error, hasWorkflow ? workflow : folder);
  } finally {
    if (hasWorkflow) database.exec("DETACH old");
  }
}

function attach(database: DatabaseSync, workflow: string): void {
  try {
    database.prepare("ATTACH ? AS old").run(workflow);
    const version = database.prepare("PRAGMA old.user_version").get()?.["user_version"];
    if (version !== 1) throw foreign(workflow);
  } catch (error) {
    throw explainStoreError(error, workflow);
  }
}

function copyTable(database: DatabaseSync, table: string, file: string): void {
  const [verdict] = database.prepare(`PRAGMA old.quick_check(${table})`).all();
  if (verdict && Object.values(verdict)[0] !== "ok") throw damagedPart(file);
  database.exec(`INSERT INTO main.${table} SELECT * FROM old.${table}`);
  if (count(database, `main.${table}`) !== count(database, `old.${table}`)) throw damagedPart(file);
}

/** Ids stay, for they are known outside. A note without its message was left by a stop between the two. */
async function copyMails(folder: string, local: LocalDatabase): Promise<void> {
  const mails = await namesIn(path.join(folder, "mail"), ".eml");
  const notes = await namesIn(path.join(folder, "mail-waiting"), "");
  const insert = mailInserter(local);
  for (const id of mails) {
    const raw = await readFile(path.join(folder, "mail", `${id}.eml`));
    const waiting = notes.has(id) ? { attempts: await attemptsIn(path.join(folder, "mail-waiting", id)) } : null;
    insert({ id, sentAt: Number(id.slice(0, 13)), raw, envelope: await envelopeOf(raw), waiting });
  }
  if (count(local.database, "mail") !== mails.size) throw damagedPart(path.join(folder, "mail"));
}

/** File names without their ending; half-written files of an old stop are none of them. */
async function namesIn(folder: string, ending: string): Promise<Set<string>> {
  if (!existsSync(folder)) return new Set();
  const names = (await readdir(folder)).filter((name) => name.endsWith(ending) && !name.endsWith(".tmp"));
  return new Set(names.toSorted().map((name) => name.slice(0, name.length - ending.length)));
}

async function attemptsIn(note: string): Promise<number> {
  const { attempts } = JSON.parse(await readFile(note, "utf8")) as { attempts?: number };
  return Number(attempts ?? 0);
}

function count(database: DatabaseSync, table: string): number {
  return Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.["n"]);
}

function damagedPart(part: string): StartUpError {
  return new StartUpError(
    `${part} is damaged and cannot be taken over. Restore it from a backup; nothing was changed.`,
  );
}

async function moveAside(folder: string, parts: string[], now: number): Promise<void> {
  const aside = path.join(folder, `old-${new Date(now).toISOString().slice(0, 10)}`);
  await mkdir(aside, { recursive: true, mode: 0o700 });
  // SQLite has written what stood beside its file into it, and removed it.
  for (const part of parts) {
    if (existsSync(path.join(folder, part))) await rename(path.join(folder, part), path.join(aside, part));
  }
  await syncFolder(aside);
  await syncFolder(folder);
}
