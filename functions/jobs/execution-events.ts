import * as z from "zod/mini";
import { takeOverBroken, type BrokenExecution } from "../domain/execution/take-over.ts";
import { stepHandler } from "../wiring/step.ts";

const statusEvent = z.object({ detail: z.object({ name: z.string(), input: z.string() }) });
const executionInput = z.object({ caseId: z.string() });

/** Called when Step Functions reports that an execution failed, timed out or was stopped: another takes over its case. */
export const handler = stepHandler("execution-events", brokenIn, takeOverBroken);

/** The execution in an event of EventBridge, with the case it began with. */
export function brokenIn(event: unknown): BrokenExecution {
  const { input, name } = statusEvent.parse(event).detail;
  return { name, caseId: executionInput.parse(JSON.parse(input)).caseId };
}
