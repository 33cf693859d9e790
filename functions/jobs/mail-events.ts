import * as z from "zod/mini";
import type { MailReport } from "../domain/mail/delivery-failure.ts";
import type { MailFate } from "../domain/mail/delivery-state.ts";
import { recordMailProblem } from "../domain/mail/delivery-failure.ts";
import { stepHandler } from "../wiring/step.ts";

const recipients = z.array(z.object({ emailAddress: z.string() }));
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
      z.object({ bounceType: z.optional(z.string()), bouncedRecipients: recipients, timestamp: instant }),
    ),
    complaint: z.optional(z.object({ complainedRecipients: recipients, timestamp: instant })),
  }),
});

/** Called when SES reports a mail as bounced, complained about or rejected. Sign-in codes belong to no case. */
export const handler = stepHandler("mail-events", reportIn, async (dependencies, report) => {
  if (report) await recordMailProblem(dependencies, report);
});

/** The report in an event of EventBridge; null where it is about no case. */
export function reportIn(event: unknown): MailReport | null {
  const { mail, bounce, complaint } = mailEvent.parse(event).detail;
  const caseId = mail.tags?.["case"]?.[0];
  if (!caseId) return null;
  const named = bounce?.bouncedRecipients ?? complaint?.complainedRecipients;
  const addresses = named ? named.map((each) => each.emailAddress) : mail.destination;
  const at = (bounce ?? complaint)?.timestamp;
  return { caseId, fate: fateIn({ bounce, complaint }), addresses, ...(at ? { at } : {}) };
}

/** A transient bounce is told when the mail was tried for as long as it ever is. */
function fateIn({ bounce, complaint }: Pick<z.infer<typeof mailEvent>["detail"], "bounce" | "complaint">): MailFate {
  if (bounce) return bounce.bounceType === "Transient" ? "given-up" : "bounced";
  return complaint ? "unwanted" : "rejected";
}
