import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { buildWeb } from "../../infra/toolchain/build-web.mjs";
import { scratchFolder, write } from "./scratch.ts";

/** Stands for Vite: "builds" by copying the source, and fails on a page that says so. */
const fakeVite = `
  import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
  const outDir = process.argv[process.argv.indexOf("--outDir") + 1];
  const page = readFileSync("web/src/main.ts", "utf8");
  mkdirSync(outDir, { recursive: true });
  writeFileSync(outDir + "/index.html", page);
  process.exit(page.includes("broken") ? 1 : 0);
`;

function webProject() {
  const root = scratchFolder({
    "node_modules/.package-lock.json": JSON.stringify({
      packages: { "node_modules/vite": { bin: { vite: "vite.mjs" } } },
    }),
    "node_modules/vite/vite.mjs": fakeVite,
    "package-lock.json": "{}",
    "web/src/main.ts": "first",
  });
  return { root, page: () => readFileSync(path.join(root, "dist/web/index.html"), "utf8") };
}

describe("building the pages", () => {
  const said: string[] = [];
  beforeEach(() => {
    said.length = 0;
    vi.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
  });
  afterEach(() => vi.restoreAllMocks());

  test("builds when they have never been built, and again only when something they are made of changed", async () => {
    const { root, page } = webProject();
    await buildWeb(root, { onlyWhenStale: true });
    expect(page()).toBe("first");

    write(root, { "dist/web/index.html": "not touched" });
    await buildWeb(root, { onlyWhenStale: true });
    expect(page()).toBe("not touched");

    write(root, { "functions/contract/public.ts": "export {}" });
    await buildWeb(root, { onlyWhenStale: true });
    expect(page()).toBe("first");
  });

  test("keeps the pages that work when new ones do not build", async () => {
    const { root, page } = webProject();
    await buildWeb(root, { onlyWhenStale: true });
    write(root, { "web/src/main.ts": "broken" });
    await expect(buildWeb(root, { onlyWhenStale: true })).rejects.toThrow(/could not be built/);
    expect(page()).toBe("first");
  });

  test("builds once when two programs ask together", async () => {
    const { root, page } = webProject();
    await Promise.all([buildWeb(root, { onlyWhenStale: true }), buildWeb(root, { onlyWhenStale: true })]);
    expect(page()).toBe("first");
    expect(said.filter((line) => line.includes("pages built"))).toHaveLength(1);
  });
});
