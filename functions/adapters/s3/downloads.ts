import { createHash, createHmac, type Hash, type Hmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import type { Files } from "../../domain/ports.ts";
import { inspectionOf } from "./inspection.ts";
import { keyOf } from "./object-key.ts";

const downloadSeconds = 120;

/** Where the buckets are, and who asks for them. */
export interface FileStore {
  region: string;
  /** With a path before the bucket, on one machine. */
  address: string;
  /** Those of now; the service may change them. */
  credentials: () => { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
}

/**
 * Addresses from which a browser fetches a letter, and the look into what is there. Signed without the S3 client: that is the largest of all clients,
 * and signing an address calls nobody.
 */
export function downloadsFrom(
  bucket: string,
  { region, address, credentials }: FileStore,
): Pick<Files, "inspect" | "presignDownload"> {
  const store = new URL(address);
  const folder = store.pathname.replace(/\/$/, "");
  const signer = new SignatureV4({
    service: "s3",
    region,
    sha256: Sha256,
    uriEscapePath: false,
    applyChecksum: false,
    credentials: async () => credentials(),
  });
  const addressOf = async (id: string, query: Record<string, string>): Promise<string> => {
    const request = {
      method: "GET",
      protocol: store.protocol,
      hostname: store.hostname,
      path: `${folder}/${bucket}/${keyOf(id)}`,
      headers: { host: store.host, "x-amz-content-sha256": "UNSIGNED-PAYLOAD" },
      query,
    };
    const { path, query: signed = {} } = await signer.presign(request, { expiresIn: downloadSeconds });
    const fields = Object.entries(signed).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
    return `${store.origin}${path}?${fields.join("&")}`;
  };
  return {
    inspect: inspectionOf((id) => addressOf(id, {})),
    presignDownload: (file) =>
      addressOf(file.id, {
        "response-content-type": file.type,
        "response-content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      }),
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
