/**
 * The host loads each handler from the file of its row. For counting, each row gets a file of its own that tells of a
 * call and hands it on. Told by channels of the process, for the host may load that file as another module than ours.
 */
import { channel } from "node:diagnostics_channel";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { FunctionRow } from "../../../functions/manifest.ts";
import { projectRoot } from "../bundles.ts";

/** Told when a call begins. */
export interface Started {
  name: string;
  event: unknown;
}

/** Runs a call, so that everything it does can be put down to it. */
export const invocations = Object.assign(channel("alur-pustaka.cost.call"), {
  /** Told within the call, with its time in milliseconds and its answer. */
  ended: channel("alur-pustaka.cost.call-ended"),
});

/**
 * Makes a handler that is counted.
 *
 * @public the files that `countedManifest` writes import it
 */
export function counted(
  name: string,
  handler: (event: unknown, context: unknown) => unknown,
): (event: unknown, context: unknown) => Promise<unknown> {
  const call = async (event: unknown, context: unknown): Promise<unknown> => {
    const began = performance.now();
    let answer: unknown = null;
    try {
      return (answer = await handler(event, context));
    } finally {
      invocations.ended.publish({ ms: performance.now() - began, answer });
    }
  };
  return async (event, context) => invocations.runStores({ name, event }, () => call(event, context));
}

/** The manifest with files in `folder` in place of the handlers' own. */
export async function countedManifest(manifest: FunctionRow[], folder: string): Promise<FunctionRow[]> {
  await mkdir(folder, { recursive: true });
  return Promise.all(
    manifest.map(async (row) => {
      const file = path.join(folder, `${row.name}.mjs`);
      const own = pathToFileURL(path.join(projectRoot, row.file)).href;
      const here = pathToFileURL(fileURLToPath(import.meta.url)).href;
      await writeFile(
        file,
        `import { handler as own } from ${JSON.stringify(own)};\nimport { counted } from ${JSON.stringify(here)};\nexport const handler = counted(${JSON.stringify(row.name)}, own);\n`,
      );
      return { ...row, file };
    }),
  );
}
