import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clientId, SigningBrowser } from "../local/host/signing-browser.ts";
import { startTestHost, type TestHost } from "../local/host/test-host.ts";
import { signOutAddress } from "../../web/src/staff/session.ts";

let running: TestHost;
beforeAll(async () => {
  running = await startTestHost();
});
afterAll(() => running.end());

test("Cognito is asked to end the session as it wants to be asked: by client id and logout_uri", () => {
  const returnTo = "https://layanan.contoh.go.id/petugas/keluar";
  const endpoint = "https://perpustakaan-contoh.auth.ap-southeast-3.amazoncognito.com/logout";
  const address = new URL(signOutAddress(endpoint, { clientId: "abc", returnTo, idToken: undefined }));
  expect(address.origin + address.pathname).toBe(endpoint);
  expect(address.searchParams.getAll("client_id")).toEqual(["abc"]);
  expect(address.searchParams.getAll("logout_uri")).toEqual([returnTo]);
});

test("the sign-in service of one machine takes the same address, and comes back to the page of those who left", async () => {
  const { url } = running.host;
  const discovery = await fetch(`${url}/signin/.well-known/openid-configuration`);
  const { end_session_endpoint: endpoint } = (await discovery.json()) as { end_session_endpoint: string };
  const browser = new SigningBrowser(url);
  await browser.begin(randomBytes(32).toString("base64url"));
  const returnTo = `${url}/petugas/keluar`;
  const page = await (await browser.open(signOutAddress(endpoint, { clientId, returnTo, idToken: undefined }))).text();
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? "";
  const answer = await browser.open("/signin/session/end/confirm", { xsrf, logout: "yes" });
  expect(answer.headers.get("location")).toBe(returnTo);
});
