import { createRemoteJWKSet, jwtVerify, type JWTVerifyGetKey } from "jose";

/** Keys that an issuer publishes. */
export type Keys = JWTVerifyGetKey;

export async function keysOf(issuer: string): Promise<Keys> {
  const response = await fetch(`${issuer}/.well-known/openid-configuration`);
  const { jwks_uri: address } = (await response.json()) as { jwks_uri: string };
  return createRemoteJWKSet(new URL(address));
}

/**
 * Claims of an access token.
 *
 * @param clientId the staff app, for which the token must be made
 * @throws when it is not the issuer's, not for that app, no access token, or not valid any more
 */
export async function claimsOf(
  token: string,
  keys: Keys,
  { clientId, issuer }: { clientId: string; issuer: string },
): Promise<Record<string, unknown>> {
  const { payload, protectedHeader } = await jwtVerify(token, keys, { issuer });
  // Cognito names the app otherwise, and says in a claim what other issuers say in the header.
  const isFor = payload.aud === undefined ? payload["client_id"] === clientId : [payload.aud].flat().includes(clientId);
  const isAccess = protectedHeader.typ === "at+jwt" || payload["token_use"] === "access";
  if (!isFor || !isAccess) throw new Error("the token is for something else");
  return payload;
}
