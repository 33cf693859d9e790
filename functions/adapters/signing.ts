/** Signs requests to AWS without a client of it: signing calls nobody. */
import { createHash, createHmac, type Hash, type Hmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";

/** Who asks, where. */
export interface Signer {
  region: string;
  /** Those of now; the service may change them. */
  credentials: () => { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
}

/** @param service as signatures name it: "s3", "ses" */
export function signerFor(service: string, { region, credentials }: Signer): SignatureV4 {
  return new SignatureV4({
    service,
    region,
    sha256: Sha256,
    // A path is signed escaped once more than it is sent, but not that of an object.
    uriEscapePath: service !== "s3",
    applyChecksum: false,
    credentials: async () => credentials(),
  });
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
