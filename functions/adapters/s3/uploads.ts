import type { Files } from "../../domain/ports.ts";
import { uploadKey } from "./object-key.ts";
import { signerFor } from "../signing.ts";
import type { FileStore } from "./requests.ts";

/** Long enough for a file to begin its way on a slow line; a later one gets a form of its own. */
const uploadSeconds = 300;

/**
 * Letters are uploaded by the browser straight to the bucket, with a form whose policy is signed: this key, this type, so
 * many bytes at most, until then (S3, "POST policy").
 */
export function uploadsTo(bucket: string, store: FileStore): Pick<Files, "presignUpload"> {
  const signer = signerFor("s3", store);
  return {
    async presignUpload(id, name, type, size) {
      const { accessKeyId, sessionToken } = store.credentials();
      // Whoever checks the policy has the system's clock, wherever ours has been put.
      const now = new Date();
      const date = now.toISOString().replace(/[-:]|\.\d{3}/g, "");
      const fields: Record<string, string> = {
        key: uploadKey(id),
        "Content-Type": type,
        "x-amz-meta-name": encodeURIComponent(name),
        "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
        "X-Amz-Credential": `${accessKeyId}/${date.slice(0, 8)}/${store.region}/s3/aws4_request`,
        "X-Amz-Date": date,
        ...(sessionToken ? { "X-Amz-Security-Token": sessionToken } : {}),
      };
      const policy = JSON.stringify({
        expiration: new Date(now.getTime() + uploadSeconds * 1000).toISOString(),
        conditions: [
          ["content-length-range", 1, size],
          { bucket },
          ...Object.entries(fields).map(([field, value]) => ({ [field]: value })),
        ],
      });
      const Policy = Buffer.from(policy).toString("base64");
      const signature = await signer.sign(Policy, { signingDate: now });
      const url = `${store.address.replace(/\/$/, "")}/${bucket}`;
      return { url, fields: { ...fields, Policy, "X-Amz-Signature": signature } };
    },
  };
}
