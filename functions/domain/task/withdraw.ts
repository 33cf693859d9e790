/** The requester withdraws (X1): stored first, so that it holds even while no task is open. */
import { entryOf, outcomesOf, stepOf } from "../../../statemachines/language/table.ts";
import { waits } from "../../../statemachines/language/table.ts";
import type { Ending, Outcome, Step } from "../../../statemachines/language/vocabulary.ts";
import { decide, type DecisionDependencies } from "./decide-task.ts";
import { flowTasks, openTasks, procedureOfCase, stepOfTask } from "../case/case-file.ts";
import type { Answer, Channel, Dossier } from "../case/records.ts";
import { isoInstant } from "../calendar/instants.ts";
import { cleanNote, noteError } from "../form/note.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { shortened } from "./second-answer.ts";

/** The outcome by which the requester may withdraw now; null when the case has ended or gone too far. */
export function possibleWithdrawal(dossier: Dossier): Outcome | null {
  if (dossier.case.ending || dossier.case.withdrawal) return null;
  const procedure = procedureOfCase(dossier.case);
  const outcome = procedure.anytime?.find((each) => !each.by || each.by.includes(procedure.requester));
  const steps = stepsAhead(dossier);
  return outcome && steps?.every((step) => !waits(step) || outcome.during.includes(step.id)) ? outcome : null;
}

/** The steps that wait; between two tasks, where the last answer leads. Null when it leads to the end. */
function stepsAhead(dossier: Dossier): Step[] | null {
  const open = openTasks(dossier);
  if (open.length > 0) return open.map((task) => stepOfTask(dossier, task));
  const procedure = procedureOfCase(dossier.case);
  const last = flowTasks(dossier).at(-1);
  const step = last ? stepOfTask(dossier, last) : entryOf(procedure);
  const given = last?.answer?.outcome ?? step.outcomes[0]?.id;
  const to = outcomesOf(procedure, step).find(({ id }) => id === given)?.to;
  return typeof to === "string" ? [stepOf(procedure, to)] : null;
}

/**
 * Withdraws a case: the open task is decided with the withdrawal, or the next one as soon as it opens. Asking again, as
 * after a lost reply, is answered as the first time; another reason than the one that is stored is told.
 *
 * @param by who of the staff records it for the requester; the requester where nothing is said
 * @throws Refusal `stale` when it is too late, `invalid` for a note that cannot be stored, `stored-otherwise`
 */
export async function withdraw(
  dependencies: DecisionDependencies & Pick<Dependencies, "cases">,
  dossier: Dossier,
  note: string,
  channel: Channel,
  by: Pick<Answer, "person" | "name"> = { person: "requester", name: "" },
): Promise<void> {
  const { ending, id, withdrawal } = dossier.case;
  const cancelled = endingOfWithdrawal(dossier);
  if (withdrawal && (!ending || ending === cancelled)) {
    await carryOutWithdrawal(dependencies, id);
    return checkSameReason(withdrawal, cleanNote(note, {}));
  }
  const outcome = possibleWithdrawal(dossier);
  if (!outcome) throw tooLate;
  const unfit = noteError(note, outcome);
  if (unfit) throw new Refusal("invalid", unfit, { note: unfit });
  const procedure = procedureOfCase(dossier.case);
  const responder = { ...by, role: procedure.requester, channel };
  const answer: Answer = {
    outcome: outcome.id,
    values: {},
    note: cleanNote(note, outcome),
    ...responder,
    at: isoInstant(dependencies.clock.now()),
  };
  const stored = await dependencies.cases.withdraw(dossier.case.id, answer);
  await carryOutWithdrawal(dependencies, dossier.case.id);
  checkSameReason(stored, answer.note);
}

/** @throws Refusal `stored-otherwise` where another reason is given than the one that is stored, which others have read */
function checkSameReason({ note: stored }: Answer, note: string): void {
  if (note === "" || note === stored) return;
  const said = stored === "" ? null : shortened(stored);
  const kept =
    said === null
      ? { id: "tanpa alasan", en: "without a reason" }
      : { id: `dengan alasan "${said}"`, en: `with the reason "${said}"` };
  throw new Refusal("stored-otherwise", {
    id: `Pembatalan sudah tersimpan ${kept.id}. Alasan yang baru tidak disimpan; sampaikan kepada kantor bila perlu diketahui.`,
    en: `The cancellation is stored already ${kept.en}. The new reason was not stored; please tell the office if it matters.`,
  });
}

/**
 * Decides what is open with the withdrawal that was stored. The sweep does it again until the case has ended, for a
 * task may have been opening in the same moment.
 */
export async function carryOutWithdrawal(
  dependencies: DecisionDependencies & Pick<Dependencies, "cases">,
  caseId: string,
): Promise<void> {
  const dossier = await dependencies.cases.dossier(caseId);
  const answer = dossier?.case.withdrawal;
  if (!dossier || !answer) return;
  const { channel, name, note, outcome, person, role } = answer;
  for (const task of openTasks(dossier)) {
    const offered = outcomesOf(procedureOfCase(dossier.case), stepOfTask(dossier, task));
    if (!offered.some((each) => each.id === outcome)) continue;
    const choice = { outcome, values: {}, note };
    await decide(dependencies, dossier, task, choice, { channel, name, person, roles: [role] }).catch(unlessDecided);
  }
}

/** How a case ends that was withdrawn. */
function endingOfWithdrawal({ case: { withdrawal, ...item } }: Dossier): Ending | null {
  const outcome = procedureOfCase(item).anytime?.find((each) => each.id === withdrawal?.outcome);
  return outcome && typeof outcome.to === "object" ? outcome.to.end : null;
}

/** Somebody answered in the same moment: the withdrawal is stored, so the next task is decided with it. */
function unlessDecided(error: unknown): void {
  const decided = error instanceof Refusal && (error.kind === "already-decided" || error.kind === "stored-otherwise");
  if (!decided) throw error;
}

const tooLate = new Refusal("stale", {
  id: "Permohonan ini tidak dapat dibatalkan lagi. Hubungi kantor bila ada perubahan.",
  en: "This request can no longer be cancelled. Please contact the office.",
});
