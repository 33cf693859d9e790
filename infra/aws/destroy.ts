/**
 * `npm run destroy -- <agency>`: takes down what runs. What is kept stays: the data stack with its table, letters,
 * accounts and secret; infra/README.md tells how to give that up as well.
 *
 * The bucket of the pages must be empty first. Its name is in the outputs of the last deployment from this computer, or
 * given as `--pages-bucket`.
 */
import { parseArgs } from "node:util";
import { agencyNamed } from "../agencies/index.ts";
import { destroyStack, knownOutputs, outputNamed, stacksOf } from "./cdk.ts";
import { removePages } from "./pages.ts";

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { "pages-bucket": { type: "string" } },
  });
  const { id, region } = agencyNamed(positionals[0] ?? "");
  const { app } = stacksOf(id);
  await removePages(values["pages-bucket"] ?? (await bucketOfLastDeployment(app)), region);
  await destroyStack(id, app);
} catch (error) {
  if (!(error instanceof Error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/** @throws Error when this computer has not deployed it */
async function bucketOfLastDeployment(stack: string): Promise<string> {
  const outputs = await knownOutputs(stack);
  if (Object.keys(outputs).length > 0) return outputNamed("PagesBucketName", outputs);
  throw new Error(`Which bucket holds the pages? Give --pages-bucket; the outputs of stack ${stack} name it.`);
}
