/** How it is said that somebody acts, or acted, in the stead of another. */
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import { titleOf } from "../../domain/agency.ts";
import { stepOfTask } from "../../domain/case/case-file.ts";
import { personOf, type Dossier, type StoodFor, type TaskItem } from "../../domain/case/records.ts";
import { actingIn } from "../../domain/people/substitution.ts";
import { burdens } from "../../domain/task/burdens.ts";
import { madeByThem } from "../../domain/task/not-permitted.ts";
import { dayAt } from "../../domain/people/presence.ts";
import {
  isAsked,
  keptPost,
  makersOf,
  proposedInstead,
  steadOf,
  type Candidate,
  type Stead,
} from "../../domain/task/permission.ts";
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

/**
 * What somebody is told who may not decide on what they drafted, though the post is theirs or they hold it for another: who is
 * asked in their place. Null where they made nothing of it.
 */
export function makerNotice(dossier: Dossier, task: TaskItem, candidate: Candidate, context: ViewContext): Text | null {
  const step = stepOfTask(dossier, task);
  if (!candidate.roles.includes(step.actor) || !makersOf(dossier, step).includes(candidate.person)) return null;
  return madeByThem(proposedInstead(context, dossier, task)).text;
}

/** What an official is told who may decide though another holds the post for them. */
export function keptNotice(
  dossier: Dossier,
  task: TaskItem,
  candidate: Candidate,
  { settings, staff }: ViewContext,
): Text | null {
  const post = keptPost(dossier, task, candidate);
  if (post === null) return null;
  const holders = staff.filter(({ acting }) => actingIn(acting, post)).map(({ name }) => name);
  const { en, id } = titleOf(settings, post);
  return {
    id: `Jabatan ${id} sedang dipegang ${holders.join("; ")} (Plh./Plt.), yang diminta menjawab. Anda tetap dapat memutuskan; riwayat lalu mencatat nama Anda.`,
    en: `${holders.join("; ")} holds the post of ${en} for you and is asked. You may decide all the same; the history then names you.`,
  };
}

/** What somebody is told who holds a post for another and is to decide what may burden the budget. */
export function burdenNotice(dossier: Dossier, task: TaskItem, candidate: Candidate): Text | null {
  const step = stepOfTask(dossier, task);
  if (!actingIn(candidate.acting, step.actor) || !burdens(dossier, step)) return null;
  return {
    id: "Perhatian: persetujuan ini membebani anggaran. Plh./Plt. tidak berwenang mengambil keputusan strategis yang mengubah alokasi anggaran (UU 30/2014 Pasal 14 ayat 7). Bila ragu, tunggu pejabat definitif atau mintalah petunjuk atasan; setuju atau tidak, keputusan Anda dicatat sebagai Plh./Plt.",
    en: "Note: to approve this burdens the budget. An acting official may not take strategic decisions that change how the budget is allocated (Law 30/2014, art. 14 (7)). If in doubt, wait for the official or ask your superior; either way your decision is kept as that of an acting official.",
  };
}

/** Beside an answer in the history. */
export const burdenedText: Text = {
  id: "perhatian: membebani anggaran, diputuskan oleh Plh./Plt.",
  en: "note: burdens the budget, decided by an acting official",
};

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
