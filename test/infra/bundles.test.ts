import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { manifest } from "../../functions/manifest.ts";
import { bundleFunctions } from "../../infra/aws/bundles.ts";
import { playStories, stories } from "../../infra/demo/play.ts";
import { bundleText, compressedSize } from "../support/bundle-files.ts";

const folder = mkdtempSync(path.join(tmpdir(), "alur-bundles-"));
let homes: Record<string, string> = {};
const fileOf = (name: string): string => path.join(homes[name] ?? "", "index.mjs");

beforeAll(async () => {
  process.env["LOG_LEVEL"] = "problem";
  homes = await bundleFunctions(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("what is uploaded to Lambda", () => {
  test.each(manifest.map((row) => row.name))("%s is at most 200 kB, compressed", (name) => {
    expect(compressedSize(homes[name] ?? "")).toBeLessThanOrEqual(200_000);
  });

  test("holds no client that the function has no right to use", () => {
    for (const row of manifest) {
      const text = bundleText(homes[row.name] ?? "");
      expect([row.name, text.includes("SendRawEmail")]).toEqual([row.name, row.mails]);
      expect([row.name, text.includes("SendTaskSuccess")]).toEqual([row.name, row.starts || row.resumes]);
      expect([row.name, text.includes("content-length-range")]).toEqual([row.name, row.letters === "write"]);
    }
  });

  test("carries whole visits, as the sources do: what was left out of the bundles is not missed", async () => {
    const bundled = manifest.map((row) => ({ ...row, file: fileOf(row.name) }));
    const [straight] = stories.filter((story) => story.procedure === "official-visit");
    const played = await playStories(straight ? [straight] : [], { host: { manifest: bundled } });
    expect(played.failures).toEqual([]);
    expect(played.cases).toHaveLength(1);
  });
});
