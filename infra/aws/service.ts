/** Both stacks of an agency, checked. */
import { App, Validations, type AppProps } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { checkAgency } from "../agencies/check.ts";
import type { AgencyConfig } from "../agencies/types.ts";
import { AppStack } from "./app-stack.ts";
import { DataStack } from "./data-stack.ts";

/** What is wrong with an agency's configuration, a line each. */
export class BadConfiguration extends Error {
  readonly lines: string[];

  constructor(lines: string[]) {
    super(lines.join("\n"));
    this.lines = lines;
  }
}

export interface Service {
  app: App;
  data: DataStack;
  running: AppStack;
}

/**
 * Builds the app of one agency. `app.synth()` fails when cdk-nag finds something that is not acknowledged.
 *
 * @param bundles function name -> folder of its bundle
 * @throws BadConfiguration
 */
export function serviceOf(agency: AgencyConfig, bundles: Record<string, string>, props: AppProps = {}): Service {
  const wrong = checkAgency(agency);
  if (wrong.length > 0) throw new BadConfiguration(wrong);
  const app = new App({ ...props, analyticsReporting: false });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
  const env = { region: agency.region, ...(agency.account ? { account: agency.account } : {}) };
  const prefix = `alur-pustaka-${agency.id}`;
  const tags = { service: "alur-pustaka", agency: agency.id };
  const about = `Alur Pustaka, ${agency.settings.name}`;
  const data = new DataStack(app, `${prefix}-data`, {
    agency,
    env,
    tags,
    description: `${about}: what is kept`,
    terminationProtection: true,
  });
  const running = new AppStack(app, `${prefix}-app`, {
    agency,
    data,
    bundles,
    env,
    tags,
    description: `${about}: what runs`,
  });
  return { app, data, running };
}
