import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { manifest } from "../../functions/manifest.ts";
import { bundleFunctions, projectRoot } from "../../infra/aws/bundles.ts";
import { readStack } from "../../infra/aws/read-stack.ts";
import type { CasePapersView, OutgoingView } from "../../functions/contract/papers.ts";
import type { Stage } from "../../infra/demo/stage.ts";
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
  const drawing = "issue-papers";
  test.each(manifest.map((row) => row.name))("%s is at most 265 kB, compressed; what draws papers 1 MB", (name) => {
    const size = compressedSize(homes[name] ?? "");
    expect(size).toBeLessThanOrEqual(name === drawing ? 1_000_000 : 265_000);
  });

  test("has the fonts of papers beside what draws them, and nowhere else", () => {
    const fontsOf = (name: string): number =>
      readdirSync(homes[name] ?? "").filter((file) => file.endsWith(".ttf")).length;
    const counts = manifest.map(({ name }): [string, number] => [name, fontsOf(name)]);
    expect(counts.filter(([, count]) => count > 0)).toEqual([[drawing, 4]]);
  });

  test("holds no client that the function has no right to use", () => {
    for (const row of manifest) {
      const text = bundleText(homes[row.name] ?? "");
      expect([row.name, text.includes("SendRawEmail")]).toEqual([row.name, row.mails !== false]);
      expect([row.name, text.includes("/v2/email/suppression")]).toEqual([row.name, row.mails === "again"]);
      expect([row.name, text.includes("SendTaskSuccess")]).toEqual([row.name, row.starts || row.resumes]);
      expect([row.name, text.includes("content-length-range")]).toEqual([row.name, row.files.includes("take")]);
      expect([row.name, text.includes("node:sqlite")]).toEqual([row.name, false]);
    }
  });

  test("holds what the columns of the tables mean where that is shown or kept, and nowhere else", () => {
    const holders = manifest.filter(({ name }) => bundleText(homes[name] ?? "").includes("Labels of the collection"));
    expect(holders.map(({ name }) => name)).toEqual(["staff", "sweep"]);
  });

  test("logs where a fault was, in places of the bundle that can be read as places of the sources", async () => {
    const bundle = JSON.stringify(fileOf("open-task"));
    const event = JSON.stringify({ caseId: "KJG-2026-00001", step: "decide", taskToken: "t", entered: "" });
    const script = `const { handler } = await import(${bundle}); await handler(${event}, { awsRequestId: "a" }).catch(() => {});`;
    const args = ["--input-type=module", "-e", script];
    const { stderr } = await promisify(execFile)(process.execPath, args, { env: { TABLE_NAME: "" } });
    expect(JSON.parse(stderr)).toMatchObject({
      event: "work-failed",
      requestId: "a",
      function: "open-task",
      step: "decide",
      case: "KJG-2026-00001",
      error: { name: "Fault", message: "environment variable TABLE_NAME is not set" },
    });
    const [, file = "", line] =
      /at \w+ \((functions\/[^:]+):(\d+):\d+\)/.exec(await readStack("open-task", stderr)) ?? [];
    const source = readFileSync(path.join(projectRoot, file), "utf8").split("\n")[Number(line) - 1];
    expect(source).toContain("is not set");
  });

  test("carries whole visits, as the sources do: what was left out of the bundles is not missed", async () => {
    const bundled = manifest.map((row) => ({ ...row, file: fileOf(row.name) }));
    const told = vi.spyOn(console, "error").mockReturnValue();
    const [straight] = stories.filter((story) => story.procedure === "official-visit");
    const read = straight && {
      ...straight,
      play: async (stage: Stage) => readPapers(stage, await straight.play(stage)),
    };
    const played = await playStories(read ? [read] : [], { host: { awsClients: true, manifest: bundled } });
    expect(played.failures).toEqual([]);
    expect(played.cases).toHaveLength(1);
    expect(played.papers).toMatchObject([
      { kind: "Lembar disposisi", number: "", pages: 1 },
      { kind: "Surat jawaban", number: "000.4/1/DISPUSIP/2026", pages: 1 },
    ]);
    // A job that has no right to what it asks for says so in the log alone.
    expect(told.mock.calls.flat().filter((line) => String(line).includes('"level":"problem"'))).toEqual([]);
    told.mockRestore();
    // Twelve functions in as many processes: a slow machine takes its time.
  }, 180_000);
});

/** Whoever leads the agency opens the letter that a case issued, from the register. */
async function readPapers(stage: Stage, caseId: string): Promise<string> {
  const { browser } = await stage.officer("agency-head");
  const book = await browser.get<OutgoingView>("/api/staff/outgoing/2026");
  const row = book.body.rows.find((each) => each.case === caseId);
  const papers = await browser.get<CasePapersView>(`/api/staff/cases/${caseId}/papers`);
  expect(papers.body.papers.map(({ id }) => id)).toContain(row?.paper);
  const file = await browser.get<{ url: string }>(`/api/staff/papers/${caseId}/${row?.paper}`);
  expect((await fetch(file.body.url)).headers.get("content-type")).toBe("application/pdf");
  return caseId;
}
