/** Who is there for a task: whose it is, who stands in, and who is above; for the staff alone. */
import { answeringRoles } from "../../../statemachines/language/table.ts";
import type { ActorId, Text } from "../../../statemachines/language/vocabulary.ts";
import type { HandRemindView, TaskPeople } from "../../contract/decision.ts";
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
import type { ViewContext } from "./facts.ts";

/** Beyond that a list of names says nothing more. */
const namedAtMost = 6;

/** @param mayHandOn whether the reader may give the task to another */
export function peopleOf(
  dossier: Dossier,
  task: TaskItem,
  context: ViewContext,
  { mayHandOn, member }: { mayHandOn: boolean; member: StaffMember },
): TaskPeople {
  const step = stepOfTask(dossier, task);
  const staff = context.staff.filter(isActive);
  const holding = (role: ActorId): StaffMember[] => staff.filter(({ roles }) => roles.includes(role));
  const named = staff.filter((member) => task.assignees.includes(personOf(member)));
  const own = answeringRoles(step)[0] ?? step.actor;
  const above = superiorsOf(step.actor).find((role) => holding(role).length > 0);
  const lines = (role: ActorId, people: StaffMember[]): Text[] =>
    people.slice(0, namedAtMost).map((member) => lineOf(role, member, context));
  return {
    holders: lines(own, named.length > 0 ? named : holding(own)),
    standIns: (task.standIns ?? []).flatMap(({ role }) => lines(role, holding(role))),
    superiors: above ? lines(above, holding(above)) : [],
    mayHandOn,
    remind: remindView(dossier, task, context, member),
  };
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

/** "Siti Aminah (Plh. Kepala Bidang Perpustakaan)", "Rina Kartika, S.IP. (Agendaris; tidak masuk hari ini)" */
function lineOf(role: ActorId, member: StaffMember, { now, settings }: ViewContext): Text {
  const acting = actingIn(member.acting, role);
  const title = acting ? actingTitle(settings, { role, acting }) : titleOf(settings, role);
  const isThere = isPresent(member, dayAt(settings, now));
  return {
    id: `${member.name} (${title.id}${isThere ? "" : "; tidak masuk hari ini"})`,
    en: `${member.name} (${title.en}${isThere ? "" : "; away today"})`,
  };
}
