/** Somebody entered another address for one of the staff: the address of before is told once, in neutral words. */
import { isActive } from "../agency.ts";
import { staffAddressChanged } from "../mail/letters/access.ts";
import { renderMail } from "../mail/render-mail.ts";
import type { Dependencies } from "../ports.ts";
import { isUnconfirmed, provenAddress } from "./staff-address.ts";

/** Mails whoever was not told yet; who could not be mailed stays for the next time. */
export async function tellOldAddresses({
  agencies,
  log,
  mailer,
}: Pick<Dependencies, "agencies" | "log" | "mailer">): Promise<void> {
  const untold = (await agencies.staff()).filter(
    (member) => isActive(member) && isUnconfirmed(member) && !member.oldAddressTold,
  );
  for (const { id } of untold) {
    const member = await agencies.activeMember(id);
    if (!member || member.oldAddressTold || !isUnconfirmed(member)) continue;
    const settings = await agencies.settings();
    const letter = staffAddressChanged(settings, member.name);
    try {
      await mailer.send({
        id: `address-changed.${id}.${member.email}`,
        caseId: null,
        to: { name: member.name, address: provenAddress(member) },
        subject: letter.subject,
        ...renderMail(settings, { body: letter.body, language: "id" }),
      });
      await agencies.noteOldAddressTold(id, member.email);
    } catch (error) {
      log.problem("old-address-not-told", error);
    }
  }
}
