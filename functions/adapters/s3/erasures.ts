import { createHash } from "node:crypto";
import type { Files } from "../../domain/ports.ts";
import { erasureKey } from "../../../infra/names.ts";
import { keyOf } from "./object-key.ts";
import type { FileStore } from "./requests.ts";
import { write } from "./write.ts";

/** Erasing, and what tells of it: an object for each class of a case, which holds no personal data. */
export function erasuresIn(bucket: string, store: FileStore): Pick<Files, "erase" | "noteErasure"> {
  return {
    async erase(file) {
      if (file.kept !== true) await write("DELETE", store, bucket, keyOf(file));
    },
    async noteErasure(caseId, erasure) {
      const bytes = Buffer.from(JSON.stringify({ caseId, ...erasure }));
      const hash = createHash("sha256").update(bytes).digest("hex");
      await write("PUT", store, bucket, erasureKey(caseId, erasure.class), { bytes, hash });
    },
  };
}
