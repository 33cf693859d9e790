/** Uploads of people whom nobody knows are few and small from each, and bounded in all (invariant 18). */
import { describe, expect, it, test } from "vitest";
import { sourceOf } from "../../functions/domain/limits/source.ts";
import { uploadsInAll, uploadsOfSource } from "../../functions/domain/limits/uploads.ts";
import { secretsFrom } from "../../functions/adapters/secrets.ts";
import { browser, type Call, type TestBrowser } from "../support/http.ts";
import { player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const mobile = "182.253.10.7";
const largest = 5 * 1024 * 1024;

const ask = async (by: TestBrowser, call: Call = { from: mobile }, size = 1000): Promise<number> =>
  (await by.post("/api/uploads", { fileName: "surat.pdf", contentType: "application/pdf", size }, call)).status;

async function statuses(count: number, one: (index: number) => Promise<number>): Promise<Record<string, number>> {
  const all = await Promise.all(Array.from({ length: count }, (_, index) => one(index)));
  const counted: Record<string, number> = {};
  for (const status of all) counted[status] = (counted[status] ?? 0) + 1;
  return counted;
}

describe("uploads from one source", () => {
  it("are few in an hour, counted one by one when they are asked for at once, and are possible again in the next", async () => {
    const work = player(visitScript);
    const { count } = uploadsOfSource;
    expect(await statuses(3 * count, () => ask(browser(work)))).toEqual({ 200: count, 429: 2 * count });
    work.clock.advance({ hours: 1 });
    expect(await ask(browser(work))).toBe(200);
  });

  it("are small in sum", async () => {
    const work = player(visitScript);
    const most = Math.floor(uploadsOfSource.amount / largest);
    const found = await statuses(uploadsOfSource.count, () => ask(browser(work), { from: mobile }, largest));
    expect(found).toEqual({ 200: most, 429: uploadsOfSource.count - most });
  });

  it("take nothing from others, and the refusal says what to do", async () => {
    const work = player(visitScript);
    await statuses(uploadsOfSource.count, () => ask(browser(work)));
    const body = { fileName: "surat.pdf", contentType: "application/pdf", size: 10 };
    const reply = await browser(work).post("/api/uploads", body, { from: mobile });
    expect([reply.status, reply.body["message"]]).toEqual([
      429,
      "Terlalu banyak dokumen diunggah dari jaringan ini. Coba lagi satu jam lagi, atau hubungi kantor kami.",
    ]);
    expect(await ask(browser(work), { from: "182.253.10.8" })).toBe(200);
  });

  it("of a staff member who is signed in are not counted", async () => {
    const work = player(visitScript);
    work.sessions.valid.set("token", { sub: "siti" });
    const headers = { authorization: "Bearer token" };
    const found = await statuses(uploadsOfSource.count + 5, () => ask(browser(work), { from: mobile, headers }));
    expect(found).toEqual({ 200: uploadsOfSource.count + 5 });
  });
});

it("of somebody with an account of before, who is on the staff no more, are counted", async () => {
  const work = player(visitScript);
  work.sessions.valid.set("token", { sub: "left-long-ago" });
  const headers = { authorization: "Bearer token" };
  const found = await statuses(uploadsOfSource.count + 5, () => ask(browser(work), { from: mobile, headers }));
  expect(found).toEqual({ 200: uploadsOfSource.count, 429: 5 });
});

describe("uploads in all", () => {
  it("are bounded in a day, from however many sources they come; staff go on", async () => {
    const work = player(visitScript);
    const { amount } = uploadsInAll;
    const day = { from: "2026-11-23T00:00:00.000Z", until: "2026-11-24T00:00:00.000Z" };
    await work.budgets.spend({ budget: "uploads", source: "all", ...day }, amount - 2_500);
    const found = await statuses(10, (index) => ask(browser(work), { from: `10.0.0.${index}` }));
    expect(found).toEqual({ 200: 2, 429: 8 });
    work.sessions.valid.set("token", { sub: "siti" });
    expect(await ask(browser(work), { from: mobile, headers: { authorization: "Bearer token" } })).toBe(200);
    work.clock.advance({ days: 1 });
    expect(await ask(browser(work))).toBe(200);
  });
});

describe("a source", () => {
  const secrets = secretsFrom("a secret for tests");
  const of = (address: string) => sourceOf(secrets, { address, cookies: {} });

  test("is a keyed hash: the address cannot be read from it, nor tried without the key", () => {
    expect(of(mobile)).toMatch(/^net-[\w-]{43}$/);
    expect(of(mobile)).not.toBe(sourceOf(secretsFrom("another"), { address: mobile, cookies: {} }));
  });

  test.each([
    ["addresses of one customer of IPv6 are one", "2001:db8:1:2::1", "2001:0DB8:0001:2:ffff:1:2:3", true],
    ["another customer is another", "2001:db8:1:2::1", "2001:db8:1:3::1", false],
    ["zeros that are left out are zeros", "2001:db8::1", "2001:db8:0:0:5::", true],
    ["an address of IPv4 within IPv6 is that address", "::ffff:10.1.2.3", "10.1.2.3", true],
    ["addresses of IPv4 are told apart", "10.1.2.3", "10.1.2.4", false],
  ])("%s", (_what, one, other, same) => {
    expect(of(one) === of(other)).toBe(same);
  });

  test.each(["127.0.0.1", "::1", "::ffff:127.0.0.1"])("whoever sits at the machine (%s) is none", (address) => {
    expect(of(address)).toBeNull();
  });
});
