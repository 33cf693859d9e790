/**
 * `npm run destroy -- <agency>`: takes down what runs. What is kept stays: the data stack with its table, letters,
 * accounts and secret; infra/README.md tells how to give that up as well.
 *
 * The bucket of the pages must be empty first. Its name is in the outputs of the last deployment from this computer, or
 * given as `--pages-bucket`.
 */
import { parseArgs } from "node:util";
import { agencyNamed } from "../agencies/index.ts";
import { destroyStack, knownOutputs, stacksOf } from "./cdk.ts";
import { removePages } from "./pages.ts";

const { positionals, values } = parseArgs({ allowPositionals: true, options: { "pages-bucket": { type: "string" } } });
try {
  const { id, region } = agencyNamed(positionals[0] ?? "");
  const { app } = stacksOf(id);
  const told = Object.entries((await knownOutputs(id))[app] ?? {}).find(([key]) => key.includes("PagesBucketName"));
  const bucket = values["pages-bucket"] ?? told?.[1];
  if (!bucket) throw new Error("Which bucket holds the pages? Give --pages-bucket; the app stack's outputs name it.");
  await removePages(bucket, region);
  await destroyStack(id, app);
} catch (error) {
  if (!(error instanceof Error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
