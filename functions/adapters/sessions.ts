import { createRemoteJWKSet, jwtVerify } from "jose";
import type { Sessions } from "../domain/ports.ts";

/** Checks access tokens of the staff sign-in against the keys that its issuer publishes. */
export function sessionsOf(issuer: string): Sessions {
  let keys: Promise<ReturnType<typeof createRemoteJWKSet>> | null = null;
  const keySet = (): NonNullable<typeof keys> => (keys ??= findKeys(issuer));
  return {
    async claims(token) {
      try {
        const { payload } = await jwtVerify(token, await keySet(), { issuer });
        return payload;
      } catch {
        keys = null;
        return null;
      }
    },
  };
}

async function findKeys(issuer: string): Promise<ReturnType<typeof createRemoteJWKSet>> {
  const answer = await fetch(`${issuer}/.well-known/openid-configuration`);
  const { jwks_uri: address } = (await answer.json()) as { jwks_uri: string };
  return createRemoteJWKSet(new URL(address));
}
