import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freshFolder, startTestHost, type TestHost } from "./test-host.ts";

let running: TestHost;
beforeAll(async () => {
  const webDir = await freshFolder();
  await mkdir(path.join(webDir, "assets"));
  await writeFile(path.join(webDir, "index.html"), "<!doctype html><title>app</title>");
  await writeFile(path.join(webDir, "assets/main-Ab12Cd34.js"), "1");
  await writeFile(path.join(webDir, ".made-of"), "hidden");
  running = await startTestHost({ webDir });
});
afterAll(() => running.end());

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
