import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import path from "node:path";
import {
  erasedFolder,
  objectFile,
  openObjectStore,
  uploadsFolder,
  type ObjectStore,
} from "../emulators/s3/object-store.ts";
import { lettersBucket } from "../host/environment.ts";
import type { OneMachine } from "../host/one-machine.ts";
import type { Findings } from "./findings.ts";

type NamedFile = ReturnType<OneMachine["inventory"]>["files"][number];

/** Each file that an item names is there, with the bytes it had; one that nobody names was never sent off with a form. */
export async function checkFiles(folder: string, named: NamedFile[]): Promise<Findings> {
  const store = await openObjectStore(folder);
  const differences: string[] = [];
  for (const { key, hash, namedBy } of named) {
    const found = await hashOf(store, key);
    if (found === null) differences.push(`${namedBy} names the file ${key}, which is not there`);
    else if (found !== hash) differences.push(`${namedBy} names the file ${key}, whose bytes are not those it had`);
  }
  const known = new Set(named.map(({ key }) => path.basename(objectFile(lettersBucket, key))));
  const present = await readdir(path.join(folder, lettersBucket)).catch(() => []);
  const notes = present
    .filter((name) => name !== uploadsFolder && name !== erasedFolder && !known.has(name))
    .map((name) => `nobody names the file ${name}`);
  return { differences, notes };
}

/** SHA-256, hex; null where there is no file. */
async function hashOf(store: ObjectStore, key: string): Promise<string | null> {
  const facts = await store.head(lettersBucket, key).catch(() => ({ size: 0 }));
  if (!facts) return null;
  const hash = createHash("sha256");
  if (facts.size > 0) {
    for await (const chunk of await store.stream(lettersBucket, key, 0, facts.size - 1)) hash.update(chunk as Buffer);
  }
  return hash.digest("hex");
}
