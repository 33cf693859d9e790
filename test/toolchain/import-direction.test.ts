import path from "node:path";
import { ESLint } from "eslint";
import ts from "typescript-eslint";
import { beforeAll, describe, expect, test } from "vitest";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { projectFolder, run, write } from "./scratch.ts";

/** Imports that the house allows: [importing file, what it imports]. */
const allowed = [
  ["functions/domain/due.ts", "../../statemachines/language/vocabulary.ts"],
  ["functions/domain/due.ts", "temporal-polyfill"],
  ["functions/adapters/store.ts", "../domain/ports.ts"],
  ["functions/adapters/store.ts", "../../infra/names.ts"],
  ["functions/wiring/http.ts", "../adapters/store.ts"],
  ["functions/http/public.ts", "../wiring/http.ts"],
  ["functions/http/public.ts", "../contract/public.ts"],
  ["functions/wiring/dependencies.ts", "../../statemachines/index.ts"],
  ["infra/local/host/host.ts", "../../../functions/manifest.ts"],
  ["infra/local/host/demo-agency.ts", "../../../functions/domain/calendar/demo-calendar.ts"],
  ["web/src/Form.svelte", "../../statemachines/form/check-form.ts"],
  ["web/src/api.ts", "../../functions/contract/public.ts"],
  ["test/unit/due.test.ts", "../../functions/domain/due.ts"],
] as const;

/** Imports that would turn the house round. */
const refused = [
  ["functions/domain/case.ts", "../adapters/store.ts"],
  ["functions/domain/case.ts", "node:fs"],
  ["functions/domain/case.ts", "zod"],
  ["functions/domain/case.ts", "../contract/public.ts"],
  ["functions/domain/case.ts", "../../statemachines/index.ts"],
  ["functions/domain/case.ts", "../../statemachines/official-visit/sop.ts"],
  ["functions/http/public.ts", "../../statemachines/index.ts"],
  ["functions/adapters/measure.ts", "../../infra/local/clock.ts"],
  ["statemachines/language/table.ts", "../index.ts"],
  ["functions/adapters/mail.ts", "../wiring/http.ts"],
  ["functions/http/staff.ts", "../adapters/store.ts"],
  ["functions/wiring/step.ts", "../http/public.ts"],
  ["functions/manifest.ts", "./domain/ports.ts"],
  ["functions/jobs/sweep.ts", "../../infra/local/host.ts"],
  ["functions/jobs/sweep.ts", "../../test/support/clock.ts"],
  ["statemachines/compile.ts", "../functions/domain/format.ts"],
  ["infra/local/http.ts", "../../functions/http/public.ts"],
  ["infra/local/http.ts", "../../functions/domain/due.ts"],
  ["web/src/Page.svelte", "../../functions/domain/due.ts"],
  ["web/src/page.ts", "../../statemachines/compiler/compile.ts"],
  ["web/src/page.ts", "../../infra/names.ts"],
] as const;

const circle = {
  "functions/domain/hen.ts": `import { egg } from "./egg.ts"; export const hen = () => egg;`,
  "functions/domain/egg.ts": `import { hen } from "./hen.ts"; export const egg = () => hen;`,
  "functions/domain/ports.ts": `import type { Letter } from "./letter.ts"; export interface Store { letter: Letter }`,
  "functions/domain/letter.ts": `import type { Store } from "./ports.ts"; export interface Letter { store: Store }`,
};

/** Importing file, what it imports, and the rules it breaks. */
const violations: { from: string; to: string; rule: string }[] = [];

beforeAll(async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "alur-imports-"));
  try {
    write(folder, house());
    for (const file of [".dependency-cruiser.cjs", "tsconfig.json", "package.json"]) {
      cpSync(path.join(projectFolder, file), path.join(folder, file));
    }
    violations.push(...(await cruise(folder)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Every file of both lists with its imports; files and packages that are only imported are empty. */
function house(): Record<string, string> {
  const files: Record<string, string> = {};
  for (const [from, to] of [...allowed, ...refused]) {
    const svelte = from.endsWith(".svelte");
    const line = svelte ? `import * as it from "${to}"; it.one();` : `import "${to}";`;
    files[from] = svelte ? `<script lang="ts">${line}</script>` : `${files[from] ?? ""}${line}\n`;
    const target = path.posix.join(path.posix.dirname(from), to);
    if (to.startsWith(".")) files[target] ??= "";
  }
  for (const name of ["temporal-polyfill", "zod"]) {
    files[`node_modules/${name}/package.json`] = JSON.stringify({ name, version: "1.0.0", main: "index.js" });
    files[`node_modules/${name}/index.js`] = "";
  }
  return { ...files, ...circle };
}

async function cruise(folder: string) {
  const rooms = ["statemachines", "functions", "infra", "web/src", "test"];
  const { stdout } = await run(["bin", "depcruise", "--config", ".dependency-cruiser.cjs", "-T", "json", ...rooms], {
    cwd: folder,
  });
  const report = JSON.parse(stdout) as {
    summary: { violations: { from: string; to: string; rule: { name: string } }[] };
  };
  return report.summary.violations.map(({ from, to, rule }) => ({ from, to, rule: rule.name }));
}

/** The imported file as the report names it. */
function named(from: string, to: string): RegExp {
  if (to.startsWith(".")) return new RegExp(`^${path.posix.join(path.posix.dirname(from), to)}$`);
  return new RegExp(`(^|/)${to.replace("node:", "(node:)?")}(/|$)`);
}

function rulesBroken(from: string, to: string): string[] {
  return violations.filter((found) => found.from === from && named(from, to).test(found.to)).map(({ rule }) => rule);
}

describe("imports run one way", () => {
  test.each(allowed)("%s may import %s", (from, to) => {
    expect(rulesBroken(from, to)).toEqual([]);
  });

  test.each(refused)("%s may not import %s", (from, to) => {
    expect(rulesBroken(from, to)).not.toEqual([]);
  });

  test("a component may not even import types of the back end, save the shared ones", async () => {
    const eslint = new ESLint({ cwd: projectFolder, overrideConfig: [ts.configs.disableTypeChecked] });
    const complaints = async (module: string) => {
      const text = `<script lang="ts">import type { It } from "${module}"; export const it: It = 1;</script>\n`;
      const [result] = await eslint.lintText(text, { filePath: "web/src/staff/Page.svelte" });
      return result?.messages.map(({ ruleId }) => ruleId);
    };
    expect(await complaints("../../../functions/contract/staff.ts")).toEqual([]);
    expect(await complaints("../../../functions/domain/case/records.ts")).toEqual(["no-restricted-imports"]);
  });

  test("a circle is refused, also one that is made of types only", () => {
    const circles = violations.filter(({ rule }) => rule === "no-cycles").map(({ from }) => from);
    expect(circles).toHaveLength(2);
    expect(circles.some((file) => /(egg|hen)\.ts$/.test(file))).toBe(true);
    expect(circles.some((file) => /(ports|letter)\.ts$/.test(file))).toBe(true);
  });
});
