/**
 * Notes on what was erased, of which copies know nothing that are older: they lie in the data folder beside the database, and, from
 * each copy on, in a list beside the copies. A restore brings them back with any copy. They hold no personal data.
 */
import { mkdir, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { erasureKey } from "../../names.ts";
import { readErasure, type NotedErasure } from "../../noted-erasures.ts";
import { erasedFolder, openObjectStore } from "../emulators/s3/object-store.ts";
import { writeDurably } from "../host/durable-file.ts";
import { lettersBucket } from "../host/environment.ts";
import { codeOf, StartUpError } from "../host/start-up-error.ts";

/** Name of the list beside the copies. */
const listName = "alur-pustaka-penghapusan.jsonl";

/** @param files folder of the files in a data folder */
export async function erasuresInFolder(files: string): Promise<NotedErasure[]> {
  const home = path.join(files, lettersBucket, erasedFolder);
  const noted: NotedErasure[] = [];
  for (const name of await namesIn(home)) {
    const [, ...lines] = (await readFile(path.join(home, name), "utf8")).split("\n");
    noted.push(read(lines.join("\n"), path.join(home, name)));
  }
  return noted;
}

/** Puts notes into a data folder; those that are there stay. */
export async function putErasures(files: string, noted: NotedErasure[]): Promise<void> {
  if (noted.length === 0) return;
  await mkdir(files, { recursive: true, mode: 0o700 });
  const store = await openObjectStore(files);
  for (const each of noted) {
    const facts = { key: erasureKey(each.caseId, each.class), contentType: "application/json", headers: {} };
    await store.put(lettersBucket, { ...facts, modifiedAt: Date.parse(each.at) }, Buffer.from(JSON.stringify(each)));
  }
}

/** The list beside copies; empty where there is none. @param folder of the copies */
export async function listedErasures(folder: string): Promise<NotedErasure[]> {
  const file = path.join(folder, listName);
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return "";
    throw error;
  });
  return text.split("\n").flatMap((line) => (line === "" ? [] : [read(line, file)]));
}

/** Adds to the list beside copies what it does not name yet. */
export async function listErasures(folder: string, noted: NotedErasure[]): Promise<void> {
  const before = await listedErasures(folder);
  const all = together(before, noted);
  if (all.length === before.length) return;
  await writeDurably(path.join(folder, listName), Buffer.from(all.map((each) => `${JSON.stringify(each)}\n`).join("")));
}

/** Each once. */
export function together(...lists: NotedErasure[][]): NotedErasure[] {
  return [...new Map(lists.flat().map((each) => [`${each.caseId} ${each.class}`, each])).values()];
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  });
}

/** @throws {StartUpError}: whatever it says must not come back unseen */
function read(text: string, file: string): NotedErasure {
  try {
    return readErasure(text);
  } catch (error) {
    throw new StartUpError(
      `${file} is damaged: it names what was erased. Take it from another copy, or mend the line.`,
      {
        cause: error,
      },
    );
  }
}
