import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const json = (file: string) => JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), "utf8"));

test("what the editor can start with breakpoints are scripts that exist", () => {
  const { scripts } = json("package.json");
  const { configurations } = json(".vscode/launch.json");
  const started = configurations.map(({ runtimeArgs: [word, name] }: { runtimeArgs: string[] }) =>
    word === "run" ? name : word,
  );
  expect(started).toEqual(["start", "dev", "test"]);
  for (const script of started) expect(scripts).toHaveProperty(script);
});
