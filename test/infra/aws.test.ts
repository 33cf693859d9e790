import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Bucket } from "aws-cdk-lib/aws-s3";
import { AwsSolutionsChecks } from "cdk-nag";
import { afterAll, describe, expect, test } from "vitest";
import { contoh } from "../../infra/agencies/contoh.ts";
import { bundleFunctions } from "../../infra/aws/bundles.ts";
import { serviceOf } from "../../infra/aws/service.ts";
import { lain } from "./second-agency.ts";
import { keptSuite } from "./suites/kept.ts";
import { oneSourceSuite } from "./suites/one-source.ts";
import { rightsSuite } from "./suites/rights.ts";
import { runningSuite } from "./suites/running.ts";
import { watchSuite } from "./suites/watch.ts";
import { synthesise } from "./synthesised.ts";

// All in one file, because bundling and synthesis take seconds and the templates serve every suite.
const folder = mkdtempSync(path.join(tmpdir(), "alur-bundles-"));
const bundles = await bundleFunctions(folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each([contoh, lain].map((agency) => [agency.id, synthesise(agency, bundles)] as const))(
  "the service of %s",
  (_id, service) => {
    keptSuite(service);
    runningSuite(service);
    watchSuite(service);
    rightsSuite(service);
    oneSourceSuite(service);
  },
);

test("cdk-nag does look: a bucket without a reason is found", () => {
  const { app, data } = serviceOf(contoh, bundles, { outdir: path.join(folder, "naughty") });
  new Bucket(data, "Naughty");
  const { violations } = new AwsSolutionsChecks(app).validateScope(app);
  expect(violations.map(({ ruleName }) => ruleName).sort()).toEqual(["AwsSolutions-S1", "AwsSolutions-S10"]);
});
