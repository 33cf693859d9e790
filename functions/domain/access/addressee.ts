/** Whom a link asks for a proof: where their code goes, and whether they may try now. */
import { isActive } from "../agency.ts";
import { isoInstant } from "../calendar/instants.ts";
import { contactOf } from "../case/contact.ts";
import { personOf } from "../case/records.ts";
import type { Dependencies, OutgoingMail } from "../ports.ts";
import { subjectOf } from "./known-device.ts";
import type { OpenedLink } from "./open-link.ts";
import { provingAddress } from "./proving-address.ts";

/** Where the code of a link's person is mailed; null where there is no address that proves them. */
export async function addresseeOf(
  { agencies }: Pick<Dependencies, "agencies">,
  { dossier, link }: OpenedLink,
): Promise<OutgoingMail["to"] | null> {
  const staff = await agencies.staff();
  if (link.person === "requester") {
    const address = provingAddress(dossier, staff);
    return address === "" ? null : { name: contactOf(dossier).name, address };
  }
  const member = staff.find((each) => isActive(each) && personOf(each) === link.person);
  return member ? { name: member.name, address: member.email } : null;
}

/** The instant until which the person of a link may not try; null where they may. */
export async function lockedUntil(
  { clock, proofs }: Pick<Dependencies, "clock" | "proofs">,
  opened: OpenedLink,
): Promise<string | null> {
  const until = (await proofs.of(subjectOf(opened)))?.lockedUntil ?? null;
  return until !== null && until > isoInstant(clock.now()) ? until : null;
}
