/** What each route has to answer to each role, worked out from the table of rights and the rows alone. */
import { actors } from "../../statemachines/language/actors.ts";
import { readingRights, type ReadingRight } from "../../statemachines/language/reading-rights.ts";
import { currentProcedures } from "../../statemachines/language/registry.ts";
import type { ActorId, Procedure, Step } from "../../statemachines/language/vocabulary.ts";
import type { KnownCase } from "./reading-office.ts";

type Role = ActorId | null;

export function rightOf(role: Role): ReadingRight {
  const rights: Partial<Record<ActorId, ReadingRight>> = readingRights;
  const right = role && rights[role];
  return right ?? { cases: "none", throughTask: "page", contacts: "hidden", readingLog: false, serviceLevels: false };
}

function answers({ actor, helpers = [], outcomes }: Pick<Step, "actor" | "helpers" | "outcomes">, role: Role): boolean {
  const by = outcomes.flatMap((outcome) => outcome.by ?? []);
  return role !== null && [actor, ...helpers, ...by].includes(role);
}

function acts({ anytime = [], aside = [], steps }: Procedure, role: Role): boolean {
  const mayEnd = anytime.some(({ by = [] }) => role !== null && by.includes(role));
  return mayEnd || [...steps, ...aside].some((step) => answers(step, role));
}

/** The posts that have a role above them, however far. */
function below(role: ActorId): ActorId[] {
  const own = (Object.keys(actors) as ActorId[]).filter((each) => actors[each]?.superior === role);
  return [...own, ...own.flatMap(below)];
}

/** Whether a role reads the cases of a procedure. */
export function readsProcedure(role: Role, procedure: Procedure): boolean {
  switch (rightOf(role).cases) {
    case "every":
      return true;
    case "below":
      return role !== null && [role, ...below(role)].some((each) => acts(procedure, each));
    case "own":
      return acts(procedure, role);
    default:
      return false;
  }
}

/** Whether somebody may answer what waits: by the row, for nobody is away and nobody is named. */
export function answersNow(role: Role, { isOpen, task: { step } }: KnownCase): boolean {
  const outside = actors[step.actor]?.inside === false;
  const above = (step.helpers ?? []).some((helper) => outside && actors[helper]?.superior === role);
  return isOpen && (answers(step, role) || above);
}

/** Whether a role is above whoever a task waits for. */
export function isAbove(role: Role, { task: { step } }: KnownCase): boolean {
  const inside = actors[step.actor]?.inside === true;
  const waits = inside ? step.actor : step.kind === "work" ? step.helpers?.[0] : undefined;
  return role !== null && waits !== undefined && below(role).includes(waits);
}

export function readsCase(role: Role, known: KnownCase): boolean {
  const part = known.isOwn || answersNow(role, known);
  return readsProcedure(role, known.procedure) || (part && rightOf(role).throughTask === "case");
}

export function readsTask(role: Role, known: KnownCase): boolean {
  const wasAsked = known.isOwn && !known.isOpen && rightOf(role).throughTask === "page" && isFirstAnswered(known);
  return readsCase(role, known) || answersNow(role, known) || answers(known.task.step, role) || wasAsked;
}

/** Everybody is written down for the first answered task, which is that of the address only where there was but one. */
function isFirstAnswered({ procedure, task }: KnownCase): boolean {
  return procedure.steps.find(({ kind }) => kind !== "entry")?.id === task.step.id;
}

export function seesContacts(role: Role, known: KnownCase): ReadingRight["contacts"] {
  return readsProcedure(role, known.procedure) ? rightOf(role).contacts : "hidden";
}

/** Whether a role begins cases of a procedure inside. */
export function begins(role: Role, procedure: Procedure): boolean {
  const entry = procedure.steps.find(({ kind }) => kind === "entry");
  return entry !== undefined && (entry.entryChannels ?? ["public"]).includes("staff") && answers(entry, role);
}

/** Whether a role reads one of the procedures with a trait. */
export function readsAny(role: Role, trait: (procedure: Procedure) => unknown): boolean {
  return currentProcedures().some((procedure) => trait(procedure) && readsProcedure(role, procedure));
}
