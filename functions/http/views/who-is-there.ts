/** Who is there for a task: whose it is, who stands in, and who is above; for the staff alone. */
import { actorOf } from "../../../statemachines/language/registry.ts";
import { answeringRoles } from "../../../statemachines/language/table.ts";
import type { ActorId, Language, Step, Text } from "../../../statemachines/language/vocabulary.ts";
import type { HandRemindView, TaskPeople } from "../../contract/decision.ts";
import type { PeopleView } from "../../contract/shared.ts";
import { actingTitle, isActive, isPresent, titleOf, type StaffMember } from "../../domain/agency.ts";
import { stepOfTask } from "../../domain/case/case-file.ts";
import { personOf, type Dossier, type TaskItem } from "../../domain/case/records.ts";
import { isoInstant } from "../../domain/calendar/instants.ts";
import {
  handReminders,
  isLateNow,
  remindableFrom,
  remindedByText,
  roleAbove,
} from "../../domain/deadlines/remind-by-hand.ts";
import { opensAt } from "../../domain/mail/office-hours.ts";
import { dayAt } from "../../domain/people/presence.ts";
import { superiorsOf } from "../../domain/people/stand-ins.ts";
import { actingIn } from "../../domain/people/substitution.ts";
import { isAsked, steadOf, type Candidate } from "../../domain/task/permission.ts";
import { dayAndMonth } from "../../domain/format.ts";
import type { ViewContext } from "./facts.ts";

/** Beyond that a list of names says nothing more. */
const namedOnPage = 6;
const namedInLine = 2;

/** @param mayHandOn whether the reader may give the task to another */
export function peopleOf(
  dossier: Dossier,
  task: TaskItem,
  context: ViewContext,
  { mayHandOn, member }: { mayHandOn: boolean; member: StaffMember },
): TaskPeople {
  const people = whoIsThere(stepOfTask(dossier, task), task, context, namedOnPage);
  return { ...people, mayHandOn, remind: remindView(dossier, task, context, member) };
}

/**
 * For a line of a list, from the task alone.
 *
 * @returns null where nothing is to be said: it is simply the reader's own, or nobody of the agency has it
 */
export function peopleInLine(step: Step, task: TaskItem, context: ViewContext, reader: Candidate): PeopleView | null {
  if (!actorOf(step.actor).inside) return null;
  const isActing = actingIn(reader.acting, step.actor) !== undefined;
  const isOwn = isAsked(task, reader) && steadOf(task, reader) === null && !isActing;
  if (isOwn && (task.standIns ?? []).length === 0) return null;
  const people = whoIsThere(step, task, context, namedInLine);
  const { holders, standIns, superiors } = people;
  return holders.length + standIns.length + superiors.length > 0 ? people : null;
}

function whoIsThere(step: Step, task: TaskItem, context: ViewContext, atMost: number): PeopleView {
  const staff = context.staff.filter(isActive);
  const holding = (role: ActorId): StaffMember[] => staff.filter(({ roles }) => roles.includes(role));
  const named = staff.filter((member) => task.assignees.includes(personOf(member)));
  const own = answeringRoles(step)[0] ?? step.actor;
  const above = superiorsOf(step.actor).find((role) => holding(role).length > 0);
  const lines = (role: ActorId, people: StaffMember[]): Text[] => [
    ...people.slice(0, atMost).map((member) => lineOf(role, member, context)),
    ...(people.length > atMost ? [others(people.length - atMost)] : []),
  ];
  return {
    holders: lines(own, named.length > 0 ? named : holding(own)),
    standIns: (task.standIns ?? []).flatMap(({ role }) => lines(role, holding(role))),
    superiors: above ? lines(above, holding(above)) : [],
  };
}

function others(count: number): Text {
  return { id: `${count} orang lain`, en: `${count} others` };
}

/** How the reader has the holders of a late task reminded; null where they are not above them. */
function remindView(
  dossier: Dossier,
  task: TaskItem,
  { now, settings, staff }: ViewContext,
  member: StaffMember,
): HandRemindView | null {
  const { calendar } = settings;
  const moment = isoInstant(now);
  if (roleAbove(stepOfTask(dossier, task), member) === null || !isLateNow(calendar, task, moment)) return null;
  const last = handReminders(dossier, task).at(-1);
  const names = staff.filter((each) => last?.to.includes(personOf(each))).map(({ name }) => name);
  return {
    last: last ? { at: last.at, by: remindedByText(settings, last), to: names } : null,
    from: remindableFrom(calendar, last, moment),
    opens: opensAt(calendar, now),
  };
}

/** "Siti Aminah (Plh. Kepala Bidang Perpustakaan sampai 4 Des)", "Rina Kartika, S.IP. (Agendaris; tidak masuk hari ini)" */
function lineOf(role: ActorId, member: StaffMember, { now, settings }: ViewContext): Text {
  const acting = actingIn(member.acting, role);
  const title = acting ? actingTitle(settings, { role, acting }) : titleOf(settings, role);
  const isThere = isPresent(member, dayAt(settings, now));
  const until = (language: Language, word: string): string =>
    acting?.until ? ` ${word} ${dayAndMonth(acting.until, { language, zone: settings.calendar.zone })}` : "";
  return {
    id: `${member.name} (${title.id}${until("id", "sampai")}${isThere ? "" : "; tidak masuk hari ini"})`,
    en: `${member.name} (${title.en}${until("en", "until")}${isThere ? "" : "; away today"})`,
  };
}
