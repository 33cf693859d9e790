import { ESLint } from "eslint";
import ts from "typescript-eslint";
import { describe, expect, test } from "vitest";
import { projectFolder } from "./scratch.ts";

// The rules under test need no types, and text that is in no file has none.
const eslint = new ESLint({ cwd: projectFolder, overrideConfig: [ts.configs.disableTypeChecked] });

async function complaints(file: string, text: string): Promise<string[]> {
  const results = await eslint.lintText(text, { filePath: file });
  return results.flatMap((result) => result.messages.map(({ message }) => message));
}

const clockOrChance = [
  "export const now = Date.now();",
  "export const now = new Date();",
  "export const now = Date();",
  "export const now = performance.now();",
  'import { Temporal } from "temporal-polyfill"; export const now = Temporal.Now.instant();',
  "export const id = Math.random();",
  "export const id = crypto.randomUUID();",
  "export const id = globalThis.crypto.getRandomValues(new Uint8Array(32));",
  'import { randomUUID } from "node:crypto"; export const id = randomUUID();',
  'import { randomBytes } from "node:crypto"; export const id = randomBytes(32);',
];

describe("invariant 12: clock and ids are injected", () => {
  test.each(clockOrChance)("the domain may not say: %s", async (text) => {
    expect(await complaints("functions/domain/case.ts", text)).not.toEqual([]);
  });

  test.each(["http/public", "steps/open-task", "jobs/sweep", "wiring/http"])(
    "nor may functions/%s.ts",
    async (name) => {
      expect(await complaints(`functions/${name}.ts`, "export const now = Date.now();")).not.toEqual([]);
    },
  );

  test("nor may an SOP table", async () => {
    expect(await complaints("statemachines/official-visit/sop.ts", "export const now = Date.now();")).not.toEqual([]);
  });

  test.each(["functions/adapters/clock.ts", "infra/local/host.ts", "test/unit/case.test.ts"])(
    "%s may read the real clock and draw ids",
    async (file) => {
      expect(await complaints(file, "export const stamp = [Date.now(), crypto.randomUUID()];")).toEqual([]);
    },
  );

  test("the domain may count with a given time", async () => {
    expect(await complaints("functions/domain/case.ts", "export const day = (ms: number) => new Date(ms);")).toEqual(
      [],
    );
  });
});

test.each(["adapters/clock", "adapters/s3/files", "http/routes/intake", "steps/open-task", "jobs/sweep", "manifest"])(
  "functions/%s.ts is handed what it needs of the environment",
  async (name) => {
    const text = "export const name = process.env.TABLE_NAME; export const { PORT } = process.env;";
    expect(await complaints(`functions/${name}.ts`, text)).toHaveLength(2);
    expect(await complaints("functions/wiring/dependencies.ts", text)).toEqual([]);
  },
);

test("the domain reaches neither the environment nor the network", async () => {
  expect(await complaints("functions/domain/case.ts", "export const name = process.env.TABLE_NAME;")).not.toEqual([]);
  expect(await complaints("functions/domain/case.ts", "export const answer = fetch('/');")).not.toEqual([]);
});
