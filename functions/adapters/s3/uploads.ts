import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { createHash } from "node:crypto";
import type { Files } from "../../domain/ports.ts";
import { keyOf } from "./downloads.ts";

const uploadSeconds = 900;
const largestRead = 5 * 1024 * 1024;

/** Letters are uploaded by the browser straight to the bucket, and judged by their content. */
export function uploadsTo(bucket: string): Omit<Files, "presignDownload"> {
  const client = new S3Client({ forcePathStyle: true });
  return {
    async presignUpload(id, name, type, size) {
      const { url, fields } = await createPresignedPost(client, {
        Bucket: bucket,
        Key: keyOf(id),
        Expires: uploadSeconds,
        Fields: { "Content-Type": type, "x-amz-meta-name": encodeURIComponent(name) },
        Conditions: [
          ["content-length-range", 1, size],
          ["eq", "$Content-Type", type],
        ],
      });
      return { url, fields };
    },

    async inspect(id) {
      const found = await client
        .send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(id) }))
        .catch((error: unknown) => {
          if (error instanceof Error && (error.name === "NoSuchKey" || error.name === "NotFound")) return null;
          throw error;
        });
      if (!found?.Body) return null;
      const size = found.ContentLength ?? 0;
      const name = decodeURIComponent(found.Metadata?.["name"] ?? "surat");
      if (size > largestRead) return { type: null, size, hash: "", name };
      const bytes = await found.Body.transformToByteArray();
      return { type: typeOf(bytes), size, hash: createHash("sha256").update(bytes).digest("hex"), name };
    },
  };
}

const signatures: [type: string, bytes: number[]][] = [
  ["application/pdf", [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ["image/jpeg", [0xff, 0xd8, 0xff]],
  ["image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];

/** By content; null for anything but PDF, JPEG and PNG. */
function typeOf(bytes: Uint8Array): string | null {
  return signatures.find(([, start]) => start.every((byte, index) => bytes[index] === byte))?.[0] ?? null;
}
