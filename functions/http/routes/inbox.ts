/** The list of open tasks: a page at a time, and to whoever has it already only what changed. */
import { plainText } from "../../../statemachines/form/typed-text.ts";
import { actorIds, actorOf, findProcedure } from "../../../statemachines/language/registry.ts";
import type { ActorId } from "../../../statemachines/language/vocabulary.ts";
import type { TaskListView, TaskRow } from "../../contract/staff.ts";
import { readingRoles, type StaffMember } from "../../domain/agency.ts";
import { isoInstant } from "../../domain/calendar/instants.ts";
import type { Calendar } from "../../domain/calendar/calendar.ts";
import { officeClock } from "../../domain/calendar/working-time.ts";
import type { TaskItem } from "../../domain/case/records.ts";
import { withMakers } from "../../domain/task/makers.ts";
import { readByRole, readsTaskLine } from "../../domain/access/reading.ts";
import { administers } from "../../domain/access/administrator.ts";
import { dayAt, type NotedPresence } from "../../domain/people/presence.ts";
import { actorsServedOn, rolesBelow } from "../../domain/people/stand-ins.ts";
import { candidateOf, isAsked, mayAnswer, steadOf } from "../../domain/task/permission.ts";
import type { Dependencies, ListedTask } from "../../domain/ports.ts";
import type { HttpRequest, RouteHandler } from "../../wiring/http.ts";
import { signedIn } from "../members.ts";
import { viewContext } from "../view-context.ts";
import type { ViewContext } from "../views/facts.ts";
import { difference, listTag, seenIn } from "../views/list-difference.ts";
import { hasWords, taskRow } from "../views/task-view.ts";
import { isLate, staysUntil } from "../views/time-view.ts";

const rowsOnPage = 50;
/** Reading for one page ends here, and counting with it: nobody plans the day by how far beyond that it goes. */
const readAtMost = 1_000;

/** What is asked for; the same question has the same answer until something changes. */
interface Question {
  scope: string;
  words: string;
  after: string | null;
}

export const listTasks: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  const context = await viewContext(dependencies, { language: request.language, seesPersonal: true });
  const { scope = "mine", words = "", after = "" } = request.query;
  const question = { scope, words: plainText(words.slice(0, 400)).slice(0, 100), after: after || null };
  const roles = rolesIn(scope, member, { ...context, noted: await dependencies.agencies.presence() });
  const stamp = await stampOf(dependencies, request, { member, question, roles, context });
  const seen = seenIn(request.seen);
  const isFresh = seen !== null && context.now < seen.until;
  if (isFresh && stamp !== null && seen.stamp === stamp) return { status: 304, tag: seen.text, body: null };

  const { calendar } = context.settings;
  const clock = officeClock(calendar, context.now);
  const found = await look(dependencies, roles, question.after, fitting(question, member, context), {
    ...clock,
    ...{ calendar, now: context.now },
  });
  const me = candidateOf(member);
  const rows = found.tasks.map((task) =>
    taskRow(task, mayAnswer(task, me), context, { reader: me, stead: steadOf(task, me) }),
  );
  const until = Math.min(found.until, clock.until, ...rows.map((row) => staysUntil(row, clock.runs, context.now)));
  const { total, late, next } = found;
  const totals = { total, late, next };
  const list = listTag(dependencies.secrets, { stamp, until, rows: rows.map(withoutMinutes), totals });
  if (isFresh && seen.marks.join() === list.marks.join()) return { status: 304, tag: list.text, body: null };
  const view: TaskListView<TaskRow | number> = {
    tasks: difference(rows, seen, list),
    minutes: rows.map(({ time }) => [inTenths(time.usedMinutes), inTenths(time.standardMinutes)]),
    clockRuns: clock.runs,
    ...totals,
    now: isoInstant(context.now),
  };
  return { tag: list.text, body: view };
};

/** Roles whose open tasks a member sees: the own, those they may help and those they step in for; or those of outside parties; or those looked after; or all. */
function rolesIn(
  scope: string,
  member: StaffMember,
  { noted, now, settings, staff }: ViewContext & { noted: NotedPresence | null },
): ActorId[] {
  if (scope === "all") return actorIds();
  if (scope === "waiting") return actorIds().filter((role) => !actorOf(role).inside);
  if (scope === "unattended") return administers(member, staff) ? actorIds() : rolesBelow(member.roles);
  return actorsServedOn(dayAt(settings, now), member.roles, staff, noted);
}

/** Which tasks of these roles a question is about. */
function fitting({ scope, words }: Question, member: StaffMember, context: ViewContext): (task: TaskItem) => boolean {
  const mine = (task: TaskItem): boolean => isAsked(task, candidateOf(member)) && !hasOwnPage(task);
  const all = words.toLocaleLowerCase(context.reader.language).split(/\s+/).filter(Boolean);
  const byRole = readByRole(readingRoles(member));
  const fits = (task: TaskItem): boolean => {
    // Whoever sees to them is told of them whatever they read.
    if (scope === "unattended") return task.unattendedSince !== undefined;
    return scope === "mine" ? mine(task) : readsTaskLine(byRole, member, task);
  };
  return (task) => fits(task) && (all.length === 0 || hasWords(task, all, context));
}

function hasOwnPage({ procedure, version }: TaskItem): boolean {
  return findProcedure(procedure, version)?.ownPage === true;
}

/** A page, the first one with how many there are in all; `until` is when the next of those becomes late. */
interface Found extends Pick<TaskListView, "total" | "late" | "next"> {
  tasks: TaskItem[];
  until: number;
}

async function look(
  dependencies: Dependencies,
  roles: ActorId[],
  after: string | null,
  fits: (task: TaskItem) => boolean,
  clock: { calendar: Calendar; lastRan: number; now: number },
): Promise<Found> {
  const found: ListedTask[] = [];
  let [read, lastRead, isEnd] = [0, "", true];
  for await (const { task, place } of dependencies.tasks.inbox(roles, after ?? undefined)) {
    const isEnough = after !== null && found.length > rowsOnPage;
    if (read === readAtMost || isEnough) {
      isEnd = false;
      break;
    }
    [read, lastRead] = [read + 1, place];
    const [told] = await withMakers(dependencies, [task]);
    if (told && fits(told)) found.push({ task: told, place });
  }
  const shown = found.slice(0, rowsOnPage);
  const next = isEnd && found.length === shown.length ? null : (shown[rowsOnPage - 1]?.place ?? lastRead);
  const [late, others] = partition(found, ({ task }) => isLate(task, clock, clock.calendar));
  const due = others.flatMap(({ task }) => (task.dueAt === null ? [] : [Date.parse(task.dueAt)]));
  return {
    tasks: shown.map(({ task }) => task),
    next,
    until: Math.min(...due.filter((instant) => instant > clock.now)),
    ...(after === null
      ? { total: { count: found.length, more: !isEnd }, late: late.length }
      : { total: null, late: null }),
  };
}

function partition<Each>(all: Each[], fits: (each: Each) => boolean): [Each[], Each[]] {
  return [all.filter(fits), all.filter((each) => !fits(each))];
}

/** What a row says whatever the time. */
function withoutMinutes({ time, ...row }: TaskRow): object {
  const { usedMinutes: _used, standardMinutes: _standard, share: _share, ...lasting } = time;
  return { ...row, time: lasting };
}

/** A time that has begun to run is never 0. */
function inTenths(minutes: number | null): number | null {
  return minutes === null ? null : Math.ceil(minutes * 10) / 10;
}

/** A word that changes with everything an answer depends on but the time; null where only reading tells. */
async function stampOf(
  { secrets, tasks }: Dependencies,
  { language }: HttpRequest,
  about: { member: StaffMember; question: Question; roles: ActorId[]; context: ViewContext },
): Promise<string | null> {
  const revision = await tasks.revision(about.roles);
  if (revision === null) return null;
  const { member, question, context } = about;
  return secrets
    .hash(JSON.stringify([revision, language, member, question, context.settings, context.staff]))
    .slice(0, 16);
}
