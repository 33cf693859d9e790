/** Where a case stands: told by its tasks alone, so that any execution of its workflow can be replaced by another. */
import type { Place } from "../../../statemachines/language/table.ts";
import { flowTasks, openTasks } from "./case-file.ts";
import type { Dossier } from "./records.ts";

/**
 * Where the flow goes on: at the row that is open, else where the execution was to begin that has not come to a task yet,
 * else with what follows the last answer, whose actions may still have to run (doing them again is harmless); null: at its
 * beginning.
 */
export function positionOf(dossier: Dossier): Place | null {
  const [open] = openTasks(dossier);
  if (open) return { step: open.step };
  const { resumeAt, startedAt } = dossier.case;
  if (resumeAt && !startedAt) return resumeAt;
  const last = flowTasks(dossier).at(-1);
  return last?.answer ? { step: last.step, outcome: last.answer.outcome } : null;
}
