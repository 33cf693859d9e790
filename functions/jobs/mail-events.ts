import * as z from "zod/mini";
import type { MailReport } from "../domain/mail/delivery-failure.ts";
import type { MailFate } from "../domain/mail/delivery-state.ts";
import { recordMailProblem } from "../domain/mail/delivery-failure.ts";
import { stepHandler } from "../wiring/step.ts";

const text = z.optional(z.string());
const recipients = z.array(z.object({ emailAddress: z.string(), action: text, status: text, diagnosticCode: text }));
/** As the domain writes instants, so that they sort as text. */
const instant = z.optional(
  z.pipe(
    z.string(),
    z.transform((text) => new Date(text).toISOString()),
  ),
);
const mailEvent = z.object({
  detail: z.object({
    mail: z.object({ destination: z.array(z.string()), tags: z.optional(z.record(z.string(), z.array(z.string()))) }),
    bounce: z.optional(
      z.object({ bounceType: text, bounceSubType: text, bouncedRecipients: recipients, timestamp: instant }),
    ),
    complaint: z.optional(z.object({ complainedRecipients: recipients, timestamp: instant })),
  }),
});

/** Called when SES reports a mail as bounced, complained about or rejected. Sign-in codes belong to no case. */
export const handler = stepHandler("mail-events", reportIn, async (dependencies, report) => {
  if (report) await recordMailProblem(dependencies, report);
});

/** The report in an event of EventBridge; null where it is about no case, or about a mail that did arrive. */
export function reportIn(event: unknown): MailReport | null {
  const { mail, bounce, complaint } = mailEvent.parse(event).detail;
  const caseId = mail.tags?.["case"]?.[0];
  if (!caseId) return null;
  const fate = bounce ? fateOfBounce(bounce) : complaint ? "unwanted" : "rejected";
  if (!fate) return null;
  const named = bounce?.bouncedRecipients ?? complaint?.complainedRecipients;
  const addresses = named ? named.map((each) => each.emailAddress) : mail.destination;
  const message = mail.tags?.["message"]?.[0];
  const at = (bounce ?? complaint)?.timestamp;
  return { caseId, fate, addresses, ...(message ? { message } : {}), ...(at ? { at } : {}) };
}

type Bounce = NonNullable<z.infer<typeof mailEvent>["detail"]["bounce"]>;

/** What is the matter with the mail or the mailbox, not with the address. */
const fatesBySubType: Record<string, MailFate> = {
  MailboxFull: "mailbox-full",
  MessageTooLarge: "rejected",
  ContentRejected: "rejected",
  AttachmentRejected: "rejected",
  // SES did not try: the address had refused mail before, and stands on the account's suppression list.
  OnAccountSuppressionList: "suppressed",
  Suppressed: "suppressed",
};

/**
 * Null for what a mailbox answers by itself ("I am on leave"): SES calls it a bounce too, transient or of no known kind, but
 * it has none of the fields of a delivery status notification.
 */
function fateOfBounce({ bounceType, bounceSubType, bouncedRecipients }: Bounce): MailFate | null {
  const bySubType = fatesBySubType[bounceSubType ?? ""];
  if (bySubType) return bySubType;
  if (bounceType !== "Transient" && bounceType !== "Undetermined") return "bounced";
  const failed = bouncedRecipients.filter(({ action, status, diagnosticCode }) =>
    action === undefined ? status !== undefined || diagnosticCode !== undefined : action === "failed",
  );
  return failed.length > 0 ? "given-up" : null;
}
