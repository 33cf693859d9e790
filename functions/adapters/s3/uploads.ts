import { S3Client } from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import type { Files } from "../../domain/ports.ts";
import { keyOf } from "./object-key.ts";

const uploadSeconds = 900;

/** Letters are uploaded by the browser straight to the bucket. */
export function uploadsTo(bucket: string): Pick<Files, "presignUpload"> {
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
  };
}
