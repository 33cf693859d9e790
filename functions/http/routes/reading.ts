/** Routes of reading on site: the reading room, and the guest book at the kiosk. */
import { actorOf } from "../../../statemachines/language/registry.ts";
import { actingRoles, firstStep } from "../../../statemachines/language/table.ts";
import type { ActorId, Procedure } from "../../../statemachines/language/vocabulary.ts";
import type { GuestBookView, ReadingRoomView } from "../../contract/reading-room.ts";
import { readByRole } from "../../domain/access/reading.ts";
import type { StaffMember } from "../../domain/agency.ts";
import { dayAt } from "../../domain/people/presence.ts";
import { actorsServedOn } from "../../domain/people/stand-ins.ts";
import { openTasks, stepOfTask } from "../../domain/case/case-file.ts";
import { subjectFrom } from "../../domain/case/contact.ts";
import type { Dossier, TaskItem } from "../../domain/case/records.ts";
import { formContext } from "../../domain/form/form-context.ts";
import { isoDate, isoInstant } from "../../domain/calendar/instants.ts";
import {
  candidateOf,
  choosableNow,
  mayAnswer,
  notToAnswer,
  ownOutcomes,
  roleToBegin,
  type Candidate,
} from "../../domain/task/permission.ts";
import type { Dependencies } from "../../domain/ports.ts";
import { readingTable } from "../../domain/reading-room/reading-tables.ts";
import { sumOf } from "../../domain/reading-room/recap-book.ts";
import type { HttpRequest, RouteHandler } from "../../wiring/http.ts";
import { actorsOf, isFirstTask, readerRow, shortNumber } from "../views/reading-view.ts";
import { outcomeView } from "../views/outcome-view.ts";
import { signedIn } from "../members.ts";
import { notThere } from "../readers.ts";

/** Whether a member reads the pages of the reading room: who reads its cases, and who steps in for whoever works there. */
export async function readsReadingRoom(
  { roles }: StaffMember,
  { agencies, clock }: Pick<Dependencies, "agencies" | "clock">,
): Promise<boolean> {
  const visit = readingTable("visit");
  if (readByRole(roles).procedure(visit)) return true;
  const day = dayAt(await agencies.settings(), clock.now());
  const served = actorsServedOn(day, roles, await agencies.staff(), await agencies.presence());
  return actingRoles(visit).some((role) => actorOf(role).inside && served.includes(role));
}

/** @throws Refusal `unknown` */
export async function roomReader(request: HttpRequest, dependencies: Dependencies): Promise<StaffMember> {
  const member = await signedIn(request, dependencies);
  if (!(await readsReadingRoom(member, dependencies))) throw notThere;
  return member;
}

export const showReadingRoom: RouteHandler = async (request, dependencies) => {
  const member = await roomReader(request, dependencies);
  const { agencies, clock, recaps } = dependencies;
  const [opening, visit] = [readingTable("opening"), readingTable("visit")];
  const { calendar } = await agencies.settings();
  const date = isoDate(clock.now(), calendar.zone);
  const inbox = await openTasksOf(dependencies, [...new Set([...actorsOf(visit), ...actorsOf(opening)])]);
  const check = inbox.find((task) => isFirstTask(opening, task) && task.subject === subjectFrom(opening, date));
  const sums = sumOf((await recaps.month(date.slice(0, 7))).filter((entry) => entry.date === date));
  const view: ReadingRoomView = {
    now: isoInstant(clock.now()),
    date,
    procedure: visit.id,
    mine: keepsDays(member),
    openingCheck: check && mayAnswer(check, candidateOf(member)) ? { case: check.caseId, task: check.id } : null,
    readers: await Promise.all(
      (await visitsIn(dependencies, visit.id, inbox)).map(async ({ dossier, task }) =>
        readerRow(dossier, task, await choosableNow(dependencies, dossier, task, candidateOf(member))),
      ),
    ),
    today: { visitors: sums.visitors, books: sums.books, questions: sums.questions },
  };
  return { body: view };
};

/** Who is in the room, in the order of coming. */
async function visitsIn(
  { cases }: Dependencies,
  visit: string,
  inbox: TaskItem[],
): Promise<{ dossier: Dossier; task: TaskItem }[]> {
  const ids = [...new Set(inbox.filter((task) => task.procedure === visit).map((task) => task.caseId))];
  const dossiers = await cases.dossiers(ids);
  return dossiers
    .flatMap((dossier) => {
      const [task] = dossier ? openTasks(dossier) : [];
      return dossier && task ? [{ dossier, task }] : [];
    })
    .toSorted((a, b) => (a.dossier.case.createdAt < b.dossier.case.createdAt ? -1 : 1));
}

/**
 * The page of whoever has waited longest. It shows an empty form and a number, nothing that anybody wrote.
 *
 * @throws Refusal `forbidden` where the signed-in member may not answer for readers
 */
export const showGuestBook: RouteHandler = async (request, dependencies) => {
  const member = await roomReader(request, dependencies);
  const settings = await dependencies.agencies.settings();
  const visit = readingTable("visit");
  const view: GuestBookView = {
    procedure: visit.id,
    catalogue: settings.catalogueUrl ?? null,
    page: await nextPage(dependencies, visit, candidateOf(member)),
  };
  return { body: view };
};

async function nextPage(
  dependencies: Dependencies,
  visit: Procedure,
  candidate: Candidate,
): Promise<GuestBookView["page"]> {
  const { agencies, cases, clock } = dependencies;
  const settings = await agencies.settings();
  const waiting = (await openTasksOf(dependencies, [firstStep(visit).actor]))
    .filter((task) => isFirstTask(visit, task))
    .toSorted((a, b) => (a.openedAt < b.openedAt ? -1 : 1));
  for (const task of waiting) {
    const [dossier] = await cases.dossiers([task.caseId]);
    if (!dossier) continue;
    const choosable = ownOutcomes(dossier, task, await choosableNow(dependencies, dossier, task, candidate)).filter(
      ({ from }) => from === null,
    );
    if (choosable.length === 0) throw notToAnswer(settings, dossier, task, candidate);
    const step = stepOfTask(dossier, task);
    return {
      case: task.caseId,
      task: task.id,
      number: shortNumber(task.caseId),
      fields: step.fields ?? [],
      rules: step.rules ?? [],
      outcomes: choosable.map((each) => outcomeView(step, each)),
      context: formContext(settings, visit, clock.now()),
    };
  }
  return null;
}

/** Whether a member writes into the recap book by hand: as those do who greet readers. */
export function keepsDays(member: StaffMember): boolean {
  return roleToBegin(member, readingTable("visit")) !== null;
}

/** All open tasks of roles whose lists hold little else. */
async function openTasksOf({ tasks }: Pick<Dependencies, "tasks">, roles: ActorId[]): Promise<TaskItem[]> {
  return (await Array.fromAsync(tasks.inbox(roles))).map(({ task }) => task);
}
