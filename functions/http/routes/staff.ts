/** Routes of signed-in staff: inbox, cases, answering a task, the register. */
import { actorOf, currentProcedures, procedureOf } from "../../../statemachines/language/registry.ts";
import type { ActorId } from "../../../statemachines/language/vocabulary.ts";
import { staffDecisionRequest } from "../../contract/requests.ts";
import type { CaseListView, RegisterView, StaffMeView, TaskListView } from "../../contract/staff.ts";
import { administers } from "../../domain/access/administrator.ts";
import { titleOf, type StaffMember } from "../../domain/agency.ts";
import { trackingLinkId } from "../../domain/intake/open-case.ts";
import { filesOf } from "../../domain/form/attached-files.ts";
import { decidedBy } from "../../domain/task/second-answer.ts";
import { contactOf } from "../../domain/case/contact.ts";
import { openAsides, openTasks, stepOfTask } from "../../domain/case/case-file.ts";
import type { Dossier, TaskItem } from "../../domain/case/records.ts";
import { relatedCases } from "../../domain/case/related-cases.ts";
import { isoInstant } from "../../domain/calendar/instants.ts";
import { links } from "../../domain/paths.ts";
import { answeringRoles, candidateOf, choosableNow, mayAnswer, ownOutcomes } from "../../domain/task/permission.ts";
import { yearOf } from "../period-in-address.ts";
import { answerAs } from "../answer-as.ts";
import type { Dependencies } from "../../domain/ports.ts";
import { Refusal } from "../../domain/refusal.ts";
import { withMakers } from "../../domain/task/makers.ts";
import { startTask } from "../../domain/task/start-task.ts";
import type { HttpRequest, RouteHandler } from "../../wiring/http.ts";
import { caseRow, caseView } from "../views/case-view.ts";
import { taskRow, taskView } from "../views/task-view.ts";
import { viewContext } from "../view-context.ts";
import { signedIn } from "../members.ts";
import { registerRows } from "../views/register-view.ts";

export const showMe: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  const settings = await dependencies.agencies.settings();
  const view: StaffMeView = {
    id: member.id,
    name: member.name,
    email: member.email,
    roles: member.roles.map((role) => ({ id: role, title: titleOf(settings, role) })),
    administers: administers(member, await dependencies.agencies.staff()),
  };
  return { body: view };
};

export const listTasks: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  const context = await viewContext(dependencies, { language: request.language, seesPersonal: true });
  const scope = request.query["scope"] ?? "mine";
  const tasks = await withMakers(dependencies, await dependencies.tasks.inbox(rolesIn(scope, member)));
  const listed =
    scope === "mine" ? tasks.filter((task) => mayAnswer(task, candidateOf(member)) && !hasOwnPage(task)) : tasks;
  const view: TaskListView = {
    tasks: listed.map((task) => taskRow(task, mayAnswer(task, candidateOf(member)), context)),
    now: isoInstant(context.now),
  };
  return { body: view };
};

function hasOwnPage({ procedure, version }: TaskItem): boolean {
  return procedureOf(procedure, version).ownPage === true;
}

export const listCases: RouteHandler = async (request, dependencies) => {
  await signedIn(request, dependencies);
  const { before } = request.query;
  const open = request.query["open"] !== "false";
  const page = await dependencies.cases.list({ open, limit: 50, ...(before ? { before } : {}) });
  const view: CaseListView = { cases: page.items.map(caseRow), next: page.next };
  return { body: view };
};

export const showCase: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  const dossier = await dossierOf(request, dependencies);
  const context = await viewContext(dependencies, { language: request.language, seesPersonal: true });
  const mine = await tasksOf(member, dossier, dependencies);
  const related = await relatedCases(dependencies, dossier);
  return { body: caseView(dossier, mine, trackingAddress(dependencies, dossier), related, context) };
};

export const fetchCaseFile: RouteHandler = async (request, dependencies) => {
  await signedIn(request, dependencies);
  const dossier = await dossierOf(request, dependencies);
  const file = filesOf(dossier).find((each) => each.id === request.parameters["file"]);
  if (!file) throw unknownCase;
  return { body: { url: await dependencies.files.presignDownload(file) } };
};

export const showTask: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  const { dossier, task } = await taskOf(request, dependencies);
  if (task.answer) throw decidedBy(task);
  const context = await viewContext(dependencies, { language: request.language, seesPersonal: true });
  return { body: await taskView(dependencies, dossier, task, candidateOf(member), context) };
};

export const beginTask: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  const { dossier, task } = await taskOf(request, dependencies);
  if (task.answer) throw decidedBy(task);
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

export const showRegister: RouteHandler = async (request, dependencies) => {
  await signedIn(request, dependencies);
  const year = yearOf(request);
  const entries = await dependencies.registers.list("incoming", year);
  const view: RegisterView = { year, rows: await registerRows(dependencies, entries) };
  return { body: view };
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

/** Roles whose open tasks a member sees: the own and those they may help; or those of outside parties; or all. */
function rolesIn(scope: string, member: StaffMember): ActorId[] {
  const steps = currentProcedures().flatMap((procedure) => [...procedure.steps, ...(procedure.aside ?? [])]);
  const all = [...new Set(steps.map((step) => step.actor))];
  if (scope === "all") return all;
  if (scope === "waiting") return all.filter((role) => !actorOf(role).inside);
  const answered = steps.filter((step) => answeringRoles(step).some((role) => member.roles.includes(role)));
  return [...new Set([...member.roles, ...answered.map((step) => step.actor)])];
}

async function dossierOf(request: HttpRequest, { cases }: Dependencies): Promise<Dossier> {
  const dossier = await cases.dossier(request.parameters["case"] ?? "");
  if (!dossier) throw unknownCase;
  return dossier;
}

async function taskOf(request: HttpRequest, dependencies: Dependencies): Promise<{ dossier: Dossier; task: TaskItem }> {
  const dossier = await dossierOf(request, dependencies);
  const task = dossier.tasks.find((each) => each.id === request.parameters["task"]);
  if (!task) throw unknownCase;
  return { dossier, task };
}

const unknownCase = new Refusal("unknown", {
  id: "Berkas ini tidak ditemukan. Kembali ke daftar tugas.",
  en: "This file was not found. Go back to the list of tasks.",
});
