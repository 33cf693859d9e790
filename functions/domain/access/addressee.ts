/** Whom a link asks for a proof: where their code goes, and whether they may try now. */
import { isoInstant } from "../calendar/instants.ts";
import { contactOf } from "../case/contact.ts";
import { staffIdOf } from "../case/records.ts";
import type { Dependencies, OutgoingMail } from "../ports.ts";
import { subjectOf } from "./known-device.ts";
import type { OpenedLink } from "./open-link.ts";
import { provenAddress } from "./staff-address.ts";
import { asProver } from "./prover.ts";
import { provingAddress } from "./proving-address.ts";

/** Where the code of a link's person is mailed; null where there is no address that proves them. */
export async function addresseeOf(
  { agencies }: Pick<Dependencies, "agencies">,
  { dossier, link }: OpenedLink,
): Promise<OutgoingMail["to"] | null> {
  if (link.person === "requester") {
    const address = provingAddress(dossier, await agencies.staff());
    return address === "" ? null : { name: contactOf(dossier).name, address };
  }
  const id = staffIdOf(link.person);
  const member = id === null ? null : await agencies.activeMember(id);
  return member && { name: member.name, address: provenAddress(member) };
}

/** The instant until which whoever sits at a browser may not try to be the person of a link; null where they may. */
export async function lockedUntil(
  { clock, proofs }: Pick<Dependencies, "clock" | "proofs">,
  opened: OpenedLink,
  browser: string | null,
): Promise<string | null> {
  if (browser === null) return null;
  const until = (await proofs.of(asProver(subjectOf(opened), browser)))?.lockedUntil ?? null;
  return until !== null && until > isoInstant(clock.now()) ? until : null;
}
