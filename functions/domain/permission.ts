/** Who may answer a task. */
import { actors } from "../../statemachines/actors.ts";
import { doorsOf, entryOf } from "../../statemachines/index.ts";
import type { ActorId, Outcome, Procedure, Step } from "../../statemachines/vocabulary.ts";
import type { StaffMember } from "./agency.ts";
import { latestAnswer, latestValue, stepOfTask, type Dossier, type Person, type TaskItem } from "./dossier.ts";
import { Refusal } from "./refusal.ts";

export function personOf(member: StaffMember): Person {
  return `staff:${member.id}`;
}

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
  if (!doorsOf(procedure).includes("staff")) return null;
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
