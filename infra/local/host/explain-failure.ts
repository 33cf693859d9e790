import { codeOf, StartUpError } from "./start-up-error.ts";
import { StoreError } from "./store-error.ts";

/** What a failure at the start means for the operator; a failure that is none of theirs is handed back as it is. */
export function asStartUpError(error: unknown, dataDir: string): unknown {
  if (error instanceof StartUpError) return error;
  if (error instanceof StoreError) {
    const held = `Another Alur Pustaka is running on the data folder ${dataDir}. Stop it first, or set DATA_DIR.`;
    return new StartUpError(error.code === "STORE_LOCKED" ? held : `${error.message}.`, { cause: error });
  }
  const code = codeOf(error);
  if (code && ["EACCES", "EROFS", "ENOSPC", "EPERM", "EDQUOT"].includes(code)) {
    return new StartUpError(`The data folder ${dataDir} cannot be written (${code}).`, { cause: error });
  }
  if (code && ["ENOTDIR", "EISDIR", "EEXIST"].includes(code)) {
    return new StartUpError(
      `The data folder ${dataDir} is damaged (${code}). Restore it from a backup; nothing was changed.`,
      { cause: error },
    );
  }
  return error;
}
