import { sweep } from "../domain/sweep.ts";
import { stepHandler } from "../wiring/step.ts";

/** Called every minute. */
export const handler = stepHandler("sweep", () => undefined, sweep);
