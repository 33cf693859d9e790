/** Answering a task through whichever channel: checked, claimed, stored by one conditional write, then resumed. */
import { procedureOf } from "../../../statemachines/language/registry.ts";
import { isAside } from "../../../statemachines/language/table.ts";
import type { Outcome, Step, Text } from "../../../statemachines/language/vocabulary.ts";
import { checkSubmission, type CheckingDependencies } from "../form/check-submission.ts";
import { computedValues, fitsComputed } from "./computed-fields.ts";
import { possibleOutcomes, procedureOfCase, stepOfTask } from "../case/case-file.ts";
import { isTooEarly } from "../case/task-times.ts";
import type { Answer, Dossier, StoredFile, TaskItem, Values } from "../case/records.ts";
import { measureStep } from "../metrics.ts";
import { rememberNaming } from "../case/related-cases.ts";
import { isoInstant } from "../calendar/instants.ts";
import { cleanNote, noteError } from "../form/note.ts";
import { chosenOutcome, notAvailable } from "./permission.ts";
import { alreadyDecided, typedOnly, type Choice, type Responder } from "./second-answer.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { claim, undoClaim, wantedBy, type Claim } from "../booking/reserve.ts";
import { followAside } from "../mail/phone-follow-up.ts";

export type { Choice, Responder } from "./second-answer.ts";

export type DecisionDependencies = CheckingDependencies &
  Pick<Dependencies, "dayBooks" | "log" | "mails" | "metrics" | "recaps" | "tasks" | "workflow">;

/**
 * Decides a task (invariants 3, 4, 10, 11).
 *
 * @returns the task as stored; `again` when the same person had stored the same outcome before
 * @throws Refusal `invalid`, `forbidden`, `taken`, `stale` (not yet) or `already-decided`
 */
export async function decide(
  dependencies: DecisionDependencies,
  dossier: Dossier,
  task: TaskItem,
  choice: Choice,
  responder: Responder,
): Promise<{ task: TaskItem; again: boolean }> {
  if (task.answer) return alreadyDecided(stepOfTask(dossier, task), task, choice, responder);
  const step = stepOfTask(dossier, task);
  const candidate = { person: responder.person, roles: [responder.role] };
  const { outcome } = chosenOutcome(await dependencies.agencies.settings(), dossier, task, candidate, choice.outcome);
  const now = isoInstant(dependencies.clock.now());
  if (step.outcomes.includes(outcome) && isTooEarly(task, now)) throw new Refusal("stale", tooEarly);
  const { values, files } = await checkedAnswer(dependencies, dossier, step, outcome, choice);
  const answer: Answer = {
    outcome: outcome.id,
    values,
    note: cleanNote(choice.note, outcome),
    ...responder,
    at: isoInstant(dependencies.clock.now()),
    ...(files.length > 0 ? { files } : {}),
  };
  const claimed = outcome.guard ? await claim(dependencies, outcome.guard, dossier, step.id, answer) : null;
  await rememberNaming(dependencies, task.caseId, step.fields ?? [], values);
  const stored = await dependencies.tasks.decide(task.caseId, task.id, answer);
  if (!stored.won) {
    if (claimed) await undoClaim(dependencies, dossier, claimed, claimedBy(dossier, step, stored.task.answer));
    return alreadyDecided(step, stored.task, choice, responder);
  }
  await resume(dependencies, stored.task);
  await measureStep(dependencies, dossier, stored.task);
  return { task: stored.task, again: false };
}

/** Resumes the workflow of a decided task, or does what follows beside it; what fails here is found by the sweep. */
export async function resume(
  dependencies: Pick<Dependencies, "cases" | "clock" | "log" | "mails" | "tasks" | "workflow">,
  task: TaskItem,
): Promise<void> {
  const { tasks, workflow, log } = dependencies;
  if (!task.answer) return;
  try {
    if (isAside(procedureOf(task.procedure, task.version), task.step)) await followAside(dependencies, task);
    else await workflow.resume(task.token, task.answer.outcome);
    await tasks.markResumed(task.caseId, task.id);
  } catch (error) {
    log.problem("not-resumed", error, { step: task.step });
  }
}

/** What the answer that was stored instead claims. */
function claimedBy(dossier: Dossier, step: Step, answer: Answer | null): Claim | null {
  const guard = answer && possibleOutcomes(dossier, step).find(({ id }) => id === answer.outcome)?.guard;
  return guard ? wantedBy(guard, dossier, step.id, answer) : null;
}

async function checkedAnswer(
  dependencies: DecisionDependencies,
  dossier: Dossier,
  step: Step,
  outcome: Outcome,
  choice: Choice,
): Promise<{ values: Values; files: StoredFile[] }> {
  const own = step.outcomes.includes(outcome);
  const computed = own ? await computedValues(dependencies, dossier, step) : {};
  if (!fitsComputed(outcome, computed)) throw new Refusal("invalid", notAvailable, { outcome: notAvailable });
  const unfit = noteError(choice.note, outcome);
  const asked = {
    procedure: procedureOfCase(dossier.case),
    fields: own ? (step.fields ?? []) : [],
    rules: own ? (step.rules ?? []) : [],
    outcome: outcome.id,
    incomplete,
  };
  const given = { ...typedOnly(step, choice.values), ...computed };
  return checkSubmission(dependencies, asked, given, unfit ? { note: unfit } : {});
}

const tooEarly: Text = {
  id: "Langkah ini baru dapat diisi pada hari pelaksanaannya.",
  en: "This step can be answered from its day on.",
};
const incomplete: Text = {
  id: "Belum tersimpan. Periksa isian yang ditandai.",
  en: "Not stored yet. Check the marked fields.",
};
