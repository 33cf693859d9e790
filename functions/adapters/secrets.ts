import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import type { Secrets } from "../domain/ports.ts";

/** Derives links, nonces and cookies from one secret by HMAC-SHA-256, so that none of them has to be stored. */
export function secretsFrom(secret: string): Secrets {
  const derive = (purpose: string, parts: string[]): Buffer =>
    createHmac("sha256", secret)
      .update([purpose, ...parts].map((part) => `${part.length}:${part}`).join(""))
      .digest();
  return {
    linkId: (...parts) => derive("link", parts).toString("base64url"),
    hash: (text) => createHash("sha256").update(text).digest("hex"),
    sign: (...parts) => derive("sign", parts).toString("base64url"),
    verify: (signature, ...parts) => {
      const given = Buffer.from(signature, "base64url");
      const right = derive("sign", parts);
      return given.length === right.length && timingSafeEqual(given, right);
    },
    code: () => String(randomInt(0, 1_000_000)).padStart(6, "0"),
    fileId: () => randomBytes(18).toString("base64url"),
  };
}
