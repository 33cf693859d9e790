import { createRemoteJWKSet, jwtVerify, type JWTVerifyGetKey } from "jose";

/** Keys that an issuer publishes. */
export type Keys = JWTVerifyGetKey;

export async function keysOf(issuer: string): Promise<Keys> {
  const response = await fetch(`${issuer}/.well-known/openid-configuration`);
  const { jwks_uri: address } = (await response.json()) as { jwks_uri: string };
  return createRemoteJWKSet(new URL(address));
}

/** Claims of a token. @throws when it is not the issuer's, or not valid any more */
export async function claimsOf(token: string, keys: Keys, issuer: string): Promise<Record<string, unknown>> {
  return (await jwtVerify(token, keys, { issuer })).payload;
}
