/** Cases that begin inside: a member of the staff types in what came on paper or what the office itself begins. */
import { currentProcedures } from "../../../statemachines/language/registry.ts";
import { officeFields } from "../../../statemachines/form/office-entry.ts";
import { entryOf } from "../../../statemachines/language/table.ts";
import type { ActorId, Field, Procedure } from "../../../statemachines/language/vocabulary.ts";
import { caseRequest, letterRequest } from "../../contract/requests.ts";
import type { RequestFormView } from "../../contract/public.ts";
import type { KnownLetterView, StaffCaseCreatedView, StaffFormsView } from "../../contract/staff.ts";
import { consentAsked } from "../../domain/form/consent.ts";
import { titleOf, type AgencySettings, type StaffMember } from "../../domain/agency.ts";
import { readsCase } from "../../domain/access/reading.ts";
import { acceptRequest, askedThrough } from "../../domain/intake/open-case.ts";
import { knownLetter } from "../../domain/intake/same-letter.ts";
import { shownDossier } from "../../domain/personal-data/hidden.ts";
import { validityOf } from "../../domain/case/agreement.ts";
import { latestValue } from "../../domain/case/case-file.ts";
import { personOf, type Values } from "../../domain/case/records.ts";
import type { Dependencies } from "../../domain/ports.ts";
import { rolesToBegin, roleToBegin } from "../../domain/task/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { RouteHandler } from "../../wiring/http.ts";
import { caseChoices, staffByRole } from "../views/form-aids.ts";
import { paperSheets } from "../views/paper-sheets.ts";
import { requestFormView } from "../views/form-view.ts";
import { relatedView } from "../views/related-view.ts";
import { procedureNamed } from "./intake.ts";
import { signedIn } from "../members.ts";

export const listForms: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  const begun = currentProcedures().filter((procedure) => roleToBegin(member, procedure) !== null);
  const view: StaffFormsView = {
    forms: begun.map((procedure) => ({
      procedure: procedure.id,
      title: procedure.title,
      sop: procedure.sop,
      activity: entryOf(procedure).activity,
    })),
  };
  return { body: view };
};

/** Read by all of the staff: what everybody does stands in the SOPs. */
export const showSheets: RouteHandler = async (request, dependencies) => {
  await signedIn(request, dependencies);
  return { body: paperSheets(await dependencies.agencies.settings()) };
};

export const showForm: RouteHandler = async (request, dependencies) => {
  const { agencies, clock, secrets } = dependencies;
  const member = await signedIn(request, dependencies);
  const procedure = procedureNamed(request.parameters["procedure"] ?? "");
  const settings = await agencies.settings();
  const role = requireRole(member, procedure, settings);
  // The case that has the same letter is found, not chosen.
  const fields = askedThrough(procedure, "staff").filter(({ name }) => name !== officeFields.sameLetter);
  const choices = {
    staff: staffByRole(fields, await agencies.staff()),
    cases: await caseChoices(dependencies, fields, role),
  };
  const now = { settings, now: clock.now(), consent: consentAsked(settings, secrets) };
  const view: RequestFormView = requestFormView(procedure, "staff", now, choices);
  const values = await valuesFrom(dependencies, request.query["from"], member, procedure, fields);
  return { body: values ? { ...view, values } : view };
};

/** What an earlier case of the procedure was asked with, as far as the form asks for it again: a renewal is typed in once. */
async function valuesFrom(
  { cases }: Pick<Dependencies, "cases">,
  number: string | undefined,
  member: StaffMember,
  procedure: Procedure,
  fields: Field[],
): Promise<Values | null> {
  const stored = number === undefined ? null : await cases.dossier(number);
  const dossier = stored && shownDossier(stored);
  if (dossier?.case.procedure !== procedure.id || !readsCase(member, dossier)) return null;
  const renews = validityOf(dossier) && fields.some(({ name }) => name === officeFields.renews);
  const again = fields.filter(({ kind }) => !["file", "consent", "date", "time", "case"].includes(kind));
  const values = again
    .map(({ name }) => [name, latestValue(dossier, name)] as const)
    .filter(([, value]) => value !== undefined && value !== null);
  return { ...Object.fromEntries(values), ...(renews ? { [officeFields.renews]: dossier.case.id } : {}) };
}

/** Asked while a letter is typed in; whoever sends it unasked is told the same then. */
export const findLetter: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  const procedure = procedureNamed(request.parameters["procedure"] ?? "");
  requireRole(member, procedure, await dependencies.agencies.settings());
  const { values } = letterRequest.parse(request.body());
  const number = await knownLetter(dependencies, procedure, values);
  const known = number === null ? null : await dependencies.cases.dossier(number);
  const told = known && readsCase(member, known) ? relatedView(known) : null;
  const view: KnownLetterView = {
    known: told && { case: told.case, subject: told.subject, statusLabel: told.statusLabel },
  };
  return { body: view };
};

export const beginCase: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  // Who is signed in counts here, not what the page made.
  const { procedure: id, secret: _secret, ...rest } = caseRequest.parse(request.body());
  const procedure = procedureNamed(id);
  const role = requireRole(member, procedure, await dependencies.agencies.settings());
  const openedBy = { person: personOf(member), name: member.name, role, channel: "staff" } as const;
  const { caseId } = await acceptRequest(dependencies, { ...rest, procedure, entryChannel: "staff", openedBy });
  const view: StaffCaseCreatedView = { case: caseId };
  return { status: 201, body: view };
};

/** @throws Refusal `forbidden`, naming those who begin such cases */
function requireRole(member: StaffMember, procedure: Procedure, settings: AgencySettings): ActorId {
  const role = roleToBegin(member, procedure);
  if (role) return role;
  const titles = rolesToBegin(procedure).map((each) => titleOf(settings, each));
  if (titles.length === 0) throw notBegunInside;
  throw new Refusal("forbidden", {
    id: `Berkas layanan ini dibuat oleh ${titles.map(({ id }) => id).join(" atau ")}.`,
    en: `Cases of this service are begun by: ${titles.map(({ en }) => en).join(" or ")}.`,
  });
}

const notBegunInside = new Refusal("forbidden", {
  id: "Berkas layanan ini tidak dibuat oleh petugas.",
  en: "Cases of this service are not begun by the staff.",
});
