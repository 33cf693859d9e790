import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

/** Everything in a function's bundle, as one text. */
export function bundleText(home: string): string {
  return filesIn(home)
    .map((file) => file.toString("utf8"))
    .join("\n");
}

/** Bytes of a function's bundle without its fonts, each file compressed. */
export function compressedSize(home: string): number {
  return filesIn(home).reduce((sum, file) => sum + gzipSync(file).length, 0);
}

function filesIn(home: string): Buffer[] {
  const names = readdirSync(home).filter((name) => !name.endsWith(".ttf"));
  return names.map((name) => readFileSync(path.join(home, name)));
}
