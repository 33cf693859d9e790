import { fileFolders } from "../../../infra/names.ts";
import { keptKey } from "../s3/object-key.ts";

/**
 * Keys of the accepted files that an item names, of whatever kind it is and wherever they stand in it, also in one that this
 * program cannot read: what is named by anything at all is not to be removed. What is left of a file that was erased names
 * nothing.
 */
export function filesNamedIn(item: unknown): string[] {
  const found: string[] = [];
  const left = [item];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value === "string" && value.startsWith(fileFolders.kept)) found.push(value);
    if (typeof value !== "object" || value === null) continue;
    const { erased, hash, kept } = value as { erased?: unknown; hash?: unknown; kept?: unknown };
    const isFile = typeof hash === "string" && (kept === true || typeof kept === "string");
    if (isFile && erased === undefined) found.push(keptKey({ hash, kept }));
    left.push(...(Object.values(value) as unknown[]));
  }
  return found;
}
