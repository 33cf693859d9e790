/** Routes of signed-in staff: cases, and answering a task. */
import { actorOf, currentProcedureOf } from "../../../statemachines/language/registry.ts";
import { staffDecisionRequest } from "../../contract/requests.ts";
import type { TaskView } from "../../contract/decision.ts";
import type { StaffMeView } from "../../contract/staff.ts";
import { administers } from "../../domain/access/administrator.ts";
import { protectsData } from "../../domain/access/data-protector.ts";
import {
  contactsFor,
  readByRole,
  readsCase,
  readsFiles,
  readsLog,
  readsServiceLevels,
  worksWithCases,
} from "../../domain/access/reading.ts";
import { isUnconfirmed } from "../../domain/access/staff-address.ts";
import { taskOnSite } from "../../domain/access/guest-book.ts";
import { showLinkOf } from "../../domain/access/show-link.ts";
import { isoInstant } from "../../domain/calendar/instants.ts";
import { isOverdue } from "../../domain/personal-data/records.ts";
import { actingTitle, type StaffMember, readingRoles } from "../../domain/agency.ts";
import { addressOfFile } from "../../domain/form/hand-out.ts";
import { decidedBy, type Choice } from "../../domain/task/second-answer.ts";
import { validityOf } from "../../domain/case/agreement.ts";
import { isOver, openAsides, openTasks, possibleOutcomes, stepOfTask } from "../../domain/case/case-file.ts";
import type { Channel, Dossier, TaskItem } from "../../domain/case/records.ts";
import { relatedCases } from "../../domain/case/related-cases.ts";
import { rolesBelow } from "../../domain/people/stand-ins.ts";
import { openProblems } from "../../domain/administration/open-problems.ts";
import { actingIn } from "../../domain/people/substitution.ts";
import { candidateOf, choosableNow, ownOutcomes, roleToBegin } from "../../domain/task/permission.ts";
import { remindByHand } from "../../domain/deadlines/remind-by-hand.ts";
import { answerAs } from "../answer-as.ts";
import { guestBookPath } from "../../domain/paths.ts";
import type { Dependencies } from "../../domain/ports.ts";
import { Refusal } from "../../domain/refusal.ts";
import { startTask } from "../../domain/task/start-task.ts";
import type { RouteHandler } from "../../wiring/http.ts";
import { isHandedOn } from "../../domain/change/people-operations.ts";
import { possibleChanges } from "../../domain/change/make-change.ts";
import { columnsView } from "../views/columns-view.ts";
import { caseView } from "../views/case-view.ts";
import { maskContacts } from "../views/mask-contacts.ts";
import { peopleOf } from "../views/who-is-there.ts";
import { taskView } from "../views/task-view.ts";
import { viewContext } from "../view-context.ts";
import { signedIn } from "../members.ts";
import { notThere, readCase, readsPage, readTask, taskOf } from "../readers.ts";
import { readsReadingRoom } from "./reading.ts";

/** Beyond that the list says that there are more: counting reads them all, on AWS. */
const countedAtMost = 1_000;

export const showMe: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  const settings = await dependencies.agencies.settings();
  const staff = await dependencies.agencies.staff();
  const view: StaffMeView = {
    id: member.id,
    name: member.name,
    email: member.email,
    roles: member.roles.map((role) => ({
      id: role,
      title: actingTitle(settings, { role, acting: actingIn(member.acting, role) }),
    })),
    administers: administers(member, staff),
    problems: administers(member, staff) ? openProblems(settings, staff, dependencies.clock.now()).length : 0,
    oversees: administers(member, staff) || rolesBelow(member.roles).length > 0,
    newEmail: isUnconfirmed(member) ? member.email : null,
    dataRequests: await openRecords(member, dependencies),
    reads: {
      everything: readByRole(readingRoles(member)).everything,
      agreements: readsPage(member, "agreements"),
      plans: readsPage(member, "journeys"),
      register: readsPage(member, "letters"),
      surveys: readsPage(member, "surveys"),
      readingRoom: await readsReadingRoom(member, dependencies),
      log: readsLog(member),
      serviceLevels: readsServiceLevels(member),
    },
    worksWithCases: worksWithCases(member),
  };
  return { body: view };
};

async function openRecords(member: StaffMember, dependencies: Dependencies): Promise<StaffMeView["dataRequests"]> {
  const { agencies, clock, privacyRecords } = dependencies;
  if (!protectsData(member, await agencies.staff())) return null;
  const now = isoInstant(clock.now());
  const books = ["requests", "incidents"] as const;
  const first = await Promise.all(books.map((book) => privacyRecords.list(book, { open: true, limit: 1 })));
  const counts = await Promise.all(books.map((book) => privacyRecords.count(book, true, countedAtMost)));
  return {
    open: counts.reduce((sum, each) => sum + each, 0),
    overdue: first.some(({ records }) => records.some((record) => isOverdue(record, now))),
  };
}

/** With `contacts=show` phone numbers and addresses are shown to whoever may ask for them, and that is noted. */
export const showCase: RouteHandler = async (request, dependencies) => {
  const asksContacts = request.query["contacts"] === "show";
  const { member, dossier, noted } = await readCase(request, dependencies, asksContacts ? "contacts" : "case");
  const contacts = contactsFor(member, dossier, await dependencies.agencies.staff());
  const seesContacts = contacts === "shown" || (contacts === "on-request" && asksContacts);
  const context = await viewContext(dependencies, { language: request.language, seesPersonal: true });
  const mine = await tasksOf(member, dossier, dependencies);
  const onSite = taskOnSite(dossier);
  const reader = {
    candidate: candidateOf(member),
    mine,
    mayChange: possibleChanges(dossier, member, context),
    renewable: mayRenew(dossier, member),
    contacts: seesContacts ? ("shown" as const) : contacts,
    // Whoever is given the code may write into the book in the own name, too: it opens nothing that they could not do.
    guestBook:
      onSite && mine.has(onSite.id)
        ? dependencies.publicUrl + guestBookPath(dependencies.secrets, dossier.case.id)
        : null,
  };
  const related = await relatedCases(dependencies, dossier, {
    read: (other) => readsCase(member, other),
    readNumbered: readByRole(readingRoles(member)).numbered,
  });
  const show = showLinkOf(dependencies, dossier.case);
  const view = caseView(dossier, reader, show && dependencies.publicUrl + show, related, context);
  await noted;
  return { body: seesContacts ? view : maskContacts(view, dossier) };
};

/** An agreement that was made, for whoever may begin one. */
function mayRenew(dossier: Dossier, member: StaffMember): boolean {
  return validityOf(dossier) !== null && roleToBegin(member, currentProcedureOf(dossier.case.procedure)) !== null;
}

export const fetchCaseFile: RouteHandler = async (request, dependencies) => {
  const { dossier, noted } = await readCase(request, dependencies, "file", readsFiles);
  const url = await addressOfFile(dependencies, dossier, request.parameters["file"]);
  await noted;
  if (url === null) throw notThere;
  return { body: { url } };
};

export const showTask: RouteHandler = async (request, dependencies) => {
  const { member, dossier, noted, seesContacts, task } = await readTask(request, dependencies);
  if (isOver(task)) throw decidedBy(task);
  const context = await viewContext(dependencies, { language: request.language, seesPersonal: true });
  const view = await taskView(dependencies, dossier, task, candidateOf(member), context);
  const { now, settings, staff } = context;
  const mayHandOn =
    isHandedOn(dossier, task) && possibleChanges(dossier, member, { settings, staff, now }).includes("hand-on");
  const people = peopleOf(dossier, task, context, { mayHandOn, member });
  const body: TaskView = { ...view, people, columns: columnsView(dossier, task, context) };
  await noted;
  return { body: seesContacts ? body : maskContacts(body, dossier) };
};

export const beginTask: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  const { dossier, task } = await taskOf(request, dependencies);
  if (isOver(task)) throw decidedBy(task);
  await startTask(dependencies, dossier, task, candidateOf(member));
  return showTask(request, dependencies);
};

/** A superior has those reminded for whom a late task waits. */
export const remindHolders: RouteHandler = async (request, dependencies) => {
  const { member, dossier, noted, task } = await readTask(request, dependencies);
  await remindByHand(dependencies, dossier, task, member);
  await noted;
  return showTask(request, dependencies);
};

export const decideTask: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  const { channel = "counter", later, ...rest } = staffDecisionRequest.parse(request.body());
  const choice = { ...rest, ...(later ? { later } : {}) };
  const found = await taskOf(request, dependencies);
  const { actor } = stepOfTask(found.dossier, found.task);
  const answering = { ...candidateOf(member), name: member.name };
  const through = actorOf(actor).inside ? "staff" : channel;
  if (through !== "staff") checkWords(found.dossier, found.task, choice, through);
  const body = await answerAs(dependencies, found, { ...answering, channel: through }, choice, request.language);
  return { body };
};

/**
 * What somebody outside said is recorded in their words, unless they stand there and sign; only where the row takes a note.
 *
 * @throws Refusal `invalid`
 */
function checkWords(dossier: Dossier, task: TaskItem, { note, outcome: id }: Choice, channel: Channel): void {
  const outcome = possibleOutcomes(dossier, stepOfTask(dossier, task)).find((each) => each.id === id);
  if (channel === "counter" || outcome?.note === "none" || note.trim() !== "") return;
  throw new Refusal("invalid", wordsMissing, { note: wordsMissing });
}

const wordsMissing = {
  id: "Tuliskan kata-kata yang disampaikan kepada Anda.",
  en: "Write down what was said to you, in their words.",
};

/** The open tasks of a case that a member may answer, by id. */
async function tasksOf(member: StaffMember, dossier: Dossier, dependencies: Dependencies): Promise<Set<string>> {
  const mine = new Set<string>();
  for (const task of [...openTasks(dossier), ...openAsides(dossier)]) {
    const choosable = await choosableNow(dependencies, dossier, task, candidateOf(member));
    if (ownOutcomes(dossier, task, choosable).length > 0) mine.add(task.id);
  }
  return mine;
}
