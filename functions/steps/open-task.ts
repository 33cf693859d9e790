import * as z from "zod/mini";
import { openTask } from "../domain/task/open-task.ts";
import { stepHandler } from "../wiring/step.ts";

const opening = z.object({ caseId: z.string(), step: z.string(), taskToken: z.string(), entered: z.string() });

/** Called by a waiting state: opens its task. Answers nothing; the answer of a person resumes the workflow. */
export const handler = stepHandler("open-task", (event) => opening.parse(event), openTask);
