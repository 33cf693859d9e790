/** Why the database file cannot be used; stable, for programs. */
export type StoreErrorCode = "STORE_LOCKED" | "STORE_DAMAGED" | "STORE_UNWRITABLE" | "STORE_FOREIGN";

/** The database file cannot be used. The message is one line for people and names the file. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "StoreError";
    this.code = code;
  }
}

// SQLite's primary result codes.
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;

/** Says what an SQLite error means for the one who starts the program; other errors are handed back as they are. */
export function explainStoreError(error: unknown, file: string): unknown {
  const code =
    typeof error === "object" && error !== null && "errcode" in error ? Number(error.errcode) & 0xff : undefined;
  switch (code) {
    case BUSY:
    case LOCKED:
      return new StoreError("STORE_LOCKED", `${file} is in use by another process`, error);
    case CORRUPT:
    case NOTADB:
      return damaged(file, error);
    case READONLY:
    case FULL:
    case CANTOPEN:
      return new StoreError(
        "STORE_UNWRITABLE",
        `${file} cannot be written: check the folder's rights and the free space`,
        error,
      );
    default:
      return error;
  }
}

/** The file holds something that SQLite or we cannot have written. */
export function damaged(file: string, cause?: unknown): StoreError {
  const advice = "restore it from a backup or move it away";
  return new StoreError("STORE_DAMAGED", `${file} is damaged and was left as it is; ${advice}`, cause);
}

/** The file, or a part of it, is none that this version of the program writes. */
export function foreign(file: string, why = "was not written by this version of the program"): StoreError {
  return new StoreError("STORE_FOREIGN", `${file} ${why}`);
}
