/** Routes by which people see the devices that are known as theirs, and end them. */
import { endDeviceRequest, endOwnDeviceRequest } from "../../contract/requests.ts";
import type { DevicesView } from "../../contract/shared.ts";
import { deviceKey } from "../../domain/access/device-cookie.ts";
import { knownDevice, proofNeeded, stillGranted, subjectOf } from "../../domain/access/known-device.ts";
import { checkNonce, makeNonce } from "../../domain/access/nonce.ts";
import { grantsOfRequester, openLink, type OpenedLink } from "../../domain/access/open-link.ts";
import { isoInstant } from "../../domain/calendar/instants.ts";
import { personOf, type Grant } from "../../domain/case/records.ts";
import type { Dependencies } from "../../domain/ports.ts";
import type { HttpRequest, RouteHandler } from "../../wiring/http.ts";
import { signedIn } from "../members.ts";
import { unknownLink } from "./intake.ts";

export const listDevices: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  return { body: devicesView(request, dependencies, await dependencies.devices.of(personOf(member))) };
};

export const endDevice: RouteHandler = async (request, dependencies) => {
  const person = personOf(await signedIn(request, dependencies));
  const { device } = endDeviceRequest.parse(request.body());
  const { clock, devices } = dependencies;
  await devices.end(device, person, isoInstant(clock.now()));
  return { body: devicesView(request, dependencies, await devices.of(person)) };
};

export const listRequesterDevices: RouteHandler = async (request, dependencies) => {
  const opened = await openedByRequester(request, dependencies);
  const nonce = makeNonce(dependencies, opened.link.hash);
  return { body: { ...devicesView(request, dependencies, latestFirst(opened)), nonce } };
};

export const endRequesterDevice: RouteHandler = async (request, dependencies) => {
  const { device, nonce } = endOwnDeviceRequest.parse(request.body());
  const opened = await openedByRequester(request, dependencies);
  checkNonce(dependencies, opened.link.hash, nonce);
  await dependencies.devices.end(device, subjectOf(opened), isoInstant(dependencies.clock.now()));
  const left = latestFirst(opened).filter((grant) => grant.device !== device);
  return { body: devicesView(request, dependencies, left) };
};

/** @throws Refusal `unknown`, `proof-needed` on a device that nobody has proved to be the requester's */
async function openedByRequester(request: HttpRequest, dependencies: Dependencies): Promise<OpenedLink> {
  const opened = await openLink(dependencies, request.parameters["link"] ?? "", request.cookies);
  if (opened?.link.kind !== "tracking") throw unknownLink;
  if (!knownDevice(dependencies, opened)) throw proofNeeded;
  return opened;
}

function latestFirst({ dossier }: OpenedLink): Grant[] {
  return grantsOfRequester(dossier).toSorted((a, b) => (a.since < b.since ? 1 : -1));
}

function devicesView({ cookies }: HttpRequest, { clock, secrets }: Dependencies, grants: Grant[]): DevicesView {
  const here = deviceKey(secrets, cookies);
  return {
    devices: stillGranted(grants, clock.now()).map(({ device, name, shared, since, until }) => {
      return { device, name, shared, since, until, isThis: device === here };
    }),
  };
}
