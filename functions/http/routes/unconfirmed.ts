/** Routes of the list of requests without e-mail: an officer calls, and confirms one or drops it. */
import { currentProcedures, findProcedure } from "../../../statemachines/language/registry.ts";
import { goesWithoutEmail } from "../../../statemachines/form/office-entry.ts";
import { calledRequest } from "../../contract/requests.ts";
import type { StaffCaseCreatedView, UnconfirmedView } from "../../contract/staff.ts";
import { titleOf, type StaffMember } from "../../domain/agency.ts";
import { contactOf, subjectOf } from "../../domain/case/contact.ts";
import { personOf } from "../../domain/case/records.ts";
import { asDossier, confirmByPhone, drop, mostWaiting } from "../../domain/intake/unconfirmed.ts";
import type { UnconfirmedRequest } from "../../domain/intake/unconfirmed-request.ts";
import type { Dependencies } from "../../domain/ports.ts";
import { Refusal } from "../../domain/refusal.ts";
import { firstWaiting } from "../../../statemachines/language/table.ts";
import { roleToReceive } from "../../domain/task/permission.ts";
import type { HttpRequest, RouteHandler } from "../../wiring/http.ts";
import { signedIn } from "../members.ts";
import { viewContext } from "../view-context.ts";
import { requestFacts, type ViewContext } from "../views/facts.ts";

export const listUnconfirmed: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  const context = await viewContext(dependencies, { language: request.language, seesPersonal: true });
  const waiting = await dependencies.unconfirmed.waiting(2 * mostWaiting);
  const view: UnconfirmedView = {
    mine: currentProcedures().some((each) => goesWithoutEmail(each) && roleToReceive(member, each) !== null),
    requests: waiting.filter((each) => roleFor(member, each) !== null).map((each) => rowOf(each, context)),
  };
  return { body: view };
};

export const confirmRequest: RouteHandler = async (request, dependencies) => {
  const { by, id } = await called(request, dependencies);
  const view: StaffCaseCreatedView = { case: await confirmByPhone(dependencies, id, by) };
  return { status: 201, body: view };
};

export const dropRequest: RouteHandler = async (request, dependencies) => {
  const { by, id } = await called(request, dependencies);
  await drop(dependencies, id, by);
  return { body: {} };
};

/** Who says what about which request. @throws Refusal `unknown`, `forbidden` where it is for others */
async function called(request: HttpRequest, dependencies: Dependencies) {
  const member = await signedIn(request, dependencies);
  const { words } = calledRequest.parse(request.body());
  const found = await dependencies.unconfirmed.find(request.parameters["request"] ?? "");
  if (!found) throw unknown;
  const role = roleFor(member, found);
  if (!role) throw await forOthers(found, dependencies);
  return { id: found.id, by: { person: personOf(member), name: member.name, role, words } };
}

function roleFor(member: StaffMember, { procedure: id, version }: UnconfirmedRequest) {
  const procedure = findProcedure(id, version);
  return procedure ? roleToReceive(member, procedure) : null;
}

function rowOf(request: UnconfirmedRequest, context: ViewContext): UnconfirmedView["requests"][number] {
  const dossier = asDossier(request);
  const procedure = findProcedure(request.procedure, request.version);
  return {
    id: request.id,
    title: procedure?.title ?? { id: request.procedure, en: request.procedure },
    subject: subjectOf(dossier.case),
    phone: contactOf(dossier).phone,
    facts: requestFacts(dossier, context),
    createdAt: request.createdAt,
    until: request.until,
    confirmedBy: request.confirmed?.name ?? null,
  };
}

async function forOthers({ procedure: id, version }: UnconfirmedRequest, { agencies }: Dependencies): Promise<Refusal> {
  const procedure = findProcedure(id, version);
  const title = procedure && titleOf(await agencies.settings(), firstWaiting(procedure).actor);
  return new Refusal("forbidden", {
    id: `Permohonan ini diperiksa oleh ${title?.id ?? "petugas lain"}.`,
    en: `This request is for: ${title?.en ?? "others"}.`,
  });
}

const unknown = new Refusal("unknown", {
  id: "Permohonan ini tidak lagi ada pada daftar.",
  en: "This request is no longer on the list.",
});
