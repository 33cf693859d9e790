/** Tells the function that listens to it of executions that broke, as EventBridge does on AWS. */
import type { FunctionRow } from "../../../../functions/manifest.ts";
import type { Log } from "../../host/log.ts";
import type { Functions } from "../lambda/index.ts";
import type { BrokenExecution } from "./engine/workflow.ts";

/** @returns told of a broken execution; what is not taken is found by the sweep, or by the next answer */
export function statusEventsTo(
  manifest: FunctionRow[],
  log: Log,
): (execution: BrokenExecution, functions: Functions | null) => void {
  const listener = manifest.find((row) => row.trigger.kind === "execution-events");
  return ({ input, name, status }, functions) => {
    if (!listener || !functions) return log("execution-broke", { execution: name, status });
    const event = {
      source: "aws.states",
      "detail-type": "Step Functions Execution Status Change",
      detail: { name, status, input },
    };
    void functions.invoke(listener.name, event).then(({ ok }) => {
      if (!ok) log("execution-broke", { execution: name, status });
    });
  };
}
