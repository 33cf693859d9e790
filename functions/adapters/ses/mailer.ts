import type { Mailer } from "../../domain/ports.ts";
import type { SendRawMail } from "./send-raw-mail.ts";
import { takeOffSuppressionList, type MailService } from "./suppression-list.ts";

/**
 * Sends mail. What that needs is loaded with the first mail: most calls send none, and every call of a new instance
 * waits for what is loaded before.
 *
 * @param from sender as `Name <address>`
 * @param to SES with its list of addresses, null: without one; or what mail is handed to instead
 */
export function mailerFrom(from: string, to: MailService | SendRawMail | null): Mailer {
  let made: Promise<Pick<Mailer, "send">> | null = null;
  const mailer = (): Promise<Pick<Mailer, "send">> => (made ??= load(from, to));
  return {
    send: async (mail) => (await mailer()).send(mail),
    tryAgain: async (address) => {
      if (to !== null && typeof to !== "function") await takeOffSuppressionList(to, address);
    },
  };
}

async function load(from: string, to: MailService | SendRawMail | null): Promise<Pick<Mailer, "send">> {
  const { rawMailerFrom } = await import("./raw-mailer.ts");
  return rawMailerFrom(from, typeof to === "function" ? to : (await import("./ses.ts")).ses());
}
