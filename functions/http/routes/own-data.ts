/** What the requester asks about their own data on the tracking page, on a browser that is known as theirs. */
import { ownDataRequest } from "../../contract/requests.ts";
import type { OwnDataView, OwnRequestView } from "../../contract/personal-data.ts";
import { knownDevice, proofNeeded } from "../../domain/access/known-device.ts";
import { checkNonce, makeNonce } from "../../domain/access/nonce.ts";
import { openLink, type OpenedLink } from "../../domain/access/open-link.ts";
import { askedOf, askOwnData } from "../../domain/personal-data/own-data.ts";
import { csvOf } from "../../domain/export/spreadsheet.ts";
import { copyHeadings, copyOf } from "../../domain/personal-data/copy.ts";
import { requestKinds } from "../../domain/personal-data/records.ts";
import type { Dependencies } from "../../domain/ports.ts";
import type { HttpRequest, RouteHandler } from "../../wiring/http.ts";
import { exportView } from "../views/export-view.ts";
import { unknownLink } from "./intake.ts";

/** By which a request came, as the device was known. */
const channels = { fresh: "link-code", known: "link-device" } as const;

export const showOwnData: RouteHandler = async (request, dependencies) => {
  const { opened } = await proved(request, dependencies);
  const asked = await askedOf(dependencies, opened.dossier.case.id);
  const { privacyHours: hours = 72 } = await dependencies.agencies.settings();
  const view: OwnDataView = {
    requests: asked.map(({ dueAt, kind, number, receivedAt }) => ({
      number,
      kind: requestKinds[kind],
      receivedAt,
      dueAt,
    })),
    hours,
    nonce: makeNonce(dependencies, opened.link.hash),
  };
  return { body: view };
};

/** A copy is given at once; everything else is answered by whoever looks after personal data. */
export const askAboutOwnData: RouteHandler = async (request, dependencies) => {
  const { nonce, ...asked } = ownDataRequest.parse(request.body());
  const { known, opened } = await proved(request, dependencies);
  checkNonce(dependencies, opened.link.hash, nonce);
  const { dossier } = opened;
  const record = await askOwnData(dependencies, dossier, { ...asked, channel: channels[known] });
  const context = { settings: await dependencies.agencies.settings(), staff: await dependencies.agencies.staff() };
  const copy = (): OwnRequestView["copy"] => {
    const rows = [copyHeadings, ...copyOf(dossier, context)];
    return exportView(`salinan-${dossier.case.id.toLowerCase()}`, "csv", new TextEncoder().encode(csvOf(rows)));
  };
  const view: OwnRequestView = {
    number: record.number,
    dueAt: record.dueAt,
    copy: asked.kind === "access" ? copy() : null,
  };
  return { status: 201, body: view };
};

/** @throws Refusal `unknown`; `proof-needed` on a browser that is not known as the requester's */
async function proved(
  request: HttpRequest,
  dependencies: Dependencies,
): Promise<{ opened: OpenedLink; known: keyof typeof channels }> {
  const opened = await openLink(dependencies, request.parameters["link"] ?? "", request.cookies);
  if (opened?.link.kind !== "tracking") throw unknownLink;
  const known = knownDevice(dependencies, opened);
  if (!known) throw proofNeeded;
  return { opened, known };
}
