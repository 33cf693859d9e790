/**
 * Says which file and line of the sources a stack in the log of a function means: a bundle is a few long lines. Give it
 * the sources that were deployed, the function, and the line of the log:
 *
 *     node infra/toolchain/run.mjs file infra/aws/read-stack.ts decision < line-of-log
 *
 * Maps are made here again and not uploaded: a map in the bundle would be read at each cold start.
 */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { SourceMap, type SourceMapPayload } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { manifest } from "../../functions/manifest.ts";
import { bundleWithMaps, projectRoot } from "./bundles.ts";

const place = /(?:file:\/\/)?[^\s()"]*\/([\w-]+\.mjs):(\d+):(\d+)/g;

/**
 * The same text with places in the bundle replaced by those in the sources, where the map knows them.
 *
 * @param name of the function, as in the manifest
 * @throws Error where the manifest has no such function
 */
export async function readStack(name: string, logged: string): Promise<string> {
  const row = manifest.find((each) => each.name === name);
  if (!row) throw new Error(`no function "${name}"; there are: ${manifest.map((each) => each.name).join(", ")}`);
  const folder = await mkdtemp(path.join(tmpdir(), "alur-maps-"));
  try {
    await bundleWithMaps(row, folder);
    const maps = await mapsIn(folder);
    return logged.replace(place, (written, file: string, line: string, column: string) => {
      const entry = maps.get(file)?.findEntry(Number(line) - 1, Number(column) - 1);
      if (!entry || !("originalSource" in entry)) return written;
      const source = path.relative(projectRoot, path.resolve(folder, entry.originalSource));
      return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function mapsIn(folder: string): Promise<Map<string, SourceMap>> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".map"));
  const read = async (file: string) => {
    const map = JSON.parse(await readFile(path.join(folder, file), "utf8")) as SourceMapPayload;
    return [file.replace(/\.map$/, ""), new SourceMap(map)] as const;
  };
  return new Map(await Promise.all(files.map(read)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [name = ""] = process.argv.slice(2);
  process.stdout.write((await readStack(name, await text(process.stdin))).replaceAll("\\n", "\n"));
}
