import { Fault } from "../../domain/refusal.ts";
import { signerFor } from "../signing.ts";
import { requestFor, type FileStore } from "./requests.ts";

/**
 * Puts an object, or removes one.
 *
 * @param body its bytes, with their SHA-256 in hex
 * @throws Fault when the store does not do it
 */
export async function write(
  method: "PUT" | "DELETE",
  store: FileStore,
  bucket: string,
  key: string,
  body?: { bytes: Uint8Array; hash: string },
): Promise<void> {
  const headers = body ? { "x-amz-content-sha256": body.hash } : {};
  const signed = await signerFor("s3", store).sign(requestFor(method, store, bucket, key, { headers }));
  const { host: _host, ...sent } = signed.headers;
  const address = new URL(store.address).origin + signed.path;
  const reply = await fetch(address, { method, headers: sent, ...(body ? { body: new Uint8Array(body.bytes) } : {}) });
  await reply.body?.cancel();
  if (!reply.ok) throw new Fault(`the store answered ${reply.status}`);
}
