import type { PersonView } from "../../../../../functions/contract/people-administration.ts";

/** Commands for somebody's account where people sign in at Amazon Cognito. */
export interface AccountCommands {
  /** By the address that is proven to be theirs: codes for a forgotten password go there. */
  create: string;
  enable: string;
  /** Revokes the access tokens of the account, too. */
  disable: string;
}

/**
 * Null where the service has accounts of its own.
 *
 * @param issuer as the sign-in tokens name it
 */
export function accountCommands(
  issuer: string,
  { id, provingEmail, values }: Pick<PersonView, "id" | "provingEmail" | "values">,
): AccountCommands | null {
  const pool = /^https:\/\/cognito-idp\.([\w-]+)\.amazonaws\.com\/([\w-]+)$/.exec(issuer);
  if (!pool) return null;
  const [, region, name] = pool;
  const command = (does: string): string =>
    `aws cognito-idp ${does} --region ${region} --user-pool-id ${name} --username ${shellWord(id)}`;
  const email = shellWord(`Name=email,Value=${provingEmail ?? String(values["email"])}`);
  return {
    create: `${command("admin-create-user")} --user-attributes ${email} Name=email_verified,Value=true --desired-delivery-mediums EMAIL`,
    enable: command("admin-enable-user"),
    disable: command("admin-disable-user"),
  };
}

/** As a shell takes it for one word: what may stand in a mail address means something to it. */
function shellWord(text: string): string {
  return /^[\w=,.@+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
