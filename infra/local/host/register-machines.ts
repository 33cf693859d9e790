/** Registers the compiled SOPs with the workflow endpoint, as a deployment would. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import {
  CreateStateMachineCommand,
  DescribeStateMachineCommand,
  ListStateMachinesCommand,
  SFNClient,
  UpdateStateMachineCommand,
} from "@aws-sdk/client-sfn";
import { machineOfFile, machineSubstitutions } from "../../names.ts";
import { StartUpError } from "./start-up-error.ts";

const account = "000000000000";

/**
 * Creates or updates a state machine for every file with one (`machineOfFile`), at any depth. Running executions keep the definition
 * they were started with.
 * @param folder that holds a folder per procedure, some of them in the folder of their SOP
 * @returns name of a machine -> its ARN
 * @throws {StartUpError} when a definition is refused
 */
export async function registerMachines(folder: string, client: SFNClient): Promise<Record<string, string>> {
  const region = await client.config.region();
  const known = new Map<string, string>();
  const { stateMachines } = await client.send(new ListStateMachinesCommand({ maxResults: 1000 }));
  for (const machine of stateMachines ?? []) known.set(machine.name ?? "", machine.stateMachineArn ?? "");

  // Cases of a version that has left the program go on by its machine, which stays here.
  const arns: Record<string, string> = Object.fromEntries(known);
  for (const [name, text] of await definitions(folder)) {
    const definition = substituted(text, region);
    try {
      arns[name] = await register(client, name, definition, known.get(name));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new StartUpError(`The workflow of "${name}" is refused: ${reason}`, { cause: error });
    }
  }
  return arns;
}

async function register(client: SFNClient, name: string, definition: string, arn: string | undefined): Promise<string> {
  if (arn === undefined) {
    const roleArn = `arn:aws:iam::${account}:role/local`;
    const created = await client.send(new CreateStateMachineCommand({ name, definition, roleArn, type: "STANDARD" }));
    return created.stateMachineArn ?? "";
  }
  const current = await client.send(new DescribeStateMachineCommand({ stateMachineArn: arn }));
  if (current.definition !== definition)
    await client.send(new UpdateStateMachineCommand({ stateMachineArn: arn, definition }));
  return arn;
}

async function definitions(folder: string): Promise<[machine: string, text: string][]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const found: [string, string][] = [];
  for (const { name, parentPath } of entries) {
    const machine = machineOfFile(path.basename(parentPath), name);
    if (machine !== null) found.push([machine, await readFile(path.join(parentPath, name), "utf8")]);
  }
  return found;
}

function substituted(text: string, region: string): string {
  return Object.entries(machineSubstitutions).reduce(
    (definition, [placeholder, name]) =>
      definition.replaceAll(`\${${placeholder}}`, `arn:aws:lambda:${region}:${account}:function:${name}`),
    text,
  );
}
