/** People come and go while tasks are open: those who are there are asked, and when nobody is, that is said. */
import { rowOfTask } from "../case/case-file.ts";
import { actorIds, findProcedure } from "../../../statemachines/language/registry.ts";
import { findStep } from "../../../statemachines/language/table.ts";
import type { AgencySettings } from "../agency.ts";
import { isoInstant } from "../calendar/instants.ts";
import type { StandIn, TaskItem } from "../case/records.ts";
import { opensAt } from "../mail/office-hours.ts";
import { changedRoles, dayAt, exchangedRoles, presenceOf, presentOn } from "../people/presence.ts";
import { openPosts } from "../people/substitution.ts";
import { actorsServedBy } from "../people/stand-ins.ts";
import type { Dependencies } from "../ports.ts";
import { attendanceOf, attendedAs } from "./attendance.ts";
import { withMakers } from "./makers.ts";
import { isAskedByLink, reach, type OpeningDependencies } from "./open-task.ts";
import { askedPersons } from "./permission.ts";
import { reportUnattended } from "./unattended.ts";

type MovingDependencies = OpeningDependencies & Pick<Dependencies, "log">;

/**
 * Looks at the open tasks of roles of which others are there than the last time; at none where nobody came or went, which
 * costs no read. What fails is done again the next time.
 */
export async function moveTasks(dependencies: MovingDependencies): Promise<void> {
  const { agencies, clock, log } = dependencies;
  try {
    const [settings, staff, before] = [await agencies.settings(), await agencies.staff(), await agencies.presence()];
    const present = presentOn(staff, dayAt(settings, clock.now()));
    const now = presenceOf(present);
    const was = before?.present ?? null;
    const changed = changedRoles(was, now, actorIds());
    if (changed.length === 0) return;
    for (const { post, why } of openPosts(staff, (member) => present.includes(member)))
      if (why === "vacant" && changed.includes(post)) log.problem("post-without-holder", null, { post });
    const moved: { before: TaskItem; after: TaskItem }[] = [];
    const asked: StandIn[] = [];
    const open = await openTasksOf(dependencies, actorsServedBy(changed));
    for (const task of open) {
      const after = attended(task, present, isoInstant(clock.now()));
      asked.push(...((after ?? task).standIns ?? []));
      if (after && !saysTheSame(task, after)) moved.push({ before: task, after });
    }
    const alone = moved.filter(({ after, before: { unattendedSince } }) => after.unattendedSince && !unattendedSince);
    await tellOfUnattended(
      dependencies,
      alone.map(({ after }) => after),
    );
    for (const { after } of moved) await ask(dependencies, after);
    const handed = exchangedRoles(was, now, changed);
    for (const task of open.filter(({ actor }) => handed.includes(actor))) await handOver(dependencies, settings, task);
    const others = before?.standIns.filter(({ insteadOf }) => !changed.includes(insteadOf)) ?? [];
    await agencies.notePresence({ present: now, standIns: distinct([...others, ...asked]) });
  } catch (error) {
    log.problem("todo-failed", error, { kind: "presence" });
  }
}

/** Each pair once. */
function distinct(standIns: StandIn[]): StandIn[] {
  return [...new Map(standIns.map((pair) => [`${pair.insteadOf} ${pair.role}`, pair])).values()];
}

async function openTasksOf(dependencies: MovingDependencies, roles: string[]): Promise<TaskItem[]> {
  const found: TaskItem[] = [];
  for await (const { task } of dependencies.tasks.inbox(roles)) found.push(task);
  return withMakers(dependencies, found);
}

/** The task as those who are there leave it; null where nobody knows its row any more. */
function attended(task: TaskItem, present: Parameters<typeof attendanceOf>[3], at: string): TaskItem | null {
  const table = findProcedure(task.procedure, task.version);
  const step = table && findStep(table, task.step);
  if (!step) return null;
  const { standIns: _asked, unattendedSince: _since, ...rest } = task;
  return { ...rest, ...attendedAs(task, attendanceOf(table, step, task, present), at) };
}

function saysTheSame(one: TaskItem, other: TaskItem): boolean {
  const isAsked = (one.standIns ?? []).length === (other.standIns ?? []).length;
  return isAsked && one.unattendedSince === other.unattendedSince;
}

/** Told before it is stored: a crash between tells it again under the same mail. */
async function tellOfUnattended(dependencies: MovingDependencies, unattended: TaskItem[]): Promise<void> {
  const [first] = unattended;
  const dossier = first && (await dependencies.cases.dossier(first.caseId));
  if (dossier) await reportUnattended(dependencies, dossier, unattended);
}

async function ask(dependencies: MovingDependencies, task: TaskItem): Promise<void> {
  const { agencies, cases, clock, tasks } = dependencies;
  const dossier = await cases.dossier(task.caseId);
  const step = rowOfTask(task);
  if (!dossier || !step || !(await tasks.attend(task.caseId, task.id, task)) || !isAskedByLink(step)) return;
  const notBefore = opensAt((await agencies.settings()).calendar, clock.now());
  await reach(dependencies, dossier, task, askedPersons(step, dossier, task, await agencies.staff()), notBefore);
}

/**
 * A post that others hold than before, as when a substitution begins or ends: they have a link to what waits for it, and are
 * mailed when the office is open. Whoever was mailed before is not mailed again.
 */
async function handOver(dependencies: MovingDependencies, settings: AgencySettings, task: TaskItem): Promise<void> {
  const { agencies, cases, clock } = dependencies;
  const step = rowOfTask(task);
  if (!step || !isAskedByLink(step)) return;
  const dossier = await cases.dossier(task.caseId);
  if (!dossier || dossier.case.ending) return;
  const notBefore = opensAt(settings.calendar, clock.now());
  await reach(dependencies, dossier, task, askedPersons(step, dossier, task, await agencies.staff()), notBefore);
}
