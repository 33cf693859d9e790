import { describe, expect, it, test } from "vitest";
import { people, visitRequest } from "../support/builders.ts";
import { browser } from "../support/http.ts";
import { player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const request = (values: object) => ({
  procedure: "official-visit",
  submissionId: "00000000-0000-4000-8000-000000000001",
  language: "id",
  values,
});

const send = (body: unknown, headers: Record<string, string> = {}) => {
  const work = player(visitScript);
  return browser(work)
    .post("/api/requests", body, { headers })
    .then((reply) => ({ ...reply, cases: work.memory.cases.size }));
};

describe("what is no request of ours is refused before it is looked into", () => {
  const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
  const named = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, ""]));

  test.each([
    ["a list of 5,000 levels", `{"values":${nested(5_000)}}`, 413],
    ["60,000 names", JSON.stringify(request(named(60_000))), 413],
    ["more than a megabyte", JSON.stringify(request({ wishes: "x".repeat(1_100_000) })), 413],
    ["half of it", '{"procedure":', 400],
    ["a name that every object has", '{"procedure":"official-visit","values":{"__proto__":{}}}', 400],
    ["a length that is none", '{"procedure":{"length":{"toString":1}}}', 400],
  ])("%s", async (_what, body, status) => {
    const began = process.cpuUsage().user;
    const reply = await send(body);
    expect([reply.status, reply.cases]).toEqual([status, 0]);
    expect(reply.body["message"]).toBeTruthy();
    expect((process.cpuUsage().user - began) / 1_000).toBeLessThan(300);
  });

  it("tells at most twenty wrong fields", async () => {
    const reply = await send(request(named(1_000)));
    expect(reply.status).toBe(422);
    expect(Object.keys(reply.body["fields"] as object)).toHaveLength(20);
    expect(reply.text.length).toBeLessThan(8_000);
  });

  test.each([
    ["toString", { toString: 1 }],
    ["a list", [["smp"]]],
    ["a number", 7],
    ["__proto__", "__proto__"],
    ["constructor", "constructor"],
  ])("a choice that is %s is an error under its field", async (_what, institutionType) => {
    const reply = await send(request(visitRequest({ institutionType })));
    expect(reply.status).toBe(422);
    expect(Object.keys(reply.body["fields"] as object)).toContain("institutionType");
  });
});

describe("what another site has a browser send makes no case", () => {
  const right = request(visitRequest());

  test.each([
    ["as text, for which no browser asks", { "content-type": "text/plain" }, 415],
    ["as a form", { "content-type": "application/x-www-form-urlencoded" }, 415],
    ["from another site", { "sec-fetch-site": "cross-site" }, 403],
    ["from a neighbour of ours", { "sec-fetch-site": "same-site" }, 403],
    ["from an origin that is not told", { origin: "null" }, 403],
    ["from another origin, by an old browser", { origin: "https://elsewhere.test" }, 403],
  ])("%s", async (_what, headers, status) => {
    const reply = await send(right, headers);
    expect([reply.status, reply.cases]).toEqual([status, 0]);
  });

  test.each([
    ["our own page", { "sec-fetch-site": "same-origin", origin: "https://perpustakaan.test" }],
    ["our own page, in an old browser", { origin: "https://perpustakaan.test" }],
    ["a program that is no browser", {}],
  ])("%s does", async (_what, headers) => {
    const work = player(visitScript);
    const reply = await browser(work).post("/api/requests", right, { headers });
    expect(reply.status).toBe(201);
  });
});

describe("whoever signs out", () => {
  const { registrar } = people;
  const claims = (iat: number) => ({ sub: registrar.id, iat });

  it("can do nothing more with the token of before, here and behind a mailed link", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("register-letter");
    const desk = browser(work);
    expect((await desk.post("/api/staff/sign-out", {}, { as: registrar })).status).toBe(200);
    expect((await desk.get("/api/staff/me", { as: registrar })).status).toBe(401);
    expect((await desk.get(`/api/staff/cases/${caseId}`, { as: registrar })).status).toBe(401);
    expect((await desk.get("/api/staff/me", { as: people.sectionHead })).status).toBe(200);
  });

  it("signs in again with a later token, and no earlier one comes back", async () => {
    const { memberOf } = await import("../../functions/http/members.ts");
    const work = player(visitScript);
    work.agencies.now.staff = [{ ...registrar, signedOutAt: new Date(1_800_000_000_000).toISOString() }];
    const idOf = async (token: Record<string, unknown>) => (await memberOf(token, work))?.id ?? null;
    const found = await Promise.all([1_799_999_999, 1_800_000_000, 1_800_000_001].map((iat) => idOf(claims(iat))));
    expect(found).toEqual([null, null, registrar.id]);
    expect(await idOf({ sub: registrar.id })).toBeNull();
    expect(await idOf({ sub: registrar.id, iat: "1800000001" })).toBe(registrar.id);
  });
});
