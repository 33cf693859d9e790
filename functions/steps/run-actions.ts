import * as z from "zod/mini";
import { runActions, type ActionRequest } from "../domain/task/run-actions.ts";
import { stepHandler } from "../wiring/step.ts";

const work = z.object({
  caseId: z.string(),
  step: z.optional(z.string()),
  outcome: z.optional(z.string()),
  entered: z.optional(z.string()),
  ending: z.optional(z.enum(["SELESAI", "DIBATALKAN", "KEDALUWARSA", "DITUTUP"])),
  failure: z.optional(z.object({ error: z.string(), cause: z.string() })),
});

/** Called by automatic states: letters, numbers, slots, the end of a case. */
export const handler = stepHandler(
  "run-actions",
  (event) => work.parse(event) as ActionRequest,
  async (dependencies, request) => {
    await runActions(dependencies, request);
    return {};
  },
);
