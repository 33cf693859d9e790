import * as z from "zod";
import { runActions, type ActionRequest } from "../domain/actions.ts";
import { stepHandler } from "../wiring/step.ts";

const work = z.object({
  caseId: z.string(),
  step: z.string().optional(),
  outcome: z.string().optional(),
  entered: z.string().optional(),
  ending: z.enum(["SELESAI", "DIBATALKAN", "KEDALUWARSA", "DITUTUP"]).optional(),
  failure: z.object({ error: z.string(), cause: z.string() }).optional(),
});

/** Called by automatic states: letters, numbers, slots, the end of a case. */
export const handler = stepHandler(
  (event) => work.parse(event) as ActionRequest,
  async (dependencies, request) => {
    await runActions(dependencies, request);
    return {};
  },
);
