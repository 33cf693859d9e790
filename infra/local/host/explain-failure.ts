import { codeOf, StartUpError } from "./start-up-error.ts";
import { WorkflowStoreError } from "../emulators/step-functions/engine/workflow.ts";

/** What a failure at the start means for the operator; a failure that is none of theirs is handed back as it is. */
export function asStartUpError(error: unknown, dataDir: string): unknown {
  if (error instanceof StartUpError) return error;
  if (error instanceof WorkflowStoreError) return new StartUpError(`${error.message}.`, { cause: error });
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
