import { failureFacts, type Log } from "./log.ts";

/** Closes everything in the opposite order, each whatever becomes of the others; what does not close is logged. */
export async function closeAll(opened: AsyncDisposableStack, log: Log): Promise<void> {
  try {
    await opened.disposeAsync();
  } catch (error) {
    for (const each of failures(error)) log("not-closed", failureFacts(each));
  }
}

/** A stack hands over the last failure, around the one before it, and so on. */
function failures(error: unknown): unknown[] {
  return error instanceof SuppressedError ? [...failures(error.suppressed), error.error] : [error];
}
