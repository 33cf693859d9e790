/** What staff do with the links of somebody outside: the own one is mailed again, the one that only shows is revoked. */
import { revokeRequest } from "../../contract/requests.ts";
import { contactsFor, readsCase } from "../../domain/access/reading.ts";
import { sendLinkAgain } from "../../domain/access/send-link.ts";
import type { StaffMember } from "../../domain/agency.ts";
import type { Dossier } from "../../domain/case/records.ts";
import type { RouteHandler } from "../../wiring/http.ts";
import { readCase } from "../readers.ts";

export const mailLinkAgain: RouteHandler = async (request, dependencies) => {
  const { dossier } = await readCase(request, dependencies, null, passesOn);
  await sendLinkAgain(dependencies, dossier);
  return { status: 202, body: {} };
};

/** The same again, as after a lost reply, revokes nothing more. */
export const revokeShowLink: RouteHandler = async (request, dependencies) => {
  const { dossier } = await readCase(request, dependencies, null, passesOn);
  const { revoked } = revokeRequest.parse(request.body());
  await dependencies.cases.revokeShowLink(dossier.case.id, revoked);
  return { body: {} };
};

/** Who reads the case and may call or write to people outside about it. */
function passesOn(member: StaffMember, dossier: Dossier, staff: StaffMember[]): boolean {
  return readsCase(member, dossier) && contactsFor(member, dossier, staff) !== "hidden";
}
