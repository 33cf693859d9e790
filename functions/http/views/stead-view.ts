/** How it is said that somebody acts, or acted, in the stead of another. */
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import { titleOf } from "../../domain/agency.ts";
import { personOf, type StoodFor, type TaskItem } from "../../domain/case/records.ts";
import { dayAt } from "../../domain/people/presence.ts";
import { isAsked, steadOf, type Candidate, type Stead } from "../../domain/task/permission.ts";
import { responsibleOn } from "../../domain/task/unattended.ts";
import type { TaskRow } from "../../contract/staff.ts";
import type { ViewContext } from "./facts.ts";

/** Whose task it is: the people it names, where the reader may see names, else the role. */
function steadText({ persons, role }: Stead, { reader, settings, staff }: ViewContext): Text {
  const names = staff.filter((member) => persons.includes(personOf(member))).map(({ name }) => name);
  if (names.length === 0 || !reader.seesPersonal) return titleOf(settings, role);
  return { id: names.join("; "), en: names.join("; ") };
}

/** Of an answer: "untuk Petugas Agenda (Agendaris) yang berhalangan", "menggantikan Rina Kartika, S.IP." */
export function stoodForText(stead: StoodFor, context: ViewContext): Text {
  const { id, en } = steadText(stead, context);
  return stead.absent
    ? { id: `untuk ${id} yang berhalangan`, en: `for ${en}, who was away` }
    : { id: `menggantikan ${id}`, en: `in place of ${en}` };
}

/** What somebody is told who may do another's task; null where it is their own. */
export function steadNotice(task: TaskItem, candidate: Candidate, context: ViewContext): Text | null {
  const stead = steadOf(task, candidate);
  if (!stead) return null;
  const { id, en } = steadText(stead, context);
  if (isAsked(task, candidate))
    return {
      id: `Tugas ini untuk ${id}, yang berhalangan. Anda diminta mengerjakannya sebagai pengganti.`,
      en: `This task is for ${en}, who is away. You are asked to do it in their place.`,
    };
  return {
    id: `Ditugaskan kepada ${id}; Anda dapat mengerjakannya sebagai pengganti.`,
    en: `Assigned to ${en}; you may do it in their place.`,
  };
}

/** What a line of a task says of who may do it. */
export function attendanceView(
  task: TaskItem,
  stead: Stead | null,
  context: ViewContext,
): Pick<TaskRow, "insteadOf" | "unattended"> {
  const { now, settings, staff } = context;
  const responsible = (): string[] => responsibleOn(staff, dayAt(settings, now)).map(({ name }) => name);
  return {
    insteadOf: stead && steadText(stead, context),
    unattended: task.unattendedSince ? { since: task.unattendedSince, responsible: responsible() } : null,
  };
}
