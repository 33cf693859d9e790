import type { Secrets } from "../ports.ts";

/** Id of the private link under which the requester follows the case. */
export function trackingLinkId(secrets: Pick<Secrets, "linkId">, caseId: string): string {
  return secrets.linkId("tracking", caseId);
}
