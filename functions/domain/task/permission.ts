/** Who may answer a task. */
import { entryChannelsOf, entryOf } from "../../../statemachines/language/table.ts";
import { actors } from "../../../statemachines/language/actors.ts";
import type { ActorId, Outcome, Procedure, Step } from "../../../statemachines/language/vocabulary.ts";
import type { StaffMember } from "../agency.ts";
import { latestAnswer, latestValue, possibleOutcomes, stepOfTask } from "../case/case-file.ts";
import type { Answer, Dossier, Person, TaskItem } from "../case/records.ts";
import { personOf } from "../case/records.ts";
import { Refusal } from "../refusal.ts";

/** Persons a task is for: the one a row's field names, else everyone with the role; the requester for outside steps. */
export function personsFor(step: Step, dossier: Dossier, staff: StaffMember[]): Person[] {
  if (!actors[step.actor].inside) return ["requester"];
  const chosen = step.assignee ? [latestValue(dossier, step.assignee.field)].flat() : [];
  const named = chosen.filter((id) => typeof id === "string").map((id): Person => `staff:${id}`);
  if (named.length > 0) return named;
  return staff.filter((member) => member.roles.includes(step.actor)).map(personOf);
}

/** The role in which a member answers a task (the actor's own, or a helping one), or null. */
export function roleFor(member: StaffMember, step: Step, task: TaskItem, outcome?: Outcome): ActorId | null {
  const roles = [step.actor, ...(step.helpers ?? []), ...(outcome?.by ?? [])].filter(
    (role) => !outcome?.by || outcome.by.includes(role),
  );
  for (const role of roles) {
    if (!member.roles.includes(role)) continue;
    const named = role === step.actor && task.assignees.length > 0;
    if (!named || task.assignees.includes(personOf(member))) return role;
  }
  return null;
}

/** The role in which a member may begin a case of the procedure, or null. */
export function roleToBegin(member: StaffMember, procedure: Procedure): ActorId | null {
  if (!entryChannelsOf(procedure).includes("staff")) return null;
  const { actor, helpers = [] } = entryOf(procedure);
  return [actor, ...helpers].find((role) => member.roles.includes(role)) ?? null;
}

/** Whether a person did one of the steps that the row of a task must differ from. */
export function madeEarlier(dossier: Dossier, task: TaskItem, person: Person): boolean {
  const { differsFrom = [] } = stepOfTask(dossier, task);
  return differsFrom.some((earlier) => latestAnswer(dossier, earlier)?.person === person);
}

/**
 * Refuses a person who did one of the steps that this row must differ from (maker is not checker).
 *
 * @throws Refusal `forbidden`
 */
export function refuseMaker(dossier: Dossier, task: TaskItem, person: Person): void {
  if (!madeEarlier(dossier, task, person)) return;
  throw new Refusal("forbidden", {
    id: "Anda menyusun berkas ini, jadi keputusannya harus diambil oleh pejabat lain. Sampaikan kepada atasan Anda.",
    en: "You drafted this paper, so another official has to decide. Please tell your superior.",
  });
}

/** Outcomes that a person in a role may choose at a task now. */
export function outcomesFor(dossier: Dossier, task: TaskItem, role: Answer["role"]): Outcome[] {
  return possibleOutcomes(dossier, stepOfTask(dossier, task)).filter(
    (outcome) => !outcome.by || outcome.by.includes(role),
  );
}
