/** A task for which nobody is there: said in the log, and to whoever is responsible, once. */
import { responsibleRoles } from "../../../statemachines/language/actors.ts";
import type { StaffMember } from "../agency.ts";
import { dayAt, presentOn } from "../people/presence.ts";
import { personOf, type Dossier, type TaskItem } from "../case/records.ts";
import { isoInstant } from "../calendar/instants.ts";
import { unattendedLetter } from "../mail/letters/unattended.ts";
import { deliver, type PostDependencies } from "../mail/outbox.ts";

/** Whoever sees to it that somebody acts. Where nobody is there, the first who would all the same: it has a name. */
export function responsibleOn(staff: StaffMember[], day: string): StaffMember[] {
  const holders = (among: StaffMember[]): StaffMember[][] =>
    responsibleRoles.map((role) => among.filter(({ roles }) => roles.includes(role)));
  return [...holders(presentOn(staff, day)), ...holders(staff)].find((found) => found.length > 0) ?? [];
}

/** Reports tasks for which nobody is there, in one mail for all; doing it again for the same tasks mails nothing. */
export async function reportUnattended(
  dependencies: PostDependencies,
  dossier: Dossier,
  tasks: TaskItem[],
): Promise<void> {
  const { agencies, clock, log } = dependencies;
  for (const { actor, step } of tasks) log.problem("task-without-person", null, { step, actor });
  const [first] = tasks;
  if (!first) return;
  const [settings, staff, now] = [await agencies.settings(), await agencies.staff(), clock.now()];
  const letter = unattendedLetter(settings, tasks);
  for (const member of responsibleOn(staff, dayAt(settings, now))) {
    await deliver(dependencies, dossier, {
      caseId: first.caseId,
      id: `unattended.${first.id}.${member.id}`,
      letter: "unattended",
      to: personOf(member),
      ...letter,
      state: "pending",
      attempts: 0,
      createdAt: isoInstant(now),
    });
  }
}
