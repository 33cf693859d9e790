/** Signing in as a person does: authorization code with PKCE, an address typed, a code read from the mail. */
import { createHash, randomBytes } from "node:crypto";
import type { AgencyView } from "../../functions/contract/public.ts";
import type { Browser } from "./browser.ts";
import type { Mailbox } from "./mailbox.ts";

const callback = "/petugas/masuk";

/** @returns the access token for the staff routes */
export async function signIn(browser: Browser, email: string, mailbox: Pick<Mailbox, "next">): Promise<string> {
  const { signIn: service } = (await browser.get<AgencyView>("/api/agency")).body;
  const base = new URL(service.issuer).origin;
  const verifier = randomBytes(32).toString("base64url");
  const query = new URLSearchParams({
    client_id: service.clientId,
    response_type: "code",
    scope: "openid email profile",
    redirect_uri: base + callback,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    state: randomBytes(8).toString("hex"),
  });
  const asked = await browser.follow(`${new URL(service.issuer).pathname}/auth?${query.toString()}`, "/interaction/");
  const page = pathOf(asked.location, base);
  await browser.submit(page, { email });
  const { subject } = await mailbox.next(email, /^\d{6} adalah kode masuk/);
  const entered = await browser.submit(page, { code: subject.slice(0, 6) });
  const done = await browser.follow(pathOf(entered.location, base), `${callback}?`);
  const code = new URL(done.location ?? "", base).searchParams.get("code");
  if (!code) throw new Error(`${email} was not signed in: ${done.status}`);
  const token = await browser.submit(`${new URL(service.issuer).pathname}/token`, {
    grant_type: "authorization_code",
    client_id: service.clientId,
    redirect_uri: base + callback,
    code,
    code_verifier: verifier,
  });
  return (token.body as unknown as { access_token: string }).access_token;
}

function pathOf(location: string | null, base: string): string {
  if (!location) throw new Error("the sign-in led nowhere");
  const { pathname, search } = new URL(location, base);
  return pathname + search;
}
