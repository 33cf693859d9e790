import type { Files } from "../../domain/ports.ts";
import { downloadsFrom } from "./downloads.ts";
import { erasuresIn } from "./erasures.ts";
import type { FileStore } from "./requests.ts";
import { uploadsTo } from "./uploads.ts";

/** Files in one bucket. Forms for uploads are asked of whoever has the right to give them (`infra/aws/bundles.ts`). */
export function filesIn(bucket: string, store: FileStore): Files {
  return {
    ...downloadsFrom(bucket, store),
    erase: (...file) => erasuresIn(bucket, store).erase(...file),
    noteErasure: (...erasure) => erasuresIn(bucket, store).noteErasure(...erasure),
    presignUpload: (...upload) => uploadsTo(bucket, store).presignUpload(...upload),
  };
}
