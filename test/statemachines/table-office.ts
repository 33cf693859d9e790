/** Any table at work on fakes: a request comes in, people answer, the workflow goes on. */
import { randomUUID } from "node:crypto";
import { acceptRequest } from "../../functions/domain/intake/open-case.ts";
import { openTasks, possibleOutcomes, stepOfTask } from "../../functions/domain/case/case-file.ts";
import type { Dossier, Values } from "../../functions/domain/case/records.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { decide } from "../../functions/domain/task/decide-task.ts";
import { roleFor } from "../../functions/domain/task/permission.ts";
import type { Procedure } from "../../statemachines/language/vocabulary.ts";
import { dependencies, type FakeDependencies } from "../support/fakes/index.ts";
import { tableFlow } from "../support/table-flow.ts";

export interface TableOffice {
  /** Sends the public form and lets the workflow run to the first task; answers the case id. */
  submit(procedure: Procedure, values: Values): Promise<string>;
  /** Lets a member of the staff answer the open task, and the workflow run on. */
  answer(caseId: string, by: StaffMember, outcome: string, values?: Values, note?: string): Promise<void>;
  dossier(caseId: string): Promise<Dossier>;
}

export function tableOffice(): TableOffice {
  const base = dependencies();
  const flow = tableFlow(() => all);
  const all: FakeDependencies = { ...base, workflow: base.on.watch("workflow", flow) };

  const dossier = async (caseId: string): Promise<Dossier> => {
    const found = await all.cases.dossier(caseId);
    if (!found) throw new Error(`no case ${caseId}`);
    return found;
  };
  return {
    dossier,
    async submit(procedure, values) {
      const submission = { procedure, submissionId: randomUUID(), language: "id", values } as const;
      const { caseId } = await acceptRequest(all, submission);
      await flow.settle();
      return caseId;
    },
    async answer(caseId, by, outcome, values = {}, note = "") {
      const found = await dossier(caseId);
      const [task] = openTasks(found);
      const step = task && stepOfTask(found, task);
      const chosen = step && possibleOutcomes(found, step).find(({ id }) => id === outcome);
      const role = task && step && roleFor(by, step, task, chosen);
      if (!task || !role) throw new Error(`${by.id} may not answer ${caseId} with ${outcome}`);
      const responder = { person: `staff:${by.id}`, name: by.name, role, channel: "staff" } as const;
      await decide(all, found, task, { outcome, values, note }, responder);
      await flow.settle();
    },
  };
}
