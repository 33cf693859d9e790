/** Answering a task through whichever channel: checked, claimed, stored by one conditional write, then resumed. */
import { procedureOf } from "../../../statemachines/language/registry.ts";
import { isAside } from "../../../statemachines/language/table.ts";
import type { Outcome, Step, Text } from "../../../statemachines/language/vocabulary.ts";
import { tellRequesterOfAddress } from "../access/tell-requester.ts";
import { askedNow, completesNothing } from "../form/asked-again.ts";
import { keepFiles } from "../form/attached-files.ts";
import { checkSubmission, type CheckingDependencies } from "../form/check-submission.ts";
import { isOver, openTasks, outrunTasks, possibleOutcomes, procedureOfCase } from "../case/case-file.ts";
import { rowOfTask, stepOfTask } from "../case/case-file.ts";
import { endCalls } from "./silence.ts";
import type { Answer, Channel, Dossier, Stated, StoredFile, TaskItem, Values } from "../case/records.ts";
import { rememberNaming } from "../case/related-cases.ts";
import { isoInstant } from "../calendar/instants.ts";
import { lastDayErrors } from "../form/last-day.ts";
import { cleanNote, noteError } from "../form/note.ts";
import { chosenOutcome, circumstancesOf, type Candidate } from "./permission.ts";
import { happenedAs } from "./entered-later.ts";
import { statedFor } from "./stated.ts";
import { actingIn } from "../people/substitution.ts";
import { actedFor } from "./burdens.ts";
import { stoodFor, takenOver } from "./step-in.ts";
import { alreadyDecided, askedWith, givenWith, type Choice } from "./second-answer.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { noteForTotals } from "../service-levels/keep-totals.ts";
import { isWaiting } from "../restoration/restoration.ts";
import { refuseImpossible } from "../booking/guarded-days.ts";
import { checkPlan, claim, claimOf, undoClaim, wantedFor, type Claim } from "../booking/reserve.ts";
import { keepWords, type KeepingDependencies } from "../search/keep-words.ts";
import { followAside } from "../mail/phone-follow-up.ts";

export type { Choice } from "./second-answer.ts";

/** Somebody who answers, with the name that the history shows, and how they came. */
export interface Answering extends Candidate {
  /** Empty for the requester and the system. */
  name: string;
  channel: Channel;
  /** Who they say to be, where the link went to a unit. */
  stated?: Stated;
  /** Name of whoever opened the kiosk at which they answer. */
  keeper?: string;
}

export type DecisionDependencies = CheckingDependencies &
  KeepingDependencies &
  Pick<Dependencies, "dayBooks" | "log" | "mails" | "metrics" | "recaps" | "serviceLevels" | "tasks" | "workflow">;

/**
 * Decides a task (invariants 3, 4, 10, 11), in the role in which this person may choose the outcome.
 *
 * @returns the task as stored; `again` when the same person had stored the same answer before
 * @throws Refusal `invalid`, `forbidden`, `taken`, `stale` (not yet), `already-decided` or `stored-otherwise`
 */
export async function decide(
  dependencies: DecisionDependencies,
  dossier: Dossier,
  task: TaskItem,
  choice: Choice,
  answering: Answering,
): Promise<{ task: TaskItem; again: boolean }> {
  const { channel, name, person } = answering;
  const step = askedNow(dossier, stepOfTask(dossier, task), choice.values);
  if (isOver(task)) return alreadyDecided(dependencies, dossier, task, choice, person);
  const isIt = ({ id }: TaskItem): boolean => id === task.id;
  if (dossier.case.ending && openTasks(dossier).some(isIt)) throw endedMeanwhile;
  if (outrunTasks(dossier).some(isIt)) throw movedMeanwhile;
  const settings = await dependencies.agencies.settings();
  const circumstances = await circumstancesOf(dependencies, dossier, task);
  const staff = await dependencies.agencies.staff();
  const chosen = chosenOutcome(settings, dossier, task, answering, circumstances, choice.outcome, staff);
  const { insteadOf, outcome, role } = chosen;
  const stated = statedFor(role, channel, answering.stated);
  const { values, files } = await checkedAnswer(dependencies, dossier, step, outcome, choice, circumstances.computed);
  const { now } = circumstances;
  const happened = choice.later && happenedAs(settings, dossier, task, { step, outcome }, choice.later, now);
  const acting = actedFor(dossier, step, outcome, actingIn(answering.acting, role));
  const stead = insteadOf && (await stoodFor(dependencies, insteadOf));
  const answer: Answer = {
    outcome: outcome.id,
    values: { ...values, ...(stead ? takenOver(dossier, step, outcome, stead, { person, role }) : {}) },
    note: cleanNote(choice.note, outcome),
    ...{ person, name, role, channel },
    ...(acting ? { acting } : {}),
    at: isoInstant(dependencies.clock.now()),
    ...(files.length > 0 ? { files } : {}),
    ...(stated ? { stated } : {}),
    ...(answering.keeper === undefined ? {} : { keeper: answering.keeper }),
    ...(stead ? { insteadOf: stead } : {}),
    ...(happened ? { happened } : {}),
  };
  const wanted = wantedFor(dossier, step, outcome, values);
  refuseImpossible(settings, dossier, { step, outcome, values }, dependencies.clock.now());
  if (!wanted) await checkPlan(dependencies, dossier, step, answer);
  const claimed = wanted && (await claim(dependencies, wanted, dossier, step, answer));
  await rememberNaming(dependencies, task.caseId, step.fields ?? [], values);
  await noteForTotals(dependencies, settings.calendar, task.caseId, answer.at);
  const stored = await dependencies.tasks.decide(task.caseId, task.id, answer);
  if (!stored.won) {
    if (claimed) await undoClaim(dependencies, dossier, claimed, claimedBy(dossier, step, stored.task.answer));
    return alreadyDecided(dependencies, dossier, stored.task, choice, person);
  }
  await resume(dependencies, stored.task);
  return { task: stored.task, again: false };
}

/**
 * Resumes the workflow of a decided task, or does what follows beside it. The sweep looks at it until what follows is there:
 * so what fails here is done again, and so is what has to wait after a restoration.
 *
 * @returns false where no execution waits for this answer (any more)
 */
export async function resume(
  dependencies: KeepingDependencies &
    Pick<Dependencies, "agencies" | "cases" | "clock" | "log" | "mails" | "tasks" | "workflow">,
  task: TaskItem,
): Promise<boolean> {
  const { tasks, workflow, log } = dependencies;
  if (!task.answer || (await isWaiting(dependencies))) return true;
  try {
    await tellRequesterOfAddress(dependencies, task);
    if (!isAside(procedureOf(task.procedure, task.version), task.step)) {
      await endCallsAbout(dependencies, task);
      return await workflow.resume(task.token, task.answer.outcome);
    }
    await followAside(dependencies, task);
    const dossier = await dependencies.cases.dossier(task.caseId);
    if (dossier) await keepWords(dependencies, dossier);
    await tasks.markResumed(task.caseId, task.id);
  } catch (error) {
    log.problem("not-resumed", error, { step: task.step });
  }
  return true;
}

async function endCallsAbout(dependencies: Pick<Dependencies, "cases" | "tasks">, task: TaskItem): Promise<void> {
  if (rowOfTask(task)?.phoneAfter === undefined) return;
  const dossier = await dependencies.cases.dossier(task.caseId);
  if (dossier) await endCalls(dependencies, dossier);
}

/** What the answer that was stored instead claims. */
function claimedBy(dossier: Dossier, step: Step, answer: Answer | null): Claim | null {
  const outcome = answer && possibleOutcomes(dossier, step).find(({ id }) => id === answer.outcome);
  const wanted = answer && outcome && wantedFor(dossier, step, outcome, answer.values);
  return answer && wanted ? claimOf(wanted, dossier, step, answer) : null;
}

async function checkedAnswer(
  dependencies: DecisionDependencies,
  dossier: Dossier,
  step: Step,
  outcome: Outcome,
  choice: Choice,
  computed: Values,
): Promise<{ values: Values; files: StoredFile[] }> {
  const unfit = noteError(choice.note, outcome);
  const settings = await dependencies.agencies.settings();
  const tooLate = lastDayErrors(settings, dossier, outcome, choice.values, dependencies.clock.now());
  const procedure = procedureOfCase(dossier.case);
  const asked = { procedure, ...askedWith(step, outcome), outcome: outcome.id, incomplete };
  const given = { ...givenWith(step, outcome, choice.values), ...(step.outcomes.includes(outcome) ? computed : {}) };
  const { files, values } = await checkSubmission(dependencies, asked, given, {
    ...(unfit ? { note: unfit } : {}),
    ...tooLate,
  });
  const isCompleting = step.outcomes.includes(outcome) && !outcome.onDeadline && cleanNote(choice.note, outcome) === "";
  if (isCompleting && completesNothing(dossier, step, values)) throw nothingCompleted;
  return { values, files: await keepFiles(dependencies, files, dossier.case.id) };
}

const incomplete: Text = {
  id: "Belum tersimpan. Periksa isian yang ditandai.",
  en: "Not stored yet. Check the marked fields.",
};
const nothingCompleted = new Refusal("invalid", {
  id: "Belum ada yang dilengkapi. Ubah isian yang diminta, atau tulis pesan untuk petugas.",
  en: "Nothing was completed yet. Change what is asked, or write a word to our staff.",
});
const endedMeanwhile = new Refusal("already-decided", {
  id: "Berkas ini sudah berakhir, sehingga tugas ini tidak perlu dijawab lagi.",
  en: "This case has ended, so this needs no answer any more.",
});
const movedMeanwhile = new Refusal("already-decided", {
  id: "Berkas ini sudah dikirim ke langkah lain, sehingga tugas ini tidak perlu dijawab lagi.",
  en: "This case was sent to another row, so this needs no answer any more.",
});
