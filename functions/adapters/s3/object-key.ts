import type { StoredFile } from "../../domain/case/records.ts";
import { fileFolders } from "../../../infra/names.ts";

/** Where a browser puts what nobody has accepted yet. */
export const uploadKey = (id: string): string => `${fileFolders.uploads}${id}`;

/** Where a file stays that was accepted: the key says which bytes lie there, and of which case or request they are. */
export function keptKey({ hash, kept }: Pick<StoredFile, "hash" | "kept">): string {
  return `${fileFolders.kept}${typeof kept === "string" ? `${kept}/` : ""}${hash}`;
}

/** Key of a file that an item names. */
export const keyOf = (file: Pick<StoredFile, "hash" | "id" | "kept">): string =>
  file.kept ? keptKey(file) : `${fileFolders.before}${file.id}`;
