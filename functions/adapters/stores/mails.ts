import { outgoingId } from "../../domain/mail/render-mail.ts";
import type { MailItem } from "../../domain/case/records.ts";
import { minutesLater } from "../../domain/calendar/instants.ts";
import type { Mails } from "../../domain/ports.ts";
import { differentOrAbsent, equal, equalOrAbsent, type Changes, type ItemStore } from "../items/item-store.ts";
import { messageName } from "../ses/message-name.ts";
import { newItem } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";
import { keys, todoFrom, todoKeys } from "../items/keys.ts";

/** The sweep looks at a mail that was not marked as sent after half a minute. */
const sendGraceMinutes = 0.5;

export function mailsIn(items: ItemStore): Mails {
  /** What became of an attempt says nothing about a mail that was put back to be sent again meanwhile. */
  const record = async ({ caseId, id, resentFor = "" }: MailItem, changes: Changes): Promise<void> => {
    await items.update(keys.mail(caseId, id), changes, [equalOrAbsent("resentFor", resentFor)]);
  };
  return {
    async add(mail) {
      const todo = todoFrom(mail.notBefore ?? minutesLater(mail.createdAt, sendGraceMinutes));
      return items.putNew(newItem(kinds.mail, { ...keys.mail(mail.caseId, mail.id), ...todo }, mail));
    },

    markSent: async (mail, at, address) =>
      record(mail, {
        set: { state: "sent", sentAt: at },
        append: { deliveries: [{ address, at }] },
        remove: todoKeys,
      }),

    postpone: async (mail, notBefore) => record(mail, { set: { notBefore, ...todoFrom(notBefore) } }),

    async markFailed(mail, retryAt) {
      const attempts = mail.attempts + 1;
      if (retryAt) await record(mail, { set: { state: "pending", attempts, ...todoFrom(retryAt) } });
      else await record(mail, { set: { state: "failed", attempts }, remove: todoKeys });
    },

    async markUndelivered(sent, message) {
      const mail = sent.find((each) => messageName(outgoingId(each)) === message);
      if (!mail) return;
      const { caseId, id, resentFor = "" } = mail;
      const isTheSame = [equalOrAbsent("resentFor", resentFor), equal("state", "sent")];
      await items.update(keys.mail(caseId, id), { set: { state: "failed" } }, isTheSame);
    },

    markByHand: async (mail) => record(mail, { set: { state: "by-hand" }, remove: todoKeys }),

    markTooLate: async (mail) => record(mail, { set: { state: "too-late" }, remove: todoKeys }),

    async release({ caseId, id }, at) {
      await items.update(keys.mail(caseId, id), { set: { releasedAt: at } }, [equal("state", "pending")]);
    },

    async withhold({ caseId, id }) {
      const changes = { set: { state: "withheld" }, remove: todoKeys };
      await items.update(keys.mail(caseId, id), changes, [equal("state", "pending")]);
    },

    async sendAgain({ caseId, id }, task, at) {
      const putBack = { state: "pending", attempts: 0, resentFor: task, ...todoFrom(at) };
      await items.update(keys.mail(caseId, id), { set: putBack }, [differentOrAbsent("resentFor", task)]);
    },
  };
}
