import type { Mailer } from "../../domain/ports.ts";
import type { SendRawMail } from "./send-raw-mail.ts";

/**
 * Sends mail. What that needs is loaded with the first mail: most calls send none, and every call of a new instance
 * waits for what is loaded before.
 *
 * @param from sender as `Name <address>`
 * @param send SES unless something else is given
 */
export function mailerFrom(from: string, send?: SendRawMail): Mailer {
  let made: Promise<Mailer> | null = null;
  const mailer = (): Promise<Mailer> => (made ??= load(from, send));
  return { send: async (mail) => (await mailer()).send(mail) };
}

async function load(from: string, send?: SendRawMail): Promise<Mailer> {
  const { rawMailerFrom } = await import("./raw-mailer.ts");
  return rawMailerFrom(from, send ?? (await import("./ses.ts")).ses());
}
