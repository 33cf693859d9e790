import { outgoingId } from "../../domain/mail/render-mail.ts";
import { allOf, equal, type ItemStore } from "../items/item-store.ts";
import { keys, todoFrom } from "../items/keys.ts";
import { kinds } from "../items/kinds.ts";
import { messageName } from "../ses/message-name.ts";

/**
 * A mail that counted as sent, and was not handed on yet when the copy was made, waits again like those that were not sent.
 *
 * @param name left side of its Message-ID
 * @returns whether the case has such a mail; codes, which nobody waits for any more, are mails of none
 */
export async function putBackMail(items: ItemStore, caseId: string, name: string): Promise<boolean> {
  const found = await allOf(items, { partition: keys.case(caseId).pk });
  const mails = found.filter(({ sk }) => sk.startsWith("MAIL#")).map((item) => kinds.mail.read(item));
  const mail = mails.find((each) => messageName(outgoingId(each)) === name);
  if (!mail) return false;
  const deliveries = (mail.deliveries ?? []).slice(0, -1);
  const set = { state: "pending", deliveries, ...todoFrom(mail.createdAt) };
  await items.update(keys.mail(caseId, mail.id), { set, remove: ["sentAt"] }, [equal("state", "sent")]);
  return true;
}
