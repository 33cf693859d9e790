import type { Files } from "../../domain/ports.ts";
import { downloadsFrom, type FileStore } from "./downloads.ts";
import { uploadsTo } from "./uploads.ts";

/** Letters in one bucket. Who only hands them out, or looks into them, needs no more than the half for downloads. */
export function filesIn(bucket: string, store: FileStore): Files {
  const uploads = lazily(() => uploadsTo(bucket));
  return {
    ...downloadsFrom(bucket, store),
    presignUpload: (...upload) => uploads().presignUpload(...upload),
  };
}

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
