/** What a signed-in member reads, by the table of reading rights; what is refused answers as what is not there. */
import type { Procedure } from "../../statemachines/language/vocabulary.ts";
import { knownProcedures } from "../../statemachines/language/registry.ts";
import { contactsFor, readByRole, readsCase, readsTask } from "../domain/access/reading.ts";
import { noteReading } from "../domain/access/reading-log.ts";
import { readingRoles, type StaffMember } from "../domain/agency.ts";
import type { Dossier, TaskItem } from "../domain/case/records.ts";
import type { Dependencies, PageRead } from "../domain/ports.ts";
import { shownDossier } from "../domain/personal-data/hidden.ts";
import { Refusal } from "../domain/refusal.ts";
import type { HttpRequest } from "../wiring/http.ts";
import { signedIn } from "./members.ts";

/** The one answer to whoever may not read something, and to whoever asks for what there is not. */
export const notThere = new Refusal("unknown", {
  id: "Berkas atau halaman ini tidak ada, atau bukan untuk peran Anda. Bila Anda memerlukannya untuk tugas Anda, tanyakan kepada atasan Anda atau admin sistem.",
  en: "There is no such case or page, or it is not for your role. If you need it for your work, ask your superior or the system administrator.",
});

/** A case as somebody reads it. */
export interface Read {
  member: StaffMember;
  dossier: Dossier;
  /** Done when the reading is noted, or could not be; it never fails. */
  noted: Promise<void>;
}

/** The case that the address names, as it may be shown. @throws Refusal `unknown` where there is none */
export async function dossierOf({ parameters }: HttpRequest, { cases }: Pick<Dependencies, "cases">): Promise<Dossier> {
  const dossier = await cases.dossier(parameters["case"] ?? "");
  if (!dossier) throw notThere;
  return shownDossier(dossier);
}

/** The task that the address names. @throws Refusal `unknown` where there is none */
export async function taskOf(
  request: HttpRequest,
  dependencies: Pick<Dependencies, "cases">,
): Promise<{ dossier: Dossier; task: TaskItem }> {
  const dossier = await dossierOf(request, dependencies);
  const task = dossier.tasks.find((each) => each.id === request.parameters["task"]);
  if (!task) throw notThere;
  return { dossier, task };
}

/**
 * The case that the address names, for whoever reads it.
 *
 * @param page as it is noted; null: nothing of the case is shown
 * @param may who reads it; as the page of the case, where nothing is said
 * @throws Refusal `unknown`
 */
export async function readCase(
  request: HttpRequest,
  dependencies: Dependencies,
  page: PageRead | null,
  may: (member: StaffMember, dossier: Dossier, staff: StaffMember[]) => boolean = readsCase,
): Promise<Read> {
  const member = await signedIn(request, dependencies);
  const dossier = await dossierOf(request, dependencies);
  if (!may(member, dossier, await dependencies.agencies.staff())) throw notThere;
  return { member, dossier, noted: note(dependencies, member, dossier, page) };
}

/** The task that the address names, for whoever reads its page. @throws Refusal `unknown` */
export async function readTask(
  request: HttpRequest,
  dependencies: Dependencies,
): Promise<Read & { task: TaskItem; seesContacts: boolean }> {
  const member = await signedIn(request, dependencies);
  const { dossier, task } = await taskOf(request, dependencies);
  if (!readsTask(member, dossier, task)) throw notThere;
  const seesContacts = contactsFor(member, dossier, await dependencies.agencies.staff()) === "shown";
  return { member, dossier, task, seesContacts, noted: note(dependencies, member, dossier, "task") };
}

async function note(
  dependencies: Dependencies,
  member: StaffMember,
  { case: { id } }: Dossier,
  page: PageRead | null,
): Promise<void> {
  if (page) await noteReading(dependencies, member, id, page);
}

/** Procedures behind a page that is about several cases. */
export const behindPages = {
  agreements: ({ validity }: Procedure) => validity !== undefined,
  letters: ({ incomingLetter }: Procedure) => incomingLetter !== undefined,
  journeys: ({ journey }: Procedure) => journey !== undefined,
  surveys: ({ survey }: Procedure) => survey !== undefined,
} as const;

/** Where nobody knows a table any more, it stands for those there were. */
function proceduresBehind(page: keyof typeof behindPages): (Procedure | undefined)[] {
  const found = knownProcedures().filter(behindPages[page]);
  return found.length > 0 ? found : [undefined];
}

/** Whether somebody reads every case that a page is about, so that none has to be left out. */
export function readsWholePage(
  member: Pick<StaffMember, "relieved" | "roles">,
  page: keyof typeof behindPages,
): boolean {
  return proceduresBehind(page).every(readByRole(readingRoles(member)).procedure);
}

/** Whether somebody reads a page: the cases of one of the procedures behind it. */
export function readsPage(member: Pick<StaffMember, "relieved" | "roles">, page: keyof typeof behindPages): boolean {
  return proceduresBehind(page).some(readByRole(readingRoles(member)).procedure);
}

/** Who is signed in, if they read a page. @throws Refusal `unknown` */
export async function pageReader(
  request: HttpRequest,
  dependencies: Pick<Dependencies, "agencies">,
  page: keyof typeof behindPages,
): Promise<StaffMember> {
  const member = await signedIn(request, dependencies);
  if (!readsPage(member, page)) throw notThere;
  return member;
}
