import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { projectFolder } from "./scratch.ts";

interface LockedPackage {
  version?: string;
  resolved?: string;
  integrity?: string;
  /** Comes inside the archive of another package, which is pinned. */
  inBundle?: boolean;
  optionalDependencies?: Record<string, string>;
}

const lockFile = readFileSync(path.join(projectFolder, "package-lock.json"), "utf8");
const { packages } = JSON.parse(lockFile) as { packages: Record<string, LockedPackage> };

// npm ci refuses a lock file that leaves out what some other platform needs, and npm install can write such a one.
test("the lock file names every platform's packages", () => {
  const locked = new Set(Object.keys(packages).map((folder) => folder.split("node_modules/").at(-1)));
  const wanted = Object.values(packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}));
  expect(wanted.filter((name) => !locked.has(name))).toEqual([]);
});

test("every locked package is pinned by its hash and bound to no registry", () => {
  const entries = Object.entries(packages).filter(([folder]) => folder !== "");
  const unpinned = entries.filter(([, entry]) => (!entry.integrity && !entry.inBundle) || entry.resolved !== undefined);
  expect(unpinned.map(([folder]) => folder)).toEqual([]);
});
