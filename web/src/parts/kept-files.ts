/**
 * Files that were chosen in a form which is not sent yet, on the device for a day. What was uploaded may be gone from the
 * store by then, so the file itself is kept beside its key.
 */
import { isSharedDevice, keptMs, setSharedDevice, type KeptForm } from "./kept.ts";

export interface KeptFile {
  file: File;
  /** The key that the store gave; null as long as it is on its way. */
  key: string | null;
  /** When it was chosen, in milliseconds. */
  at: number;
}

/** Under which the fields of a form find the form whose files stay on the device, a `KeptForm`. */
export const keptFilesContext = Symbol("kept files");

/** The store keeps an upload for a day; before that it is sent again. */
export const uploadGoodMs = 20 * 60 * 60_000;

const store = "files";

export function keepFile({ by, name }: KeptForm, field: string, kept: KeptFile): Promise<void> {
  if (isSharedDevice()) return Promise.resolve();
  return within("readwrite", (files) => files.put({ ...kept, by }, keyOf(name, field))).then(() => undefined);
}

export async function keptFile({ by, name }: KeptForm, field: string): Promise<KeptFile | null> {
  const kept = await within("readonly", (files) => found(files, keyOf(name, field)));
  return kept && (kept.by ?? "") === by && Date.now() - kept.at < keptMs ? kept : null;
}

export function dropFile({ name }: KeptForm, field: string): Promise<void> {
  return within("readwrite", (files) => files.delete(keyOf(name, field))).then(() => undefined);
}

/** What somebody says of this device; on one that others use too, no file is left of any form. */
export function setSharedWithFiles(isShared: boolean): void {
  setSharedDevice(isShared);
  if (isShared) void dropFiles();
}

/** Takes away the files of a form; without a name all of them. */
export function dropFiles(form?: string): Promise<void> {
  const those = form === undefined ? undefined : IDBKeyRange.bound(keyOf(form, ""), keyOf(form, "\uffff"));
  return within("readwrite", (files) => (those ? files.delete(those) : files.clear())).then(() => undefined);
}

/** Takes away what has been kept for a day. */
export async function dropOldFiles(): Promise<void> {
  for (const key of (await within("readonly", (files) => files.getAllKeys())) ?? []) {
    const kept = await within("readonly", (files) => found(files, key));
    if (kept && Date.now() - kept.at >= keptMs) await within("readwrite", (files) => files.delete(key));
  }
}

function found(files: IDBObjectStore, key: IDBValidKey): IDBRequest<(KeptFile & Partial<KeptForm>) | undefined> {
  return files.get(key) as IDBRequest<(KeptFile & Partial<KeptForm>) | undefined>;
}

function keyOf(form: string, field: string): string {
  return `${form}\n${field}`;
}

/** Null where the device lets nobody keep anything: the page still works. */
async function within<Result>(
  mode: IDBTransactionMode,
  work: (files: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result | null> {
  try {
    const database = await opened();
    const done = await answered(work(database.transaction(store, mode).objectStore(store)));
    database.close();
    return done;
  } catch {
    return null;
  }
}

function opened(): Promise<IDBDatabase> {
  const opening = indexedDB.open("drafts", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(store);
  return answered(opening);
}

function answered<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error(request.error?.message ?? "not kept"));
  });
}
