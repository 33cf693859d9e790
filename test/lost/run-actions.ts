import { handler as runActions } from "../../functions/steps/run-actions.ts";
import { interruptible } from "./interruption.ts";

export const handler = interruptible(runActions);
