import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { logEvents } from "../../functions/domain/log-events.ts";

const functions = join(import.meta.dirname, "../../functions");
const catalogue = join(functions, "domain/log-events.ts");

/** Level and code of every call that writes into the log, as it stands in the source. */
function writtenEvents(): string[] {
  const files = readdirSync(functions, { recursive: true, encoding: "utf8" }).map((name) => join(functions, name));
  const sources = files
    .filter((file) => file.endsWith(".ts") && file !== catalogue)
    .map((file) => readFileSync(file, "utf8"));
  return sources.flatMap((source) =>
    [...source.matchAll(/\blog\s*\.(info|problem)\(\s*"([^"]+)"/g)].map(([, level, code]) => `${level} ${code}`),
  );
}

it("every event of the catalogue is written somewhere, at its level, and nothing else is", () => {
  const listed = Object.entries(logEvents).map(([code, { level }]) => `${level} ${code}`);
  expect([...new Set(writtenEvents())].toSorted()).toEqual(listed.toSorted());
});
