import { Duration, RemovalPolicy } from "aws-cdk-lib";
import {
  AccountRecovery,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  PasskeyUserVerification,
  UserPool,
} from "aws-cdk-lib/aws-cognito";
import { Construct } from "constructs";
import type { AgencyConfig } from "../../agencies/types.ts";
import { acknowledge } from "../acknowledge.ts";

/**
 * Accounts of the staff. An account's user name is the staff member's id: access tokens carry it as `username`, which
 * is how the staff routes know whose they are; people sign in by mail address.
 */
export class StaffAccounts extends Construct {
  readonly pool: UserPool;

  constructor(scope: Construct, id: string, agency: AgencyConfig) {
    super(scope, id);
    this.pool = new UserPool(this, "Pool", {
      featurePlan: FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: false,
      signInAliases: { username: true, email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      // Whoever changes an address proves it first: the staff routes also know people by mail address.
      keepOriginal: { email: true },
      standardAttributes: { email: { required: true, mutable: true } },
      // A passkey is the way in that nobody can guess, ask for or forward; made on the page /passkeys/add of the managed login.
      signInPolicy: { allowedFirstAuthFactors: { password: true, passkey: true } },
      passkeyUserVerification: PasskeyUserVerification.REQUIRED,
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(7),
      },
      userInvitation: {
        emailSubject: `Akun petugas ${agency.settings.name}`,
        emailBody: `Akun Anda: {username}. Sandi sementara: {####}. Masuk di https://${agency.domain}/petugas dalam tujuh hari, lalu ganti sandinya.`,
      },
      userVerification: {
        emailSubject: `Kode untuk akun petugas ${agency.settings.name}`,
        emailBody: "Kode Anda: {####}. Abaikan surel ini bila Anda tidak memintanya.",
      },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(this.pool, "COG2", "A second factor is offered, not demanded: officers share counters without phones.");
    acknowledge(this.pool, "COG8", "The plus plan costs per user and month; nobody can sign up by themselves here.");
    this.pool.addDomain("Domain", {
      cognitoDomain: { domainPrefix: agency.signInPrefix },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
  }
}
