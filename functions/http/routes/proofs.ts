/** Routes by which the person of a link proves who they are, and says whether a new address is theirs. */
import type { CodePerhapsSentView, FoundView } from "../../contract/public.ts";
import { addressRequest, findAgainRequest, foundRequest, proofRequest } from "../../contract/requests.ts";
import { codeMinutes } from "../../domain/access/codes.ts";
import { confirmAddress } from "../../domain/access/confirm-address.ts";
import { askingBrowser, browserOf } from "../../domain/access/device-cookie.ts";
import { askToFind, caseNumberIn, findAgain } from "../../domain/access/find-again.ts";
import { links } from "../../domain/paths.ts";
import { knownDevice, makeKnown, proofNeeded, subjectOf } from "../../domain/access/known-device.ts";
import { checkNonce } from "../../domain/access/nonce.ts";
import { openLink, type OpenedLink } from "../../domain/access/open-link.ts";
import { checkProof, sendCode } from "../../domain/access/proof.ts";
import { sourceOf } from "../../domain/limits/source.ts";
import type { Dependencies } from "../../domain/ports.ts";
import type { HttpRequest, RouteHandler } from "../../wiring/http.ts";
import { maskedEmail } from "../views/facts.ts";
import { unknownLink } from "./intake.ts";

export const mailCode: RouteHandler = async (request, dependencies) => {
  const opened = await openedLink(request, dependencies);
  const { secrets } = dependencies;
  const { browser, cookies } = askingBrowser(secrets, request.cookies);
  const address = await sendCode(
    dependencies,
    opened,
    { browser, network: networkOf(request, dependencies) },
    request.language,
  );
  return { status: 202, body: { sentTo: maskedEmail(address) }, cookies };
};

export const acceptProof: RouteHandler = async (request, dependencies) => {
  const { answer, shared } = proofRequest.parse(request.body());
  const opened = await openedLink(request, dependencies);
  const browser = browserOf(dependencies.secrets, request.cookies);
  await checkProof(dependencies, opened, { browser, network: networkOf(request, dependencies) }, answer);
  const proved = { link: opened.link.hash, shared };
  return { body: { known: true }, cookies: await makeKnown(dependencies, request, subjectOf(opened), proved) };
};

/** Answers the same whether there is such a request or not. */
export const mailCodeToFind: RouteHandler = async (request, dependencies) => {
  const caseId = caseNumberIn(findAgainRequest.parse(request.body()).case);
  const { browser, cookies } = askingBrowser(dependencies.secrets, request.cookies);
  await askToFind(dependencies, caseId, { browser, network: networkOf(request, dependencies) }, request.language);
  const body: CodePerhapsSentView = { minutes: codeMinutes };
  return { status: 202, body, cookies };
};

export const find: RouteHandler = async (request, dependencies) => {
  const { answer, case: number, shared } = foundRequest.parse(request.body());
  const browser = browserOf(dependencies.secrets, request.cookies);
  const asker = { browser, network: networkOf(request, dependencies) };
  const { id, opened } = await findAgain(dependencies, caseNumberIn(number), asker, answer);
  const body: FoundView = { tracking: links.tracking(id) };
  const proved = { link: opened.link.hash, shared };
  return { body, cookies: await makeKnown(dependencies, request, subjectOf(opened), proved) };
};

export const answerAddress: RouteHandler = async (request, dependencies) => {
  const { nonce, ...answer } = addressRequest.parse(request.body());
  const opened = await openedLink(request, dependencies);
  if (opened.link.kind !== "tracking") throw unknownLink;
  const known = knownDevice(dependencies, opened);
  if (!known) throw proofNeeded;
  checkNonce(dependencies, opened.link.hash, nonce);
  const stored = await confirmAddress(dependencies, opened.dossier, {
    ...answer,
    way: known === "fresh" ? "old-address" : "known-device",
  });
  return { body: { right: stored.right } };
};

/** A device that is known to somebody is counted with its network all the same: known is asked for each person. */
function networkOf({ address }: HttpRequest, { secrets }: Dependencies): string | null {
  return sourceOf(secrets, { cookies: {}, address });
}

async function openedLink(request: HttpRequest, dependencies: Dependencies): Promise<OpenedLink> {
  const opened = await openLink(dependencies, request.parameters["link"] ?? "", request.cookies);
  if (!opened) throw unknownLink;
  return opened;
}
