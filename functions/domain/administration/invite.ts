/** The first mail to somebody of the staff: where and how they sign in. It holds nothing that opens anything. */
import { provenAddress } from "../access/staff-address.ts";
import { isActive, type StaffMember } from "../agency.ts";
import { staffInvited } from "../mail/letters/access.ts";
import { renderMail } from "../mail/render-mail.ts";
import { links } from "../paths.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";

type Needs = Pick<Dependencies, "administration" | "log" | "mailer" | "publicUrl" | "secrets">;

/** @returns whether the mail went out: who cannot be mailed now is stored all the same, and invited again later */
export async function invite({ administration, log, mailer, publicUrl, secrets }: Needs, member: StaffMember) {
  if (!isActive(member)) throw notHere;
  const { settings } = await administration.settings();
  const to = { name: member.name, address: provenAddress(member) };
  const letter = staffInvited(settings, { name: member.name, address: to.address });
  const button = { label: "Masuk", url: `${publicUrl}${links.tasks()}` };
  try {
    await mailer.send({
      ...{ id: `invited.${member.id}.${secrets.randomId()}`, caseId: null, to, subject: letter.subject },
      ...renderMail(settings, { body: letter.body, language: "id" }, [button]),
    });
    return true;
  } catch (error) {
    log.problem("invitation-not-sent", error);
    return false;
  }
}

const notHere = new Refusal("invalid", {
  id: "Orang ini tidak aktif, jadi tidak diundang.",
  en: "This person is out of service and is not invited.",
});
