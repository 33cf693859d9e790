/** Routes by which people see the devices that are known as theirs, and end them. */
import { endDeviceRequest, endOwnDeviceRequest } from "../../contract/requests.ts";
import type { DevicesView } from "../../contract/shared.ts";
import { deviceKey, devicesOf, knownDevice, proofNeeded, subjectOf } from "../../domain/access/known-device.ts";
import { checkNonce, makeNonce } from "../../domain/access/nonce.ts";
import { openLink, type OpenedLink } from "../../domain/access/open-link.ts";
import { isoInstant } from "../../domain/calendar/instants.ts";
import { personOf } from "../../domain/case/records.ts";
import type { Dependencies, Subject } from "../../domain/ports.ts";
import type { HttpRequest, RouteHandler } from "../../wiring/http.ts";
import { signedIn } from "../members.ts";
import { unknownLink } from "./intake.ts";

export const listDevices: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  return { body: await devicesView(request, dependencies, personOf(member)) };
};

export const endDevice: RouteHandler = async (request, dependencies) => {
  const person = personOf(await signedIn(request, dependencies));
  const { device } = endDeviceRequest.parse(request.body());
  await dependencies.devices.end(device, person, isoInstant(dependencies.clock.now()));
  return { body: await devicesView(request, dependencies, person) };
};

export const listRequesterDevices: RouteHandler = async (request, dependencies) => {
  const opened = await openedByRequester(request, dependencies);
  const nonce = makeNonce(dependencies, opened.link.hash);
  return { body: { ...(await devicesView(request, dependencies, subjectOf(opened))), nonce } };
};

export const endRequesterDevice: RouteHandler = async (request, dependencies) => {
  const { device, nonce } = endOwnDeviceRequest.parse(request.body());
  const opened = await openedByRequester(request, dependencies);
  checkNonce(dependencies, opened.link.hash, nonce);
  await dependencies.devices.end(device, subjectOf(opened), isoInstant(dependencies.clock.now()));
  return { body: await devicesView(request, dependencies, subjectOf(opened)) };
};

/** @throws Refusal `unknown`, `proof-needed` on a device that nobody has proved to be the requester's */
async function openedByRequester(request: HttpRequest, dependencies: Dependencies): Promise<OpenedLink> {
  const opened = await openLink(dependencies, request.parameters["link"] ?? "");
  if (opened?.link.kind !== "tracking") throw unknownLink;
  if (!(await knownDevice(dependencies, opened, request.cookies))) throw proofNeeded;
  return opened;
}

async function devicesView(
  { cookies }: HttpRequest,
  dependencies: Dependencies,
  subject: Subject,
): Promise<DevicesView> {
  const here = deviceKey(dependencies.secrets, cookies);
  const found = await devicesOf(dependencies, subject);
  return {
    devices: found.map(({ device, name, shared, since, until }) => {
      return { device, name, shared, since, until, isThis: device === here };
    }),
  };
}
