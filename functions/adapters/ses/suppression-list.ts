/**
 * The account's list of addresses to which SES sends nothing, because they refused mail before. Without a client: the one
 * of SES by which mail is sent cannot change the list.
 */
import { signerFor, type Signer } from "../signing.ts";

/** SES, as its second API has it. */
export interface MailService extends Signer {
  address: string;
}

/**
 * Takes an address off the list; one that is not on it stays so.
 *
 * @throws Error with what SES answered
 */
export async function takeOffSuppressionList(service: MailService, address: string): Promise<void> {
  const { host, hostname, protocol } = new URL(service.address);
  const path = `/v2/email/suppression/addresses/${encodeURIComponent(address)}`;
  const signed = await signerFor("ses", service).sign({
    method: "DELETE",
    protocol,
    hostname,
    path,
    headers: { host },
    query: {},
  });
  const reply = await fetch(`${protocol}//${host}${path}`, { method: "DELETE", headers: signed.headers });
  if (!reply.ok && reply.status !== 404) throw new Error(`suppression list: ${reply.status} ${await reply.text()}`);
}
