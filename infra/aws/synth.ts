/**
 * `npm run synth`: writes the CloudFormation templates of every agency, or of those named. Needs neither network nor
 * credentials nor Docker.
 *
 *     npm run synth                 every agency of infra/agencies
 *     npm run synth -- contoh       only this one
 */
import path from "node:path";
import { agencies, agencyNamed } from "../agencies/index.ts";
import { bundleFunctions, projectRoot } from "./bundles.ts";
import { BadConfiguration, serviceOf } from "./service.ts";
import { compileTables } from "./tables.ts";

const wanted = process.argv.slice(2);
try {
  const chosen = wanted.length > 0 ? wanted.map(agencyNamed) : agencies;
  compileTables("--check");
  const bundles = await bundleFunctions();
  for (const agency of chosen) {
    const outdir = path.join(projectRoot, "dist/cdk", agency.id);
    const { stacks } = serviceOf(agency, bundles, { outdir }).app.synth();
    for (const stack of stacks) console.log(path.relative(process.cwd(), stack.templateFullPath));
  }
} catch (error) {
  if (!(error instanceof Error)) throw error;
  for (const line of error instanceof BadConfiguration ? error.lines : [error.message]) console.error(line);
  process.exitCode = 1;
}
