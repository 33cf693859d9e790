import path from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { ensureBrowser, findBrowser } from "../../infra/toolchain/browser.mjs";
import { scratchFolder } from "./scratch.ts";

describe("the browser for the tests", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  test("is the one that CHROMIUM_PATH names", () => {
    const folder = scratchFolder({ "my-chromium": "" });
    vi.stubEnv("CHROMIUM_PATH", path.join(folder, "my-chromium"));
    expect(findBrowser()).toBe(path.join(folder, "my-chromium"));
  });

  test("is otherwise the first one on the PATH", () => {
    const folder = scratchFolder({ "google-chrome": "" });
    vi.stubEnv("CHROMIUM_PATH", undefined);
    vi.stubEnv("PATH", folder);
    expect(findBrowser()).toBe(path.join(folder, "google-chrome"));
  });

  test("is none when CHROMIUM_PATH is set to nothing", () => {
    vi.stubEnv("CHROMIUM_PATH", "");
    expect(findBrowser()).toBeUndefined();
  });

  test("may be missing: its tests are skipped, with the reason", async () => {
    const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    vi.stubEnv("CHROMIUM_PATH", "/nowhere/chromium");
    expect(await ensureBrowser()).toBeUndefined();
    expect(said).toHaveBeenCalledWith(expect.stringMatching(/browser tests are skipped: .*\/nowhere\/chromium/));
  });
});
