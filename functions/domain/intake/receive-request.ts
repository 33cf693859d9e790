/**
 * A request of somebody outside: a case begins only when the address in it is confirmed (invariant 18), on this page and
 * by this browser. Before that nothing is stored but the count of what was mailed and tried.
 */
import {
  confirmByCode,
  confirmedBefore,
  mailAddressCode,
  type ConfirmingDependencies,
} from "../access/confirmed-address.ts";
import { deviceFor, type Device } from "../access/device-cookie.ts";
import { cookiesOf, grantTo, type Asking } from "../access/known-device.ts";
import type { Content } from "../form/content.ts";
import { spendOnCase } from "../limits/public-limits.ts";
import type { Coming } from "../limits/source.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal, RequestStoredOtherwise } from "../refusal.ts";
import { checkRequest, openCase, type Accepted } from "./open-case.ts";
import type { Submission } from "./submission.ts";
import { letWait, type WaitingDependencies } from "./unconfirmed.ts";

export type ReceivingDependencies = WaitingDependencies & ConfirmingDependencies & Pick<Dependencies, "devices">;

/** What comes of a request, with cookies for the browser. */
export type Received = { cookies: string[] } & (
  | ({ came: "case" } & Accepted)
  /** A code was mailed: the same request is to come again with it. */
  | { came: "code-sent"; address: string }
  /** Somebody will call about it; it is no case yet. */
  | { came: "waits"; phone: string; until: string }
  /** Told with cookies, so that nobody has to prove the same again. */
  | { came: "refused"; refused: Refusal }
);

/**
 * @param proof the code that came with it, and whether others use the computer too
 * @throws Refusal as `acceptRequest`; `locked` where a budget is used up or a wrong code was tried too often
 */
export async function receiveRequest(
  dependencies: ReceivingDependencies,
  coming: Asking & Coming,
  submission: Submission,
  proof: { code?: string | undefined; shared?: boolean | undefined },
): Promise<Received> {
  const known = async (device: Device, caseId: string) => grantTo(dependencies, device, coming, `requester:${caseId}`);
  let confirmed: Device | null = null;
  const device = () => confirmed ?? deviceFor(dependencies.secrets, coming.cookies, proof.shared);
  try {
    const checked = await checkRequest(dependencies, submission);
    if ("again" in checked) {
      return { came: "case", ...checked.again, cookies: await known(device(), checked.again.caseId) };
    }
    const address = addressIn(submission, checked.content);
    if (!(await isStored(dependencies, submission))) {
      if (address === "") {
        const { until } = await letWait(dependencies, coming, submission, checked.content);
        return { came: "waits", phone: phoneIn(submission, checked.content), until, cookies: [] };
      }
      const proved = await confirmedDevice(dependencies, coming, address, proof);
      if (!proved) {
        const cookies = await mailAddressCode(dependencies, coming, address, submission.language);
        return { came: "code-sent", address, cookies };
      }
      confirmed = proved;
      await spendOnCase(dependencies, coming, address);
    }
    const accepted = await openCase(dependencies, submission, checked.content);
    return { came: "case", ...accepted, cookies: await known(device(), accepted.caseId) };
  } catch (refused) {
    if (!(refused instanceof Refusal)) throw refused;
    // Its sender is told what is stored, and can change it on the tracking page as if the first answer had come through.
    if (refused instanceof RequestStoredOtherwise) {
      return { came: "refused", refused, cookies: await known(device(), refused.caseId) };
    }
    if (confirmed === null) throw refused;
    return { came: "refused", refused, cookies: cookiesOf(dependencies, confirmed, coming.cookies) };
  }
}

/** The device from which an address was confirmed, now or before; null where it is not. */
async function confirmedDevice(
  dependencies: ReceivingDependencies,
  coming: Coming,
  address: string,
  { code, shared }: { code?: string | undefined; shared?: boolean | undefined },
): Promise<Device | null> {
  const before = await confirmedBefore(dependencies, coming, address, shared);
  if (before !== null || code === undefined) return before;
  return confirmByCode(dependencies, coming, address, { code, shared });
}

/** The address that letters go to; empty where nobody gave one. */
function addressIn({ procedure }: Submission, content: Content): string {
  return textIn(content, procedure.contact.email);
}

/** The number at which somebody is called. */
function phoneIn({ procedure }: Submission, content: Content): string {
  return textIn(content, procedure.contact.phone);
}

function textIn({ values }: Content, field: string | undefined): string {
  const value = field === undefined ? undefined : values[field];
  return typeof value === "string" ? value : "";
}

/** Whether the case of a submission is stored: then sending it again begins nothing. */
async function isStored({ cases }: ReceivingDependencies, { submissionId }: Submission): Promise<boolean> {
  const claim = await cases.submission(submissionId);
  return claim !== null && (await cases.dossier(claim.caseId)) !== null;
}
