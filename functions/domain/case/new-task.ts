import { flowTasks, procedureOfCase } from "./case-file.ts";
import { subjectOf } from "./contact.ts";
import type { Dossier, TaskItem } from "./records.ts";

/** What every task repeats of its case. */
export function taskHeading(dossier: Dossier): Pick<TaskItem, "procedure" | "version" | "subject" | "askedBy"> {
  const procedure = procedureOfCase(dossier.case);
  return {
    procedure: procedure.id,
    version: procedure.version,
    subject: subjectOf(dossier.case),
    askedBy: flowTasks(dossier).findLast((task) => task.answer !== null)?.answer?.role ?? procedure.requester,
  };
}
