import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import type { Secrets } from "../domain/ports.ts";

/**
 * Derives links from one secret by HMAC-SHA-256, nonces and cookies from another, so that none of them has to be stored.
 *
 * @param deviceSecret may be replaced: every device and open page is unknown then, and links go on
 */
export function secretsFrom(linkSecret: string, deviceSecret = linkSecret): Secrets {
  const secrets = { link: linkSecret, sign: deviceSecret };
  const derive = (purpose: keyof typeof secrets, parts: string[]): Buffer =>
    createHmac("sha256", secrets[purpose])
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
    randomId: () => randomBytes(18).toString("base64url"),
  };
}
