import MailComposer from "nodemailer/lib/mail-composer/index.js";
import type { Mailer, OutgoingMail } from "../../domain/ports.ts";
import { messageName } from "./message-name.ts";
import type { SendRawMail } from "./send-raw-mail.ts";

/**
 * Writes mail as raw MIME messages.
 *
 * @param from sender as `Name <address>`
 */
export function rawMailerFrom(from: string, send: SendRawMail): Pick<Mailer, "send"> {
  const sender = senderIn(from);
  const domain = sender.address.split("@")[1] ?? "localhost";
  return {
    async send(mail) {
      const name = messageName(mail.id);
      const tags = [mail.caseId && `case=${mail.caseId}, message=${name}`, mail.urgent && "urgent=yes"].filter(Boolean);
      const message = new MailComposer({
        from: sender,
        to: { name: headerText(mail.to.name), address: mail.to.address },
        subject: headerText(mail.subject),
        text: mail.text,
        html: mail.html,
        ...(mail.attachments ? { attachments: mail.attachments.map(attachmentOf) } : {}),
        // RFC 5322: a line of a message ends with CRLF. Servers on the way may refuse others, or change what was signed.
        newline: "\r\n",
        messageId: `<${name}@${domain}>`,
        headers: {
          "Auto-Submitted": "auto-generated",
          // SES takes it out and gives it back in its report about a mail that did not arrive.
          ...(tags.length > 0 ? { "X-SES-MESSAGE-TAGS": tags.join(", ") } : {}),
        },
      }).compile();
      await send(mail.to.address, await message.build());
    },
  };
}

function attachmentOf({ bytes, name, type }: NonNullable<OutgoingMail["attachments"]>[number]) {
  return { filename: name, contentType: type, content: Buffer.from(bytes) };
}

/** Told as name and address: then nothing has to be read as an address again for each mail. */
function senderIn(from: string): { name: string; address: string } {
  const [, name = "", address = from.trim()] = /^\s*"?([^"<]*?)"?\s*<([^<>]+)>\s*$/.exec(from) ?? [];
  return { name, address };
}

/** What somebody typed is not to be taken for an encoded word (RFC 2047), which programs would decode to something else. */
function headerText(text: string): string {
  return text.replaceAll("=?", "= ?");
}
