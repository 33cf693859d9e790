import { handler as openTask } from "../../functions/steps/open-task.ts";
import { interruptible } from "./interruption.ts";

export const handler = interruptible(openTask);
