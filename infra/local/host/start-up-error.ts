/** A reason not to start (or not to go on) that the operator can act on: its message is one clear line, shown without a stack. */
export class StartUpError extends Error {
  override name = "StartUpError";
}

/** Error code of the system (`EADDRINUSE`, `ENOENT` ...), if the thrown value has one. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
