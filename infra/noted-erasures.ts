/** Notes on what was erased, as the store of files keeps them beside the table: without personal data. */
import * as z from "zod";

const schema = z.object({
  caseId: z.string(),
  /** A class of `statemachines/language/retention.ts`. */
  class: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
  record: z.string().optional(),
});

/** That a class of a case was to be erased. */
export type NotedErasure = z.infer<typeof schema>;

/** @throws an error of whoever parses, where the text is something else */
export function readErasure(text: string): NotedErasure {
  return schema.parse(JSON.parse(text));
}
