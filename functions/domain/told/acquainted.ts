/** Who of the staff knows of a case: an end of it is told to exactly those. */
import { fieldsOf } from "../../../statemachines/language/table.ts";
import { flowTasks, latestValue, openTasks, procedureOfCase } from "../case/case-file.ts";
import { lastDecision } from "../case/last-decision.ts";
import type { Dossier, MailItem, Person } from "../case/records.ts";

/**
 * Written to about it, asked for something, the doer of a part of it, or ordered to go once that was decided; not who was
 * only planned for it, nor whom another has replaced since.
 */
export function isAcquainted(dossier: Dossier, person: Person): boolean {
  if (isReleased(dossier, person)) return false;
  const wrote = dossier.mails.some((mail) => mail.to === person && isTold(mail));
  const asked = dossier.tasks.some(({ answer, assignees }) => assignees.includes(person) || answer?.person === person);
  return wrote || asked || isOrdered(dossier, person);
}

/** Named in an answer that came after the decision. */
function isOrdered(dossier: Dossier, person: Person): boolean {
  const decidedAt = lastDecision(dossier)?.answer?.at;
  if (decidedAt === undefined) return false;
  const names = staffFields(dossier);
  const named = flowTasks(dossier).flatMap(({ answer }) =>
    answer && answer.at > decidedAt ? names.flatMap((name) => [answer.values[name]].flat()) : [],
  );
  return named.some((id) => `staff:${String(id)}` === person);
}

/** Staff who were written to about it, and have still to do with it. */
export function writtenTo(dossier: Dossier): Person[] {
  const told = dossier.mails.filter(isTold).map(({ to }) => to);
  const persons = new Set(told.filter((to) => to.startsWith("staff:")));
  return [...persons].filter((person) => !isReleased(dossier, person));
}

/** Not what is only to be sent later, or never was. */
function isTold({ notBefore, sentAt, state }: MailItem): boolean {
  return sentAt !== undefined || (state === "pending" && notBefore === undefined) || state === "failed";
}

/** The last that they heard is that somebody else does it in their place. */
function isReleased(dossier: Dossier, person: Person): boolean {
  const last = dossier.mails.findLast(({ to }) => to === person);
  return last?.letter === "change-replace-people" && !isNamed(dossier, person);
}

function isNamed(dossier: Dossier, person: Person): boolean {
  const named = staffFields(dossier).flatMap((name) => [latestValue(dossier, name)].flat());
  const asked = openTasks(dossier).flatMap(({ assignees }) => assignees);
  return asked.includes(person) || named.some((id) => `staff:${String(id)}` === person);
}

function staffFields(dossier: Dossier): string[] {
  const fields = fieldsOf(procedureOfCase(dossier.case)).filter(({ kind }) => kind === "staff");
  return [...new Set(fields.map(({ name }) => name))];
}
