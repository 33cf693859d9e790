import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT, type JWTPayload } from "jose";
import { beforeAll, expect, test } from "vitest";
import { claimsOf } from "../../functions/adapters/tokens.ts";

const signIn = { issuer: "https://signin.test", clientId: "alur-pustaka-staff" };
let keys: ReturnType<typeof createLocalJWKSet>;
let sign: (payload: JWTPayload, typ: string) => Promise<string>;

beforeAll(async () => {
  const { privateKey, publicKey } = await generateKeyPair("RS256");
  keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid: "one", alg: "RS256" }] });
  sign = (payload, typ) =>
    new SignJWT({ sub: "siti", ...payload })
      .setProtectedHeader({ alg: "RS256", kid: "one", typ })
      .setIssuedAt()
      .setExpirationTime("1h")
      .sign(privateKey);
});

const { clientId, issuer } = signIn;
const ours = { iss: issuer, aud: clientId };
const cognito = { iss: issuer, client_id: clientId, token_use: "access" };

test.each([
  ["an access token of the machine's own sign-in", ours, "at+jwt"],
  ["one for several, us among them", { ...ours, aud: ["other", clientId] }, "at+jwt"],
  ["an access token of Cognito", cognito, "JWT"],
])("%s is taken", async (_what, payload, typ) => {
  expect(await claimsOf(await sign(payload, typ), keys, signIn)).toMatchObject({ sub: "siti" });
});

test.each([
  ["of another audience", { ...ours, aud: "other" }, "at+jwt"],
  ["of another app of the same issuer", { ...cognito, client_id: "other" }, "JWT"],
  ["for nobody", { iss: issuer }, "at+jwt"],
  ["of another issuer", { ...ours, iss: "https://elsewhere.test" }, "at+jwt"],
  ["that says who somebody is, not what they may do", ours, "JWT"],
  ["that does so for Cognito", { ...cognito, aud: clientId, token_use: "id" }, "JWT"],
])("a token %s is not", async (_what, payload, typ) => {
  await expect(sign(payload, typ).then((token) => claimsOf(token, keys, signIn))).rejects.toThrow();
});
