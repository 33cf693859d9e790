/** The requester's own link, mailed to them again: the staff who ask for it never see it. */
import { isoInstant } from "../calendar/instants.ts";
import { contactOf } from "../case/contact.ts";
import type { Dossier } from "../case/records.ts";
import { linkAgain } from "../mail/letters/access.ts";
import { mailOf } from "../mail/letters/letter.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";

const onceInMinutes = 15;

/**
 * Stores the mail; the sweep sends it.
 *
 * @throws Refusal `stale` where there is no address, `locked` where it was asked for a moment ago
 */
export async function sendLinkAgain(
  { agencies, clock, mails }: Pick<Dependencies, "agencies" | "clock" | "mails">,
  dossier: Dossier,
): Promise<void> {
  if (contactOf(dossier).email === "") throw noAddress;
  const now = clock.now();
  const [settings, staff] = [await agencies.settings(), await agencies.staff()];
  const context = { dossier, settings, staff, answer: null, to: "requester", now } as const;
  // Of two who ask at once, and of one who is impatient, the first counts.
  const id = `link-again.${Math.floor(now / (onceInMinutes * 60_000))}`;
  const about = { id, letter: "link-again", notBefore: isoInstant(now) };
  const added = await mails.add(mailOf(context, linkAgain(context), about));
  if (!added) throw justSent;
}

const noAddress = new Refusal("stale", {
  id: "Pemohon tidak memiliki alamat email. Hubungi pemohon, lalu catat jawabannya atas nama pemohon.",
  en: "The requester has no e-mail address. Call, then record the answer in the requester's name.",
});
const justSent = new Refusal("locked", {
  id: `Tautan baru saja dikirim ke email pemohon. Kirim lagi setelah ${onceInMinutes} menit bila belum sampai.`,
  en: `The link was sent to the requester's address a moment ago. Send it again after ${onceInMinutes} minutes if it has not arrived.`,
});
