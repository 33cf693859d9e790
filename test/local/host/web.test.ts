import { once } from "node:events";
import { request, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freshFolder, startTestHost, type TestHost } from "./test-host.ts";

const large = `console.log("perpustakaan");\n`.repeat(500);
let running: TestHost;
beforeAll(async () => {
  const webDir = await freshFolder();
  await mkdir(path.join(webDir, "assets"));
  await writeFile(path.join(webDir, "index.html"), "<!doctype html><title>app</title>");
  await writeFile(path.join(webDir, "assets/main-Ab12Cd34.js"), "1");
  await writeFile(path.join(webDir, "assets/large-Ab12Cd34.js"), large);
  await writeFile(path.join(webDir, "assets/picture-Ab12Cd34.png"), large);
  await writeFile(path.join(webDir, ".made-of"), "hidden");
  running = await startTestHost({ webDir });
});
afterAll(() => running.end());

/** As it comes over the line; `fetch` would unpack it. */
async function raw(address: string, accepted: string | null): Promise<{ headers: IncomingHttpHeaders; bytes: Buffer }> {
  const asked = request(
    `${running.host.url}${address}`,
    accepted === null ? {} : { headers: { "accept-encoding": accepted } },
  );
  asked.end();
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  return { headers: answer.headers, bytes: Buffer.concat(await answer.toArray()) };
}

const get = (address: string, init: RequestInit = {}) => fetch(`${running.host.url}${address}`, init);

test("every page address gets the app, fresh each time", async () => {
  for (const page of ["/", "/petugas/berkas/KJG-2026-00001", "/k/abc"]) {
    const answer = await get(page);
    expect(await answer.text()).toContain("<title>app</title>");
    expect(answer.headers.get("cache-control")).toBe("no-cache");
  }
});

test("pages behind somebody's own link are kept out of search engines, those for everybody are not", async () => {
  const robots = async (address: string) => (await get(address)).headers.get("x-robots-tag");
  for (const own of ["/lihat/KJG-2026-00001/abc", "/lacak/abc", "/k/abc?pilih=ya", "/survei/abc", "/petugas"])
    expect([own, await robots(own)]).toEqual([own, "noindex, nofollow"]);
  for (const open of ["/", "/jadwal", "/permohonan/official-visit", "/assets/main-Ab12Cd34.js"])
    expect([open, await robots(open)]).toEqual([open, null]);
});

test("files with a hash in their name are kept for a year", async () => {
  const answer = await get("/assets/main-Ab12Cd34.js");
  expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(answer.headers.get("content-type")).toContain("text/javascript");
  const again = await get("/assets/main-Ab12Cd34.js", {
    headers: { "If-None-Match": answer.headers.get("etag") ?? "" },
  });
  expect(again.status).toBe(304);
});

test.each([
  ["gzip, deflate, br", "br"],
  ["gzip", "gzip"],
  ["br;q=0, gzip;q=0.5", "gzip"],
  ["identity", null],
  ["br;q=0.0, gzip;q=0", null],
  [null, null],
])("text is sent as browsers take it: %s", async (accepted, encoding) => {
  const sent = await raw("/assets/large-Ab12Cd34.js", accepted);
  expect(sent.headers["content-encoding"] ?? null).toBe(encoding);
  expect(sent.headers.vary).toContain("accept-encoding");
  expect(Number(sent.headers["content-length"])).toBe(sent.bytes.length);
  const unpackers = new Map([
    ["br", brotliDecompressSync],
    ["gzip", gunzipSync],
  ]);
  const unpacked = unpackers.get(encoding ?? "")?.(sent.bytes) ?? sent.bytes;
  expect(unpacked.toString()).toBe(large);
  if (encoding !== null) expect(sent.bytes.length).toBeLessThan(large.length / 10);
});

test("what is kept compressed and what is not have names of their own; pictures and small files go as they are", async () => {
  const [plain, packed, again] = [null, "br", "br"].map((accepted) => raw("/assets/large-Ab12Cd34.js", accepted));
  const etags = (await Promise.all([plain, packed, again])).map((each) => each?.headers.etag);
  expect(etags[1]).toBe(etags[2]);
  expect(etags[1]).not.toBe(etags[0]);
  const unchanged = await get("/assets/large-Ab12Cd34.js", {
    headers: { "accept-encoding": "br", "if-none-match": etags[1] ?? "" },
  });
  expect(unchanged.status).toBe(304);
  for (const file of ["/assets/picture-Ab12Cd34.png", "/assets/main-Ab12Cd34.js"])
    expect((await raw(file, "br")).headers["content-encoding"]).toBeUndefined();
});

test("a missing file is missing, not the app", async () => {
  expect((await get("/assets/other.js")).status).toBe(404);
});

test.each([
  "/.made-of",
  "/..%2f..%2fpackage.json",
  "/%2e%2e/package.json",
  "/assets/..%5c..%5cpackage.json",
  "/%E0%A4%A",
])("%s reveals nothing", async (address) => {
  const answer = await get(address);
  expect(await answer.text()).not.toMatch(/hidden|alur-pustaka"/);
});

test("scripts and styles come from this origin only, and no other site may frame a page", async () => {
  const policy = (await get("/")).headers.get("content-security-policy") ?? "";
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("style-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
});

test("a page opened as 127.0.0.1 is sent to the address that can sign in", async () => {
  const { port } = new URL(running.host.url);
  const answer = await fetch(`http://127.0.0.1:${port}/petugas?x=1`, { redirect: "manual" });
  expect([answer.status, answer.headers.get("location")]).toEqual([307, `${running.host.url}/petugas?x=1`]);
});
