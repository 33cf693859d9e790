/** The CDK command line, for one agency. */
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { projectRoot } from "./bundles.ts";

/** Outputs of a stack: name -> value. */
export type Outputs = Record<string, string>;

export function stacksOf(agency: string): { data: string; app: string } {
  return { data: `alur-pustaka-${agency}-data`, app: `alur-pustaka-${agency}-app` };
}

/** Makes the account ready for the CDK: a bucket for what is uploaded, roles for deploying. @throws CdkFailed */
export async function bootstrap(agency: string): Promise<void> {
  await cdk(agency, ["bootstrap"]);
}

/** Creates or updates a stack and answers its outputs. @throws CdkFailed */
export async function deployStack(agency: string, stack: string): Promise<Outputs> {
  await cdk(agency, ["deploy", "--exclusively", stack, "--outputs-file", outputsFile(stack)]);
  return knownOutputs(stack);
}

/** Outputs of the last deployment from this computer; empty when there was none. */
export async function knownOutputs(stack: string): Promise<Outputs> {
  const text = await readFile(outputsFile(stack), "utf8").catch(() => "{}");
  return (JSON.parse(text) as Record<string, Outputs>)[stack] ?? {};
}

/**
 * Outputs of a construct carry its path before their name and a hash after it.
 *
 * @throws Error when no output has the name
 */
export function outputNamed(name: string, outputs: Outputs): string {
  const found = Object.entries(outputs).find(([key]) => key.includes(name));
  if (!found) throw new Error(`the deployment tells no ${name}`);
  return found[1];
}

function outputsFile(stack: string): string {
  return path.join(projectRoot, "dist", `outputs.${stack}.json`);
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
