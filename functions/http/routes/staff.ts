/** Routes of signed-in staff: cases, and answering a task. */
import { actorOf, currentProcedureOf } from "../../../statemachines/language/registry.ts";
import { staffDecisionRequest } from "../../contract/requests.ts";
import type { CaseListView, StaffMeView } from "../../contract/staff.ts";
import { administers } from "../../domain/access/administrator.ts";
import { titleOf, type StaffMember } from "../../domain/agency.ts";
import { trackingLinkId } from "../../domain/intake/open-case.ts";
import { addressOfFile } from "../../domain/form/hand-out.ts";
import { decidedBy } from "../../domain/task/second-answer.ts";
import { validityOf } from "../../domain/case/agreement.ts";
import { contactOf } from "../../domain/case/contact.ts";
import { isOver, openAsides, openTasks, stepOfTask } from "../../domain/case/case-file.ts";
import type { CaseItem, Dossier, TaskItem } from "../../domain/case/records.ts";
import { possibleChanges } from "../../domain/change/make-change.ts";
import { roleToChange } from "../../domain/change/rights.ts";
import { relatedCases } from "../../domain/case/related-cases.ts";
import { links } from "../../domain/paths.ts";
import { rolesBelow } from "../../domain/people/stand-ins.ts";
import { candidateOf, choosableNow, ownOutcomes, roleToBegin } from "../../domain/task/permission.ts";
import { answerAs } from "../answer-as.ts";
import type { Dependencies } from "../../domain/ports.ts";
import { Refusal } from "../../domain/refusal.ts";
import { startTask } from "../../domain/task/start-task.ts";
import type { HttpRequest, RouteHandler } from "../../wiring/http.ts";
import { caseRow, caseView } from "../views/case-view.ts";
import { taskView } from "../views/task-view.ts";
import { viewContext } from "../view-context.ts";
import { signedIn } from "../members.ts";

const rowsOnPage = 50;
/** Beyond that the list says that there are more: counting reads them all, on AWS. */
const countedAtMost = 1_000;

export const showMe: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  const settings = await dependencies.agencies.settings();
  const view: StaffMeView = {
    id: member.id,
    name: member.name,
    email: member.email,
    roles: member.roles.map((role) => ({ id: role, title: titleOf(settings, role) })),
    administers: administers(member, await dependencies.agencies.staff()),
    oversees: administers(member, await dependencies.agencies.staff()) || rolesBelow(member.roles).length > 0,
  };
  return { body: view };
};

export const listCases: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  const { before } = request.query;
  const open = request.query["open"] !== "false";
  const { cases } = dependencies;
  const page = await cases.list({ open, limit: rowsOnPage, ...(before ? { before } : {}) });
  const counted = before ? null : await cases.count(open, countedAtMost);
  const total = counted === null ? null : { count: counted, more: counted === countedAtMost };
  const settings = await dependencies.agencies.settings();
  const mayClose = (item: CaseItem): boolean =>
    roleToChange(settings, { case: item, tasks: [], mails: [] }, member, "close-quietly") !== null;
  const view: CaseListView = { cases: page.items.map((item) => caseRow(item, mayClose)), total, next: page.next };
  return { body: view };
};

export const showCase: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  const dossier = await dossierOf(request, dependencies);
  const context = await viewContext(dependencies, { language: request.language, seesPersonal: true });
  const reader = {
    candidate: candidateOf(member),
    mine: await tasksOf(member, dossier, dependencies),
    mayChange: possibleChanges(dossier, member, context),
    renewable: mayRenew(dossier, member),
  };
  const related = await relatedCases(dependencies, dossier);
  return { body: caseView(dossier, reader, trackingAddress(dependencies, dossier), related, context) };
};

/** An agreement that was made, for whoever may begin one. */
function mayRenew(dossier: Dossier, member: StaffMember): boolean {
  return validityOf(dossier) !== null && roleToBegin(member, currentProcedureOf(dossier.case.procedure)) !== null;
}

export const fetchCaseFile: RouteHandler = async (request, dependencies) => {
  await signedIn(request, dependencies);
  const dossier = await dossierOf(request, dependencies);
  const url = await addressOfFile(dependencies, dossier, request.parameters["file"]);
  if (url === null) throw unknownCase;
  return { body: { url } };
};

export const showTask: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  const { dossier, task } = await taskOf(request, dependencies);
  if (isOver(task)) throw decidedBy(task);
  const context = await viewContext(dependencies, { language: request.language, seesPersonal: true });
  return { body: await taskView(dependencies, dossier, task, candidateOf(member), context) };
};

export const beginTask: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  const { dossier, task } = await taskOf(request, dependencies);
  if (isOver(task)) throw decidedBy(task);
  await startTask(dependencies, dossier, task, candidateOf(member));
  return showTask(request, dependencies);
};

export const decideTask: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  const { channel = "counter", ...choice } = staffDecisionRequest.parse(request.body());
  const found = await taskOf(request, dependencies);
  const { actor } = stepOfTask(found.dossier, found.task);
  const answering = { ...candidateOf(member), name: member.name };
  const through = actorOf(actor).inside ? "staff" : channel;
  return { body: await answerAs(dependencies, found, { ...answering, channel: through }, choice) };
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

/** The requester's page; nobody has one where a case was opened by the calendar and names nobody. */
function trackingAddress({ publicUrl, secrets }: Dependencies, dossier: Dossier): string | null {
  const { name, email, phone } = contactOf(dossier);
  if (name === "" && email === "" && phone === "") return null;
  return publicUrl + links.tracking(trackingLinkId(secrets, dossier.case.id));
}

async function dossierOf(request: HttpRequest, { cases }: Dependencies): Promise<Dossier> {
  const dossier = await cases.dossier(request.parameters["case"] ?? "");
  if (!dossier) throw unknownCase;
  return dossier;
}

/** The task that an address names. @throws Refusal `unknown` */
export async function taskOf(
  request: HttpRequest,
  dependencies: Dependencies,
): Promise<{ dossier: Dossier; task: TaskItem }> {
  const dossier = await dossierOf(request, dependencies);
  const task = dossier.tasks.find((each) => each.id === request.parameters["task"]);
  if (!task) throw unknownCase;
  return { dossier, task };
}

const unknownCase = new Refusal("unknown", {
  id: "Berkas ini tidak ditemukan. Kembali ke daftar tugas.",
  en: "This file was not found. Go back to the list of tasks.",
});
