/** Changing a running case beside its flow. */
import { changeRequest, manyChangesRequest } from "../../contract/requests.ts";
import type { ChangeMadeView, ManyChangesView, PossibleChangesView } from "../../contract/staff.ts";
import { administrators } from "../../../statemachines/language/actors.ts";
import { readsCase } from "../../domain/access/reading.ts";
import type { StaffMember } from "../../domain/agency.ts";
import { procedureOfCase } from "../../domain/case/case-file.ts";
import { subjectOf } from "../../domain/case/contact.ts";
import type { Dossier, OperationId } from "../../domain/case/records.ts";
import { makeChange, possibleChanges } from "../../domain/change/make-change.ts";
import { operations } from "../../domain/change/operations.ts";
import { cleanNote } from "../../domain/form/note.ts";
import { shownDossier } from "../../domain/personal-data/hidden.ts";
import { formContext } from "../../domain/form/form-context.ts";
import type { Dependencies } from "../../domain/ports.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { RouteHandler } from "../../wiring/http.ts";
import { signedIn } from "../members.ts";
import { notThere, readCase } from "../readers.ts";
import { caseChoices, staffByRole } from "../views/form-aids.ts";

export const showPossibleChanges: RouteHandler = async (request, dependencies) => {
  const { agencies, clock } = dependencies;
  const circumstances = { settings: await agencies.settings(), staff: await agencies.staff(), now: clock.now() };
  const mayChange = (member: StaffMember, dossier: Dossier): boolean =>
    readsCase(member, dossier) || possibleChanges(dossier, member, circumstances).length > 0;
  const { member, dossier, noted } = await readCase(request, dependencies, "changes", mayChange);
  const possible = possibleChanges(dossier, member, circumstances).map((id) => {
    const { about, ends = false, fields: asked, title } = operations[id];
    return { id, title, about, rules: [], ...asked(dossier, circumstances), ends };
  });
  const fields = possible.flatMap((each) => each.fields);
  const [role = administrators[0] ?? ""] = member.roles;
  await noted;
  const view: PossibleChangesView = {
    case: dossier.case.id,
    subject: subjectOf(dossier.case),
    seen: dossier.changes?.length ?? 0,
    operations: possible,
    aids: {
      context: formContext(circumstances.settings, procedureOfCase(dossier.case), circumstances.now),
      staff: staffByRole(fields, circumstances.staff),
      slots: [],
      cases: await caseChoices(dependencies, fields, role),
    },
  };
  return { body: view };
};

export const changeCase: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  const dossier = await dossierNamed(dependencies, request.parameters["case"] ?? "");
  const { operation, ...asked } = changeRequest.parse(request.body());
  const { number } = await makeChange(dependencies, dossier, member, {
    ...asked,
    operation: operationNamed(operation),
  });
  const view: ChangeMadeView = { number };
  return { body: view };
};

/** Each case is changed by itself: what is refused is told, what was stored stays, and sending it all again is harmless. */
export const changeCases: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  const { cases, operation: name, reason } = manyChangesRequest.parse(request.body());
  const operation = operationNamed(name);
  if (!operations[operation].together) throw unknownOperation;
  const results: ManyChangesView["results"] = [];
  for (const id of cases) {
    try {
      await dependencies.log.within({ case: id }, () => changeOne(dependencies, member, id, { operation, reason }));
      results.push({ case: id, stored: true, message: null });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const words = Object.values(error.fields)[0] ?? error.text;
      results.push({ case: id, stored: false, message: words[request.language] });
    }
  }
  const view: ManyChangesView = { results };
  return { body: view };
};

async function changeOne(
  dependencies: Dependencies,
  member: StaffMember,
  id: string,
  asked: { operation: OperationId; reason: string },
): Promise<void> {
  const dossier = await dossierNamed(dependencies, id);
  const done = dossier.changes?.findIndex(
    (change) => change.operation === asked.operation && change.reason === cleanNote(asked.reason, {}),
  );
  const seen = done !== undefined && done >= 0 ? done : (dossier.changes?.length ?? 0);
  await makeChange(dependencies, dossier, member, { ...asked, seen, values: {} });
}

function operationNamed(name: string): OperationId {
  const found = (Object.keys(operations) as OperationId[]).find((id) => id === name);
  if (!found) throw unknownOperation;
  return found;
}

async function dossierNamed({ cases, log }: Dependencies, id: string): Promise<Dossier> {
  const dossier = await cases.dossier(id);
  if (!dossier) throw notThere;
  log.concerns(id);
  return shownDossier(dossier);
}

const unknownOperation = new Refusal("unknown", {
  id: "Perubahan ini tidak dikenal. Muat ulang halaman.",
  en: "This change is not known. Reload the page.",
});
