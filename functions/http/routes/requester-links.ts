/** What staff do with the links of somebody outside: the own one is mailed again, the one that only shows is revoked. */
import { revokeRequest } from "../../contract/requests.ts";
import { sendLinkAgain } from "../../domain/access/send-link.ts";
import type { RouteHandler } from "../../wiring/http.ts";
import { signedIn } from "../members.ts";
import { dossierOf } from "./staff.ts";

export const mailLinkAgain: RouteHandler = async (request, dependencies) => {
  await signedIn(request, dependencies);
  await sendLinkAgain(dependencies, await dossierOf(request, dependencies));
  return { status: 202, body: {} };
};

/** The same again, as after a lost reply, revokes nothing more. */
export const revokeShowLink: RouteHandler = async (request, dependencies) => {
  await signedIn(request, dependencies);
  const { revoked } = revokeRequest.parse(request.body());
  const { case: item } = await dossierOf(request, dependencies);
  await dependencies.cases.revokeShowLink(item.id, revoked);
  return { body: {} };
};
