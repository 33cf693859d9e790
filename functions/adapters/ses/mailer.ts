import type { Mailer } from "../../domain/ports.ts";

/**
 * Sends mail through SES. What that needs is loaded with the first mail: most calls send none, and every call of a new
 * instance waits for what is loaded before.
 *
 * @param from sender as `Name <address>`
 */
export function mailerFrom(from: string): Mailer {
  let made: Promise<Mailer> | null = null;
  const mailer = (): Promise<Mailer> =>
    (made ??= import("./raw-mailer.ts").then(({ rawMailerFrom }) => rawMailerFrom(from)));
  return { send: async (mail) => (await mailer()).send(mail) };
}
