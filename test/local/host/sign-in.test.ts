import { randomBytes } from "node:crypto";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clientId, newestCode, signedIn, SigningBrowser } from "./signing-browser.ts";
import { startTestHost, type TestHost } from "./test-host.ts";

let running: TestHost;
beforeAll(async () => {
  running = await startTestHost();
});
afterAll(() => running.end());

const mailedCode = (to: string, atLeast?: number) => newestCode(running.inboxUrl, to, atLeast);

describe("a staff member signs in by a mailed code", () => {
  test("and the token opens the staff API as that person, for eight hours", async () => {
    const { access_token, id_token } = await signedIn(
      new SigningBrowser(running.host.url),
      running.inboxUrl,
      "hendra.gunawan@contoh.go.id",
    );
    const claims = decodeJwt(access_token);
    expect(claims).toMatchObject({
      sub: "hendra-gunawan",
      email: "hendra.gunawan@contoh.go.id",
      aud: clientId,
      client_id: clientId,
      iss: `${running.host.url}/signin`,
    });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(8 * 3600);

    const answer = await fetch(`${running.host.url}/api/staff/me`, {
      headers: { Authorization: `Bearer ${access_token}` },
    });
    const { event } = await answer.json();
    expect(event.requestContext.authorizer.jwt.claims).toMatchObject({
      sub: "hendra-gunawan",
      email: "hendra.gunawan@contoh.go.id",
    });
    const withIdToken = await fetch(`${running.host.url}/api/staff/me`, {
      headers: { Authorization: `Bearer ${id_token}` },
    });
    expect(withIdToken.status).toBe(401);
  });

  test("and signs out by a page of ours", async () => {
    const browser = new SigningBrowser(running.host.url);
    const { id_token } = await signedIn(browser, running.inboxUrl, "sri.wahyuni@contoh.go.id");
    const query = new URLSearchParams({
      id_token_hint: id_token,
      post_logout_redirect_uri: `${running.host.url}/petugas/keluar`,
    });
    const page = await (await browser.open(`/signin/session/end?${query}`)).text();
    expect(page).toContain("Ya, keluar");
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? "";
    const answer = await browser.open("/signin/session/end/confirm", { xsrf, logout: "yes" });
    expect(answer.headers.get("location")).toContain("/petugas/keluar");
    expect(await browser.begin(randomBytes(32).toString("base64url"))).toContain("/signin/interaction/");
  });
});

describe("nobody else does", () => {
  test("an unknown address gets the same answer, and no mail", async () => {
    const answers = await Promise.all(
      ["nobody@contoh.go.id", "rina.marlina@contoh.go.id"].map(async (email) => {
        const browser = new SigningBrowser(running.host.url);
        const page = await browser.begin(randomBytes(32).toString("base64url"));
        const sent = await browser.open(page, { email });
        const next = await (await browser.open(sent.headers.get("location") ?? "")).text();
        return next.replaceAll(email, "").replaceAll(encodeURIComponent(email), "");
      }),
    );
    expect(answers[0]).toBe(answers[1]);
    await mailedCode("rina.marlina@contoh.go.id");
    const { messages } = await (await fetch(`${running.inboxUrl}/messages?to=nobody@contoh.go.id`)).json();
    expect(messages).toEqual([]);
  });

  test("five wrong codes end a code, and the right one comes too late", async () => {
    const browser = new SigningBrowser(running.host.url);
    const email = "dewi.lestari@contoh.go.id";
    const page = await browser.begin(randomBytes(32).toString("base64url"));
    await browser.open(page, { email });
    const code = await mailedCode(email);
    const wrong = code === "000000" ? "111111" : "000000";
    for (let left = 4; left > 0; left--)
      expect(await (await browser.open(page, { code: wrong })).text()).toContain(`Sisa percobaan: ${left}.`);
    expect(await (await browser.open(page, { code: wrong })).text()).toContain("Kode sudah tidak berlaku");
    expect((await browser.open(page, { code })).status).toBe(422);
  });

  test("a code is worth nothing after ten minutes, or in another browser", async () => {
    const email = "joko.prasetyo@contoh.go.id";
    const [browser, other] = [new SigningBrowser(running.host.url), new SigningBrowser(running.host.url)];
    const page = await browser.begin(randomBytes(32).toString("base64url"));
    await browser.open(page, { email });
    const code = await mailedCode(email);
    expect((await other.open(page, { code })).status).toBe(400);
    running.clock.advance(10 * 60_000 + 1);
    expect((await browser.open(page, { code })).status).toBe(422);
  });

  test("a sign-in without proof key, or to another address, is refused", async () => {
    const browser = new SigningBrowser(running.host.url);
    const query = { client_id: clientId, response_type: "code", scope: "openid" };
    const plain = await browser.open(
      `/signin/auth?${new URLSearchParams({ ...query, redirect_uri: `${running.host.url}/petugas/masuk` })}`,
    );
    expect(plain.headers.get("location")).toContain("error=invalid_request");
    const elsewhere = await browser.open(
      `/signin/auth?${new URLSearchParams({ ...query, redirect_uri: "https://evil.example/" })}`,
    );
    expect([elsewhere.status, elsewhere.headers.get("location")]).toEqual([400, null]);
    expect(await elsewhere.text()).toContain("Silakan mulai lagi");
  });
});

describe("a limit costs whoever runs into it", () => {
  const head = "hendra.gunawan@contoh.go.id";
  const verifier = () => randomBytes(32).toString("base64url");
  const codesTo = async (email: string): Promise<number> => {
    const { messages } = await (await fetch(`${running.inboxUrl}/messages?to=${email}`)).json();
    return (messages as unknown[]).length;
  };

  /** Asks for codes in so many browsers of a place in the net; answers the status of each. */
  async function ask(email: string, from: string | undefined, times: number): Promise<number[]> {
    const statuses: number[] = [];
    for (let time = 0; time < times; time += 1) {
      const browser = new SigningBrowser(running.host.url, from);
      statuses.push((await browser.open(await browser.begin(verifier()), { email })).status);
    }
    return statuses;
  }

  test("five codes asked by a stranger: the head still gets one, from another network and in a browser that is known", async () => {
    const known = new SigningBrowser(running.host.url, "203.0.113.9");
    await signedIn(known, running.inboxUrl, head, await codesTo(head));
    running.clock.advance(16 * 60_000);
    expect(await ask(head, "203.0.113.9", 5)).toEqual([303, 303, 303, 429, 429]);
    expect(await ask(head, "198.51.100.7", 1)).toEqual([303]);
    known.keepOnly("__Host-alur-device");
    expect((await known.open(await known.begin(verifier()), { email: head })).status).toBe(303);
  });

  test("sixty requests at once from one browser mail three codes", async () => {
    const email = "maya.puspitasari@contoh.go.id";
    const browser = new SigningBrowser(running.host.url);
    const page = await browser.begin(verifier());
    const answers = await Promise.all(Array.from({ length: 60 }, () => browser.open(page, { email })));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(57);
    await mailedCode(email, 3);
    expect(await codesTo(email)).toBe(3);
  });

  test("wrong codes keep that browser waiting, longer each time, and say so", async () => {
    const email = "dewi.lestari@contoh.go.id";
    const browser = new SigningBrowser(running.host.url);
    const wait = async (): Promise<string> => {
      const page = await browser.begin(verifier());
      await browser.open(page, { email });
      for (let time = 0; time < 5; time += 1) await browser.open(page, { code: "x" });
      const next = await browser.begin(verifier());
      await browser.open(next, { email });
      return (await browser.open(next, { code: "x" })).text();
    };
    running.clock.advance(24 * 3_600_000);
    expect(await wait()).toContain("setelah 15 menit");
    running.clock.advance(15 * 60_000);
    expect(await wait()).toContain("setelah 1 jam");
    const other = new SigningBrowser(running.host.url);
    expect((await signedIn(other, running.inboxUrl, email, await codesTo(email))).access_token).not.toBe("");
  });
});

describe("a passkey", () => {
  const call = (path: string, token: string | null, body?: object) =>
    fetch(`${running.host.url}/signin/passkeys${path}`, {
      method: body ? "POST" : "GET",
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });

  test("is listed, made and ended by whoever is signed in, and by nobody else", async () => {
    for (const answer of [
      call("", null),
      call("/options", null, {}),
      call("", "x", {}),
      call("/end", null, { id: "x" }),
    ])
      expect((await answer).status).toBe(401);
    const browser = new SigningBrowser(running.host.url);
    const { access_token: token } = await signedIn(browser, running.inboxUrl, "agus.setiawan@contoh.go.id");
    expect(await (await call("", token)).json()).toEqual({ passkeys: [] });
    const options = await (await call("/options", token, {})).json();
    expect(options).toMatchObject({
      rp: { id: "localhost" },
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
    });
    const made = { response: { id: "x", rawId: "x", type: "public-key", response: {}, clientExtensionResults: {} } };
    expect((await call("", token, made)).status).toBe(422);
    expect((await call("", token, { response: null })).status).toBe(400);
  });

  test("that is none signs nobody in, and says to ask for a code", async () => {
    const browser = new SigningBrowser(running.host.url);
    const page = await browser.begin(randomBytes(32).toString("base64url"));
    const options = await (await browser.open(`${page}/passkey`, {})).json();
    expect(options).toMatchObject({ rpId: "localhost", userVerification: "required" });
    for (const passkey of ["x", "null", '{"id":{}}', '{"id":"x","rawId":"x","type":"public-key","response":{}}']) {
      const answer = await browser.open(page, { passkey });
      expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining("tidak berlaku di sini")]);
    }
  });
});

test("the demo agency lists its people to pick from", async () => {
  const browser = new SigningBrowser(running.host.url);
  const page = await (await browser.open(await browser.begin(randomBytes(32).toString("base64url")))).text();
  expect(page).toContain("Endang Kusumawati");
  expect(page).toContain('value="sri.wahyuni@contoh.go.id"');
});
