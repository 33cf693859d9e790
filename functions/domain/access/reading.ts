/** Who of the staff reads what: asked of the one table of roles (`statemachines/language/reading-rights.ts`). */
import { readingRightOf, type ReadingRight } from "../../../statemachines/language/reading-rights.ts";
import { findProcedure, knownProcedures } from "../../../statemachines/language/registry.ts";
import { actingRoles, fieldsOf } from "../../../statemachines/language/table.ts";
import type { ActorId, Procedure } from "../../../statemachines/language/vocabulary.ts";
import { readingRoles, type StaffMember } from "../agency.ts";
import { latestValue, openAsides, openTasks, procedureOfCase } from "../case/case-file.ts";
import { personalShown } from "../personal-data/hidden.ts";
import { protectsData } from "./data-protector.ts";
import { personOf, type CaseItem, type Dossier, type TaskItem } from "../case/records.ts";
import { isStopped } from "../execution/take-over.ts";
import { rolesBelow } from "../people/stand-ins.ts";
import { candidateOf, mayAnswer, steadOf } from "../task/permission.ts";

type Reader = Pick<StaffMember, "id" | "relieved" | "roles">;

/** What somebody reads in their roles, whatever tasks they had. */
export interface ReadByRole {
  /** Every case there is, so that lists need to leave none out. */
  everything: boolean;
  /** The cases of a procedure; of a table that nobody knows, the heads alone. */
  procedure(table: Procedure | undefined): boolean;
  /** A case in a list. */
  item(item: CaseItem): boolean;
  /** A case of which only the number is known. */
  numbered(caseId: string): boolean;
}

export function readByRole(roles: ActorId[]): ReadByRole {
  const readers = roles.map((role) => ({ role, cases: readingRightOf(role).cases }));
  const known = new Map<Procedure | undefined, boolean>();
  const inTrouble = readers.some(({ cases }) => cases === "in-trouble");
  const procedure = (table: Procedure | undefined): boolean => {
    const found = known.get(table) ?? readers.some((each) => readsAll(each, table));
    known.set(table, found);
    return found;
  };
  return {
    everything: readers.some(({ cases }) => cases === "every") || knownProcedures().every(procedure),
    procedure,
    item: (item) => procedure(tableOf(item)) || (inTrouble && isStopped(item)),
    numbered: (caseId) => tablesOfNumber(caseId).some(procedure),
  };
}

function readsAll({ cases, role }: { role: ActorId; cases: ReadingRight["cases"] }, table?: Procedure): boolean {
  if (cases === "every") return true;
  if (cases !== "below" && cases !== "own") return false;
  // Where nobody knows the table any more, somebody has to find the case.
  if (!table) return cases === "below";
  const acting = actingRoles(table);
  return acting.includes(role) || (cases === "below" && rolesBelow([role]).some((below) => acting.includes(below)));
}

/** The table of a case or task; of one that nobody knows, another version. */
function tableOf({ procedure, version }: Pick<CaseItem, "procedure" | "version">): Procedure | undefined {
  return findProcedure(procedure, version) ?? knownProcedures().find(({ id }) => id === procedure);
}

/** Every version of the procedure that numbers its cases so (KJG-2026-00001); of one that nobody knows, nothing. */
function tablesOfNumber(caseId: string): (Procedure | undefined)[] {
  const found = knownProcedures().filter(({ code }) => caseId.startsWith(`${code}-`));
  return found.length > 0 ? found : [undefined];
}

/** Whether somebody reads a case: its page, its files, and all that was said in it. */
export function readsCase(member: Reader, dossier: Dossier): boolean {
  const roles = readingRoles(member);
  if (readByRole(roles).item(dossier.case)) return true;
  const rights = roles.map(readingRightOf);
  if (rights.some(({ cases }) => cases === "in-trouble") && hasNobody(dossier)) return true;
  return rights.some(({ throughTask }) => throughTask === "case") && hadPart(member, dossier);
}

/** Whether somebody reads the page of a task: who reads its case, or may answer it, or did. */
export function readsTask(member: Reader, dossier: Dossier, task: TaskItem): boolean {
  return mayAnswer(task, candidateOf(member)) || isOwn(member, task) || readsCase(member, dossier);
}

/** Whether somebody reads the files of a case: they stand on its page, and on that of each task while it waits. */
export function readsFiles(member: Reader, dossier: Dossier): boolean {
  return mayAnswerNow(member, dossier) || readsCase(member, dossier);
}

/** Whether a line of the list of tasks is for somebody: from the task alone. */
export function readsTaskLine(byRole: ReadByRole, member: Reader, task: TaskItem): boolean {
  return byRole.procedure(tableOf(task)) || mayAnswer(task, candidateOf(member));
}

/**
 * How somebody who reads of a case sees phone numbers and addresses in it; who steps in sees them as those they stand for.
 * While they are blocked, only those who protect personal data see them.
 */
export function contactsFor(
  member: Reader,
  dossier: Dossier,
  staff: readonly Pick<StaffMember, "roles">[],
): ReadingRight["contacts"] {
  if (personalShown(dossier.case, protectsData(member, staff)) !== "all") return "hidden";
  const table = procedureOfCase(dossier.case);
  const steads = waiting(dossier).flatMap((task) => steadOf(task, candidateOf(member))?.role ?? []);
  const reading = [...readingRoles(member), ...steads].filter((role) => readByRole([role]).procedure(table));
  const found = reading.map((role) => readingRightOf(role).contacts);
  if (found.includes("shown")) return "shown";
  return found.includes("on-request") ? "on-request" : "hidden";
}

/** Whether somebody reads who read what. */
export function readsLog(member: Pick<Reader, "relieved" | "roles">): boolean {
  return readingRoles(member).some((role) => readingRightOf(role).readingLog);
}

/** Whether somebody reads how punctual the services are. */
export function readsServiceLevels({ roles }: Pick<Reader, "roles">): boolean {
  return roles.some((role) => readingRightOf(role).serviceLevels);
}

/** Whether cases or tasks may be for somebody at all, so that lists of them make sense. */
export function worksWithCases({ roles }: Pick<Reader, "roles">): boolean {
  return roles.some(
    (role) =>
      readingRightOf(role).cases !== "none" || knownProcedures().some((table) => actingRoles(table).includes(role)),
  );
}

/** Whether they opened the case, had or have a task in it, changed it, or were chosen for something in it. */
function hadPart(member: Reader, dossier: Dossier): boolean {
  const person = personOf(member);
  const { case: item, changes = [], tasks } = dossier;
  const acted = [item.openedBy, ...changes].some((each) => each?.person === person);
  return (
    acted || tasks.some((task) => isOwn(member, task)) || isChosen(member, dossier) || mayAnswerNow(member, dossier)
  );
}

function isOwn(member: Reader, { answer, assignees }: TaskItem): boolean {
  const person = personOf(member);
  return answer?.person === person || assignees.includes(person);
}

function isChosen({ id }: Reader, dossier: Dossier): boolean {
  const choosing = fieldsOf(procedureOfCase(dossier.case)).filter(({ kind }) => kind === "staff");
  return choosing.some(({ name }) => [latestValue(dossier, name)].flat().includes(id));
}

function mayAnswerNow(member: Reader, dossier: Dossier): boolean {
  return waiting(dossier).some((task) => mayAnswer(task, candidateOf(member)));
}

function hasNobody(dossier: Dossier): boolean {
  return waiting(dossier).some(({ unattendedSince }) => unattendedSince !== undefined);
}

function waiting(dossier: Dossier): TaskItem[] {
  return [...openTasks(dossier), ...openAsides(dossier)];
}
