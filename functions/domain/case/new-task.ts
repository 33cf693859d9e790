/** A task as it is made: by the workflow, beside the flow, or as a record of what the system did by itself. */
import type { ActorId, Step } from "../../../statemachines/language/vocabulary.ts";
import { flowTasks, procedureOfCase } from "./case-file.ts";
import { subjectOf } from "./contact.ts";
import type { Answer, Dossier, TaskItem } from "./records.ts";

type Given = Pick<TaskItem, "id" | "openedAt"> & Partial<TaskItem>;

/** A task of a row: open, for everyone with the row's role, without times, unless something else is given. */
export function newTask(dossier: Dossier, step: Step, given: Given): TaskItem {
  const procedure = procedureOfCase(dossier.case);
  return {
    caseId: dossier.case.id,
    step: step.id,
    procedure: procedure.id,
    version: procedure.version,
    subject: subjectOf(dossier.case),
    askedBy: flowTasks(dossier).findLast((task) => task.answer !== null)?.answer?.role ?? procedure.requester,
    dueAt: null,
    deadlineAt: null,
    availableFrom: null,
    actor: step.actor,
    assignees: [],
    token: "",
    answer: null,
    resumed: false,
    ...given,
  };
}

/** The system as somebody who acts, under the name of a role. */
export function theSystem(role: ActorId): Pick<Answer, "person" | "name" | "role" | "channel"> {
  return { person: "system", name: "", role, channel: "system" };
}
