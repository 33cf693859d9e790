/** Where the functions that a workflow calls are made to fail, so that its execution stands still in the state that called. */
import type { Context } from "aws-lambda";

/** What happens to a call: before it has done anything, or when all of it is done and only the answer is to come. */
export interface Interruption {
  moment: "before" | "after";
  /** Done at the moment; the call may throw by it. */
  act(): Promise<void>;
}

type Plan = (caseId: string) => Interruption | null;

let plan: Plan | null = null;

/** Has each call asked for what is to become of it; null: nothing any more. */
export function interrupt(next: Plan | null): void {
  plan = next;
}

/** A handler of the service whose calls may come to nothing. */
export function interruptible<Output>(handler: (event: unknown, context: Context) => Promise<Output>): typeof handler {
  return async (event, context) => {
    const interruption = plan?.((event as { caseId: string }).caseId) ?? null;
    if (interruption?.moment === "before") await interruption.act();
    const output = await handler(event, context);
    if (interruption?.moment === "after") await interruption.act();
    return output;
  };
}
