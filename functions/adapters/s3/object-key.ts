import type { StoredFile } from "../../domain/case/records.ts";
import { fileFolders } from "../../../infra/names.ts";

/** Where a browser puts what nobody has accepted yet. */
export const uploadKey = (id: string): string => `${fileFolders.uploads}${id}`;

/** Where a file stays that was accepted: the key says which bytes lie there. */
export const keptKey = (hash: string): string => `${fileFolders.kept}${hash}`;

/** Key of a file that an item names. */
export const keyOf = ({ hash, id, kept }: Pick<StoredFile, "hash" | "id" | "kept">): string =>
  kept ? keptKey(hash) : `${fileFolders.before}${id}`;
