/** Answering a task through whichever channel: checked, claimed, stored by one conditional write, then resumed. */
import { checkForm } from "../../../statemachines/form/check-form.ts";
import { procedureOf } from "../../../statemachines/language/registry.ts";
import { isAside } from "../../../statemachines/language/table.ts";
import type { ActorId, Outcome, Step, Text } from "../../../statemachines/language/vocabulary.ts";
import { attachedFiles } from "../form/attached-files.ts";
import { computedValues, fitsComputed } from "./computed-fields.ts";
import { possibleOutcomes, procedureOfCase, stepOfTask } from "../case/case-file.ts";
import type { Answer, Channel, Dossier, Person, StoredFile, TaskItem, Values } from "../case/records.ts";
import { measureStep } from "../metrics.ts";
import { oneFullStop } from "../format.ts";
import { formContext } from "../form/form-context.ts";
import { checkNamedCases, rememberNaming } from "../case/related-cases.ts";
import { isoInstant } from "../calendar/instants.ts";
import { cleanNote, noteError } from "../form/note.ts";
import { refuseMaker } from "./permission.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { checkStaffFields } from "../form/staff-choice.ts";
import { claim, undoClaim, wantedBy, type Claim } from "../booking/reserve.ts";
import { followAside } from "../mail/phone-follow-up.ts";

export type DecisionDependencies = Pick<
  Dependencies,
  "agencies" | "cases" | "clock" | "dayBooks" | "files" | "log" | "mails" | "metrics" | "recaps" | "tasks" | "workflow"
>;

export interface Choice {
  outcome: string;
  values: Values;
  note: string;
}

/** Who answers: the person, in which role, through which channel. */
export interface Responder {
  person: Person;
  name: string;
  role: ActorId;
  channel: Channel;
}

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
  const outcome = offeredOutcome(dossier, step, task, choice.outcome, responder, dependencies.clock.now());
  if (step.outcomes.includes(outcome)) refuseMaker(dossier, task, responder.person);
  const { values, files } = await checkedValues(dependencies, dossier, step, outcome, choice);
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
    log.problem("decided but not resumed yet; the sweep will", error);
  }
}

/** What the answer that was stored instead claims. */
function claimedBy(dossier: Dossier, step: Step, answer: Answer | null): Claim | null {
  const guard = answer && possibleOutcomes(dossier, step).find(({ id }) => id === answer.outcome)?.guard;
  return guard ? wantedBy(guard, dossier, step.id, answer) : null;
}

function alreadyDecided(
  step: Step,
  task: TaskItem,
  choice: Choice,
  responder: Responder,
): { task: TaskItem; again: true } {
  const { answer } = task;
  const same = answer?.person === responder.person && answer.outcome === choice.outcome;
  if (same && saysTheSame(choice.values, typedOnly(step, answer.values))) return { task, again: true };
  throw decidedBy(task);
}

/** What whoever comes second is told. */
export function decidedBy({ answer }: TaskItem): Refusal {
  if (!answer?.name) {
    return new Refusal("already-decided", { id: "Berkas ini sudah diproses.", en: "This was already processed." });
  }
  return new Refusal("already-decided", {
    id: oneFullStop(`Berkas ini sudah diproses oleh ${answer.name}.`),
    en: oneFullStop(`This was already processed by ${answer.name}.`),
  });
}

/** Whether what was typed is what was stored: a second tap, not a second opinion. */
function saysTheSame(typed: Values, stored: Values): boolean {
  const plain = (value: unknown): string => (typeof value === "string" ? value.trim() : JSON.stringify(value));
  return Object.entries(stored).every(([name, value]) => plain(typed[name]) === plain(value));
}

function offeredOutcome(
  dossier: Dossier,
  step: Step,
  task: TaskItem,
  id: string,
  responder: Responder,
  now: number,
): Outcome {
  const outcome = possibleOutcomes(dossier, step).find((candidate) => candidate.id === id);
  if (!outcome || (outcome.onDeadline && responder.person !== "system")) {
    throw new Refusal("invalid", unknownOutcome, { outcome: unknownOutcome });
  }
  if (outcome.by && responder.person !== "system" && !outcome.by.includes(responder.role)) {
    throw new Refusal("forbidden", {
      id: "Pilihan ini hanya untuk petugas lain. Hubungi kantor bila perlu.",
      en: "This choice is for another officer. Please contact the office.",
    });
  }
  const own = step.outcomes.includes(outcome);
  if (own && task.availableFrom && isoInstant(now) < task.availableFrom) {
    throw new Refusal("stale", {
      id: "Langkah ini baru dapat diisi pada hari pelaksanaannya.",
      en: "This step can be answered from its day on.",
    });
  }
  return outcome;
}

async function checkedValues(
  dependencies: DecisionDependencies,
  dossier: Dossier,
  step: Step,
  outcome: Outcome,
  choice: Choice,
): Promise<{ values: Values; files: StoredFile[] }> {
  const { agencies, clock } = dependencies;
  const settings = await agencies.settings();
  const context = formContext(settings, procedureOfCase(dossier.case), clock.now());
  const own = step.outcomes.includes(outcome);
  const fields = own ? (step.fields ?? []) : [];
  const computed = own ? await computedValues(dependencies, dossier, step) : {};
  if (!fitsComputed(outcome, computed)) throw new Refusal("invalid", unknownOutcome, { outcome: unknownOutcome });
  const given = { ...typedOnly(step, choice.values), ...computed };
  const result = checkForm(fields, own ? (step.rules ?? []) : [], outcome.id, given, context);
  const errors: Record<string, Text> = result.ok ? {} : { ...result.errors };
  const unfit = noteError(choice.note, outcome);
  if (unfit) errors.note = unfit;
  const attached = await attachedFiles(dependencies, fields, outcome.id, choice.values, errors);
  Object.assign(errors, attached.errors);
  if (!result.ok || Object.keys(errors).length > 0) throw new Refusal("invalid", incomplete, errors);
  await checkStaffFields(agencies, fields, result.values);
  await checkNamedCases(dependencies, fields, result.values);
  return { values: result.values, files: attached.files };
}

/** What a person may have typed: computed fields are not theirs to fill in. */
function typedOnly(step: Step, values: Values): Values {
  const computed = (step.fields ?? []).filter((field) => field.computed).map((field) => field.name);
  return Object.fromEntries(Object.entries(values).filter(([name]) => !computed.includes(name)));
}

const unknownOutcome: Text = {
  id: "Pilihan ini tidak tersedia. Muat ulang halaman.",
  en: "This choice is not available. Reload the page.",
};
const incomplete: Text = {
  id: "Belum tersimpan. Periksa isian yang ditandai.",
  en: "Not stored yet. Check the marked fields.",
};
