/**
 * Where what is typed and not sent yet is kept on a device. In the tab a reload costs nothing, and whoever comes next at the
 * computer finds nothing; on the device it is still there a day later, unless others use it too.
 */
export type Where = "tab" | "device";

/** A form that keeps what is typed. The name says what is filled in, never who does it. */
export interface KeptForm {
  name: string;
  /** Who types, where the page knows it: for anybody else at the same device there is nothing. */
  by: string;
}

/** Milliseconds for which a device keeps something. */
export const keptMs = 24 * 60 * 60_000;

const begins = "draft:";
const sharedKey = "shared-device";

/** What is kept under a name; null where nothing is, or a day has passed. */
export function readKept(name: string, where: Where): unknown {
  return read(sessionStorageOrNone(), name) ?? (where === "device" ? read(localStorageOrNone(), name) : null);
}

/** Keeps something in place of what was there; without storage the page still works. */
export function keep(name: string, data: unknown, where: Where): void {
  write(sessionStorageOrNone(), name, data);
  if (where === "device" && !isSharedDevice()) write(localStorageOrNone(), name, data);
}

export function dropKept(name: string): void {
  for (const storage of [sessionStorageOrNone(), localStorageOrNone()]) storage?.removeItem(begins + name);
}

/** Whether somebody has said of this device that others use it too. */
export function isSharedDevice(): boolean {
  return localStorageOrNone()?.getItem(sharedKey) === "1";
}

/** On a device that others use too, nothing is left of what was kept on it. */
export function setSharedDevice(isShared: boolean): void {
  const storage = localStorageOrNone();
  if (!storage) return;
  if (!isShared) return storage.removeItem(sharedKey);
  storage.setItem(sharedKey, "1");
  for (const key of keysOf(storage)) storage.removeItem(key);
}

/** Takes away what has been kept for a day. */
export function dropOld(): void {
  const storage = localStorageOrNone();
  for (const key of storage ? keysOf(storage) : []) read(storage, key.slice(begins.length));
}

function read(storage: Storage | null, name: string): unknown {
  try {
    const kept = JSON.parse(storage?.getItem(begins + name) ?? "null") as { at: number; data: unknown } | null;
    if (kept === null || typeof kept.at !== "number") return null;
    if (Date.now() - kept.at < keptMs) return kept.data;
    storage?.removeItem(begins + name);
  } catch {
    // Not ours, or of an earlier version of the page.
  }
  return null;
}

function write(storage: Storage | null, name: string, data: unknown): void {
  try {
    storage?.setItem(begins + name, JSON.stringify({ at: Date.now(), data }));
  } catch {
    // A full storage must not stop anyone from typing.
  }
}

function keysOf(storage: Storage): string[] {
  return Object.keys(storage).filter((key) => key.startsWith(begins));
}

function localStorageOrNone(): Storage | null {
  return allowed(() => localStorage);
}

function sessionStorageOrNone(): Storage | null {
  return allowed(() => sessionStorage);
}

function allowed(storage: () => Storage): Storage | null {
  try {
    return storage();
  } catch {
    return null;
  }
}
