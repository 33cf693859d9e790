import type { DatabaseSync } from "node:sqlite";
import type { Execution } from "../emulators/step-functions/engine/execution.ts";
import type { OneMachine } from "../host/one-machine.ts";
import type { Findings } from "./findings.ts";

type Inventory = ReturnType<OneMachine["inventory"]>;
type Waiting = Inventory["waiting"][number];

/** Each open case has its execution, each open task an execution that waits for it, and the other way round. */
export function checkWorkflow(
  database: DatabaseSync,
  { cases, waiting }: Pick<Inventory, "cases" | "waiting">,
): Findings {
  const { names, running } = executionsIn(database);
  const differences: string[] = [];
  const notes: string[] = [];
  for (const [id, { execution, open, started, problem }] of cases) {
    if (!open || running.has(execution)) continue;
    if (problem !== null) notes.push(`${id} has stopped: ${problem}`);
    else if (names.has(execution)) differences.push(`${id} is open, and its execution has ended`);
    else if (started) differences.push(`${id} is open and has no execution`);
  }
  const tasks = new Map(waiting.map((task) => [task.token, task]));
  const owned = new Set([...cases.values()].map(({ execution }) => execution));
  for (const [id, execution] of running) {
    if (!owned.has(id)) differences.push(`the execution ${id} has no case`);
    const token = awaited(execution);
    if (token !== null && !tasks.has(token)) differences.push(`the execution ${id} waits for a task that is not there`);
  }
  for (const task of waiting) {
    const execution = running.get(cases.get(task.caseId)?.execution ?? task.caseId);
    if (task.answered || (execution && mayWaitFor(execution, task))) continue;
    // Of a case that has stopped it is known already.
    if (cases.get(task.caseId)?.problem) continue;
    differences.push(`${task.caseId} TASK#${task.id} is open, and no execution waits for it`);
  }
  return { differences, notes };
}

/** By the names of executions. */
function executionsIn(database: DatabaseSync): { names: Set<string>; running: Map<string, Execution> } {
  const names = new Set<string>();
  const running = new Map<string, Execution>();
  for (const row of database.prepare("SELECT status, arn, state FROM execution").iterate()) {
    const name = String(row["arn"]).split(":").at(-1) ?? "";
    names.add(name);
    if (row["status"] === "RUNNING") running.set(name, JSON.parse(String(row["state"])) as Execution);
  }
  return { names, running };
}

/** The token that an execution waits for after its function has told of it; null where it is doing something else. */
function awaited({ position }: Execution): string | null {
  const activity = position?.activity;
  return activity?.kind === "call" && activity.submitted ? (activity.token ?? null) : null;
}

/** A function that is still to be called, or called again, gives the task another token. */
function mayWaitFor(execution: Execution, { token }: Waiting): boolean {
  const expected = awaited(execution);
  return expected === null || expected === token;
}
