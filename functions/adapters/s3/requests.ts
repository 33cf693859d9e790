/** Requests to the file store. Without the S3 client: that is the largest of all clients. */
import type { Signer } from "../signing.ts";

/** Where the buckets are, and who asks for them. */
export interface FileStore extends Signer {
  /** With a path before the bucket, on one machine. */
  address: string;
}

/** A request for an object, as the signer takes it. */
export function requestFor(
  method: "GET" | "PUT" | "DELETE",
  { address }: FileStore,
  bucket: string,
  key: string,
  more: { headers?: Record<string, string>; query?: Record<string, string> } = {},
) {
  const store = new URL(address);
  return {
    method,
    protocol: store.protocol,
    hostname: store.hostname,
    path: `${store.pathname.replace(/\/$/, "")}/${bucket}/${key}`,
    headers: { host: store.host, "x-amz-content-sha256": "UNSIGNED-PAYLOAD", ...more.headers },
    query: more.query ?? {},
  };
}
