/**
 * Signs requests to the file store, and a browser's forms. Without the S3 client: that is the largest of all clients, and
 * signing calls nobody.
 */
import { createHash, createHmac, type Hash, type Hmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";

/** Where the buckets are, and who asks for them. */
export interface FileStore {
  region: string;
  /** With a path before the bucket, on one machine. */
  address: string;
  /** Those of now; the service may change them. */
  credentials: () => { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
}

export function signerFor({ region, credentials }: FileStore): SignatureV4 {
  return new SignatureV4({
    service: "s3",
    region,
    sha256: Sha256,
    uriEscapePath: false,
    applyChecksum: false,
    credentials: async () => credentials(),
  });
}

/** A request for an object, as the signer takes it. */
export function requestFor(
  method: "GET" | "PUT",
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

/** SHA-256, plain or keyed, in the shape that the signer takes. */
class Sha256 {
  private hash: Hash | Hmac;
  private readonly begin: () => Hash | Hmac;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    const key = secret === undefined ? null : bytesOf(secret);
    this.begin = () => (key ? createHmac("sha256", key) : createHash("sha256"));
    this.hash = this.begin();
  }

  update(chunk: Uint8Array): void {
    this.hash.update(chunk);
  }

  async digest(): Promise<Uint8Array> {
    return new Uint8Array(this.hash.digest());
  }

  reset(): void {
    this.hash = this.begin();
  }
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof data === "string") return Buffer.from(data);
  return data instanceof ArrayBuffer
    ? new Uint8Array(data)
    : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
