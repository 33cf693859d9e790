/** Lambda bundles: how large they are, and how much longer they take to load than the AWS clients alone. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { manifest, type FunctionRow } from "../../functions/manifest.ts";
import { bundleFunctions, bundling, projectRoot } from "../../infra/aws/bundles.ts";
import { compressedSize } from "../support/bundle-files.ts";
import type { Figure } from "./workflow.ts";

const runs = 15;
const run = promisify(execFile);

export async function benchBundles(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "alur-bench-bundles-"));
  try {
    const homes = await bundleFunctions(folder);
    const figures: Figure[] = [];
    for (const row of manifest) {
      const bundle = path.join(homes[row.name] ?? "", "index.mjs");
      const clients = path.join(folder, `${row.name}-clients.mjs`);
      await bundleClients(row, clients);
      const { whole, alone } = await importTimes(bundle, clients);
      const about = { function: row.name };
      const size = compressedSize(path.dirname(bundle));
      figures.push({
        name: "bundle size, gzip",
        value: Math.round(size / 100) / 10,
        unit: "kB",
        atMost: 200,
        ...about,
      });
      figures.push({
        name: "bundle import",
        value: rounded(whole, 1),
        unit: "ms",
        clients: rounded(alone, 1),
        ...about,
      });
      figures.push({
        name: "bundle import / its clients'",
        value: rounded(whole / alone, 2),
        unit: "times",
        atMost: 1.15,
        ...about,
      });
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Only the clients and commands that the function uses, bundled as anybody would: by the same settings, without our plugins. */
async function bundleClients(row: FunctionRow, outfile: string): Promise<void> {
  const contents = [
    'export { DynamoDBClient } from "@aws-sdk/client-dynamodb";',
    'export { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";',
    row.mails ? 'export { SESClient, SendRawEmailCommand } from "@aws-sdk/client-ses";' : "",
    row.starts || row.resumes
      ? 'export { SFNClient, SendTaskSuccessCommand, StartExecutionCommand } from "@aws-sdk/client-sfn";'
      : "",
  ].join("\n");
  await build({ ...bundling, stdin: { contents, resolveDir: projectRoot }, outfile });
}

/** The quickest of several loads in fresh processes, one and the other in turn: whatever else runs only makes it slower. */
async function importTimes(bundle: string, clients: string): Promise<{ whole: number; alone: number }> {
  let [whole, alone] = [Infinity, Infinity];
  for (let round = 0; round < runs; round += 1) {
    whole = Math.min(whole, await importTime(bundle));
    alone = Math.min(alone, await importTime(clients));
  }
  return { whole, alone };
}

async function importTime(file: string): Promise<number> {
  const script = `const t=performance.now();await import(${JSON.stringify(file)});console.log(performance.now()-t)`;
  const env = { ...process.env, NODE_OPTIONS: "", TABLE_NAME: "table" };
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script], { env });
  return Number(stdout);
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
