/** Who may answer a task, and with what: asked by pages, lists, mails and the decision itself. */
import { actorOf, procedureOf } from "../../../statemachines/language/registry.ts";
import { entryChannelsOf, entryOf, stepOf } from "../../../statemachines/language/table.ts";
import type { ActorId, Outcome, Procedure, Step } from "../../../statemachines/language/vocabulary.ts";
import { titleOf, type AgencySettings, type StaffMember } from "../agency.ts";
import { latestAnswer, latestValue, possibleOutcomes, procedureOfCase, stepOfTask } from "../case/case-file.ts";
import { personOf, type Dossier, type Person, type TaskItem } from "../case/records.ts";
import { Refusal } from "../refusal.ts";

/** Somebody who may answer: a member of the staff in one of several roles, the requester, or the system. */
export interface Candidate {
  person: Person;
  roles: ActorId[];
}

/** An outcome that somebody may choose now, and the role in which. */
export interface ChoosableOutcome {
  outcome: Outcome;
  role: ActorId;
}

export function candidateOf(member: StaffMember): Candidate {
  return { person: personOf(member), roles: member.roles };
}

export function requesterOf(dossier: Dossier): Candidate {
  return { person: "requester", roles: [procedureOfCase(dossier.case).requester] };
}

/**
 * What somebody may choose at a task now; empty where nothing. Whoever made what a row judges is offered none of the
 * row's own outcomes (maker is not checker); what only silence brings about is the system's alone.
 */
export function choosableOutcomes(dossier: Dossier, task: TaskItem, candidate: Candidate): ChoosableOutcome[] {
  const step = stepOfTask(dossier, task);
  return possibleOutcomes(dossier, step).flatMap((outcome) => {
    if (candidate.person === "system") return [{ outcome, role: task.actor }];
    if (outcome.onDeadline) return [];
    if (step.outcomes.includes(outcome) && makersOf(dossier, step).includes(candidate.person)) return [];
    const role = roleToChoose(step, task, outcome, candidate);
    return role ? [{ outcome, role }] : [];
  });
}

/**
 * One of the outcomes that somebody may choose.
 *
 * @throws Refusal `invalid` where the row has no such outcome now, `forbidden` where it is for others
 */
export function chosenOutcome(
  settings: AgencySettings,
  dossier: Dossier,
  task: TaskItem,
  candidate: Candidate,
  outcomeId: string,
): ChoosableOutcome {
  const found = choosableOutcomes(dossier, task, candidate).find(({ outcome }) => outcome.id === outcomeId);
  if (found) return found;
  const step = stepOfTask(dossier, task);
  const outcome = possibleOutcomes(dossier, step).find(({ id, onDeadline }) => id === outcomeId && !onDeadline);
  if (!outcome) throw new Refusal("invalid", notAvailable, { outcome: notAvailable });
  if (outcome.by) throw forOthers;
  throw makersOf(dossier, step).includes(candidate.person) ? maker : notYours(settings, step);
}

/** Whether somebody may answer a task by one of its own row's outcomes: as lists need to know, from the task alone. */
export function mayAnswer(task: TaskItem, candidate: Candidate): boolean {
  const step = stepOf(procedureOf(task.procedure, task.version), task.step);
  if (task.makers?.includes(candidate.person)) return false;
  return step.outcomes.some((outcome) => !outcome.onDeadline && roleToChoose(step, task, outcome, candidate) !== null);
}

/** Persons a task is for: the one a row's field names, else everyone with the role who did not make what it judges. */
export function personsFor(step: Step, dossier: Dossier, staff: StaffMember[]): Person[] {
  if (!actorOf(step.actor).inside) return ["requester"];
  const chosen = step.assignee ? [latestValue(dossier, step.assignee.field)].flat() : [];
  const named = chosen.filter((id) => typeof id === "string").map((id): Person => `staff:${id}`);
  if (named.length > 0) return named;
  const makers = makersOf(dossier, step);
  const holders = staff.filter((member) => member.roles.includes(step.actor)).map(personOf);
  return holders.filter((person) => !makers.includes(person));
}

/** Who did the steps that a row must differ from. */
export function makersOf(dossier: Dossier, { differsFrom = [] }: Step): Person[] {
  return differsFrom.flatMap((earlier) => latestAnswer(dossier, earlier)?.person ?? []);
}

/** The role in which a member may begin a case of the procedure, or null. */
export function roleToBegin(member: StaffMember, procedure: Procedure): ActorId | null {
  if (!entryChannelsOf(procedure).includes("staff")) return null;
  const { actor, helpers = [] } = entryOf(procedure);
  return [actor, ...helpers].find((role) => member.roles.includes(role)) ?? null;
}

/** The role in which a member may answer a task at all, or by one of its outcomes; null where in none. */
export function roleFor(member: StaffMember, step: Step, task: TaskItem, outcome?: Outcome): ActorId | null {
  return roleToChoose(step, task, outcome, candidateOf(member));
}

/** The actor's own role, a helping one, or one of those an outcome is for; the own only for whom the task names. */
function roleToChoose(
  step: Step,
  task: TaskItem,
  outcome: Outcome | undefined,
  { person, roles }: Candidate,
): ActorId | null {
  // What is possible anytime and names nobody may be chosen by whoever asked for the case.
  const requester = person === "requester" && outcome && !step.outcomes.includes(outcome) ? roles : [];
  const inOrder = [step.actor, ...(step.helpers ?? []), ...(outcome?.by ?? requester)];
  const fitting = inOrder.filter((role) => roles.includes(role) && (!outcome?.by || outcome.by.includes(role)));
  const named = (role: ActorId): boolean => role === step.actor && task.assignees.length > 0;
  return fitting.find((role) => !named(role) || task.assignees.includes(person)) ?? null;
}

/** What somebody is told whose step it is not. */
export function notYours(settings: AgencySettings, step: Step): Refusal {
  const { id, en } = titleOf(settings, step.actor);
  return new Refusal("forbidden", { id: `Langkah ini untuk ${id}.`, en: `This step is for: ${en}.` });
}

/** What is said of an outcome that the row does not have now. */
export const notAvailable = {
  id: "Pilihan ini tidak tersedia. Muat ulang halaman.",
  en: "This choice is not available. Reload the page.",
};
const forOthers = new Refusal("forbidden", {
  id: "Pilihan ini hanya untuk petugas lain. Hubungi kantor bila perlu.",
  en: "This choice is for another officer. Please contact the office.",
});
const maker = new Refusal("forbidden", {
  id: "Anda menyusun berkas ini, jadi keputusannya harus diambil oleh pejabat lain. Sampaikan kepada atasan Anda.",
  en: "You drafted this paper, so another official has to decide. Please tell your superior.",
});
