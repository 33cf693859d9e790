/** On AWS a request counts only when it came through CloudFront, and its source is what CloudFront saw (invariant 18). */
import { describe, expect, it, test } from "vitest";
import { sourceOf } from "../../functions/domain/limits/source.ts";
import { uploadsOfSource } from "../../functions/domain/limits/uploads.ts";
import { dependenciesFrom } from "../../functions/wiring/dependencies.ts";
import { originSecretsIn } from "../../functions/wiring/origin.ts";
import { browser } from "../support/http.ts";
import { player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const [now, before] = ["n".repeat(64), "b".repeat(64)];

describe("behind CloudFront", () => {
  const behind = (secrets: string) => player(visitScript, { originSecrets: originSecretsIn(secrets) });
  const status = async (work: ReturnType<typeof behind>, headers: Record<string, string>) =>
    (await browser(work).get("/api/agency", { headers })).status;

  it("a request without the secret is refused, plainly, whatever else it says", async () => {
    const work = behind(`${now},none`);
    const reply = await browser(work).get("/api/agency", { headers: { "x-viewer-address": "10.0.0.1" } });
    expect([reply.status, reply.body["code"]]).toEqual([403, "forbidden"]);
    expect(reply.body["message"]).toContain("Gunakan alamat resmi");
    for (const wrong of ["", "none", before, `${now},none`, now.slice(1)]) {
      expect(await status(work, { "x-origin-secret": wrong })).toBe(403);
    }
    expect(await status(work, { "x-origin-secret": now })).toBe(200);
  });

  it("either of two secrets is good while it is changed; none at all lets nobody in", async () => {
    const work = behind(`${now},${before}`);
    expect(await status(work, { "x-origin-secret": now })).toBe(200);
    expect(await status(work, { "x-origin-secret": before })).toBe(200);
    expect(await status(behind("none,none"), { "x-origin-secret": "none" })).toBe(403);
  });

  it("strangers are counted by the address that CloudFront saw, not by the edge they came through", async () => {
    const work = behind(`${now},none`);
    const body = { fileName: "surat.pdf", contentType: "application/pdf", size: 10 };
    const ask = (viewer: string) => {
      const headers = { "x-origin-secret": now, "x-viewer-address": viewer };
      return browser(work).post("/api/uploads", body, { headers, from: "130.176.1.1" });
    };
    for (let count = 0; count < uploadsOfSource.count; count += 1) expect((await ask("182.253.10.7")).status).toBe(200);
    expect((await ask("182.253.10.7")).status).toBe(429);
    expect((await ask("182.253.10.8")).status).toBe(200);
  });
});

test("a function on AWS that was given no secret lets nobody in, and one machine says that it needs none", () => {
  const secretsOf = (environment: Record<string, string>) => dependenciesFrom(environment).originSecrets;
  expect(secretsOf({ AWS_LAMBDA_FUNCTION_NAME: "public" })).toEqual([]);
  expect(secretsOf({ AWS_LAMBDA_FUNCTION_NAME: "public", ORIGIN_SECRETS: `${now},none` })).toEqual([now]);
  expect([secretsOf({ ORIGIN_SECRETS: "" }), secretsOf({})]).toEqual([null, null]);
});

test("on one machine a header that says where a request comes from is not believed", async () => {
  const work = player(visitScript);
  const headers = { "x-viewer-address": "127.0.0.1", "x-origin-secret": now };
  const body = { fileName: "surat.pdf", contentType: "application/pdf", size: 10 };
  const statuses: number[] = [];
  for (let count = 0; count <= uploadsOfSource.count; count += 1) {
    statuses.push((await browser(work).post("/api/uploads", body, { headers, from: "182.253.10.7" })).status);
  }
  expect(statuses.at(-1)).toBe(429);
  expect(sourceOf(work.secrets, { address: "182.253.10.7", cookies: {} })).not.toBeNull();
});
