/** The requester withdraws (X1): stored first, so that it holds even while no task is open. */
import { outcomesOf } from "../../statemachines/index.ts";
import type { Outcome } from "../../statemachines/vocabulary.ts";
import { decide, type DecisionDependencies } from "./decision.ts";
import { openTasks, procedureOfCase, stepOfTask, type Answer, type Channel, type Dossier } from "./dossier.ts";
import { isoInstant } from "./moment.ts";
import type { Dependencies } from "./ports.ts";
import { Refusal } from "./refusal.ts";

/** The outcome by which the requester may withdraw now; null when the case has ended or gone too far. */
export function possibleWithdrawal(dossier: Dossier): Outcome | null {
  if (dossier.case.ending || dossier.case.withdrawal) return null;
  const procedure = procedureOfCase(dossier.case);
  const outcome = procedure.anytime?.find((each) => !each.by || each.by.includes(procedure.requester));
  const open = openTasks(dossier);
  return outcome && open.every((task) => outcome.during.includes(task.step)) ? outcome : null;
}

/**
 * Withdraws a case: the open task is decided with the withdrawal, or the next one as soon as it opens.
 *
 * @throws Refusal `stale` when it is too late
 */
export async function withdraw(
  dependencies: DecisionDependencies & Pick<Dependencies, "cases">,
  dossier: Dossier,
  note: string,
  channel: Channel,
): Promise<void> {
  const outcome = possibleWithdrawal(dossier);
  if (!outcome) throw tooLate;
  const procedure = procedureOfCase(dossier.case);
  const responder = { person: "requester", name: "", role: procedure.requester, channel } as const;
  const answer: Answer = {
    outcome: outcome.id,
    values: {},
    note: note.trim(),
    ...responder,
    at: isoInstant(dependencies.clock.now()),
  };
  await dependencies.cases.withdraw(dossier.case.id, answer);
  const current = await dependencies.cases.dossier(dossier.case.id);
  for (const task of current ? openTasks(current) : []) {
    if (!current || !outcomesOf(procedure, stepOfTask(current, task)).some((each) => each.id === outcome.id)) continue;
    await decide(dependencies, current, task, { outcome: outcome.id, values: {}, note }, responder);
  }
}

const tooLate = new Refusal("stale", {
  id: "Kunjungan ini tidak dapat dibatalkan lagi. Hubungi kantor bila ada perubahan.",
  en: "This visit can no longer be cancelled. Please contact the office.",
});
