/**
 * The command that makes an account where people sign in at Amazon Cognito; null where the service has accounts of its own.
 *
 * @param issuer as the sign-in tokens name it
 */
export function accountCommand(issuer: string, id: string, email: string): string | null {
  const pool = /^https:\/\/cognito-idp\.([\w-]+)\.amazonaws\.com\/([\w-]+)$/.exec(issuer);
  if (!pool) return null;
  const [, region, name] = pool;
  return (
    `aws cognito-idp admin-create-user --region ${region} --user-pool-id ${name} --username ${id} ` +
    `--user-attributes Name=email,Value=${email} Name=email_verified,Value=true --desired-delivery-mediums EMAIL`
  );
}
