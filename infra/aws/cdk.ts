/** The CDK command line, for one agency. */
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { projectRoot } from "./bundles.ts";

/** Stack name -> output name -> value. */
export type Outputs = Record<string, Record<string, string>>;

export function stacksOf(agency: string): { data: string; app: string } {
  return { data: `alur-pustaka-${agency}-data`, app: `alur-pustaka-${agency}-app` };
}

/** Deploys both stacks and answers their outputs. @throws CdkFailed */
export async function deployStacks(agency: string): Promise<Outputs> {
  const { data, app } = stacksOf(agency);
  await cdk(agency, ["deploy", data, app, "--outputs-file", outputsFile(agency)]);
  return knownOutputs(agency);
}

/** Outputs of the last deployment from this computer; empty when there was none. */
export async function knownOutputs(agency: string): Promise<Outputs> {
  const text = await readFile(outputsFile(agency), "utf8").catch(() => "{}");
  return JSON.parse(text) as Outputs;
}

function outputsFile(agency: string): string {
  return path.join(projectRoot, "dist", `outputs.${agency}.json`);
}

/** Deletes a stack, after a question. @throws CdkFailed */
export async function destroyStack(agency: string, stack: string): Promise<void> {
  await cdk(agency, ["destroy", "--exclusively", stack]);
}

/** The command line has told why. */
class CdkFailed extends Error {
  override name = "CdkFailed";
}

function cdk(agency: string, args: string[]): Promise<void> {
  const program = path.join(projectRoot, "node_modules/aws-cdk/bin/cdk");
  const env = { ...process.env, ALUR_AGENCY: agency };
  const child = spawn(process.execPath, [program, ...args], { cwd: projectRoot, env, stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      if (code === 0) resolve();
      else reject(new CdkFailed(`cdk ${args[0] ?? ""} ended with ${String(code)}`));
    });
  });
}
