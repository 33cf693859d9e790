import type { Sessions } from "../domain/ports.ts";
import type { Keys } from "./tokens.ts";

/** Checks access tokens of the staff sign-in against the keys that its issuer publishes. */
export function sessionsOf(signIn: { issuer: string; clientId: string }): Sessions {
  let keys: Promise<Keys> | null = null;
  return {
    async claims(token) {
      try {
        // Loaded with the first token: few who open a mailed link are signed in, and all wait for what is loaded before.
        const { claimsOf, keysOf } = await import("./tokens.ts");
        // Where its keys could not be had they are asked for again; a token that is not valid asks for nothing.
        keys ??= keysOf(signIn.issuer).catch((error: unknown) => {
          keys = null;
          throw error;
        });
        return await claimsOf(token, await keys, signIn);
      } catch {
        return null;
      }
    },
  };
}
