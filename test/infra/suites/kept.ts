import { describe, expect, test } from "vitest";
import { table } from "../../../infra/names.ts";
import { at, type Resource, type Statement, type Synthesised, type Template } from "../synthesised.ts";

/** What is kept, and how well. */
export function keptSuite({ agency, data, app }: Synthesised): void {
  describe("what is kept", () => {
    test("the table has the keys and indexes that the functions use, on demand", () => {
      const found = data.one("DynamoDB::GlobalTable");
      const keys = (of: unknown) => (of as { AttributeName: string }[]).map((key) => key.AttributeName);
      expect(at(found, "BillingMode")).toBe("PAY_PER_REQUEST");
      expect(keys(at(found, "KeySchema"))).toEqual([table.partitionKey, table.sortKey]);
      const indexes = at(found, "GlobalSecondaryIndexes") as { IndexName: string; KeySchema: unknown }[];
      expect(indexes.map((index) => [index.IndexName, ...keys(index.KeySchema)])).toEqual(
        [table.listIndex, table.todoIndex].map(({ name, partitionKey, sortKey }) => [name, partitionKey, sortKey]),
      );
    });

    test("the table can be taken back to any second, and cannot be deleted by mistake", () => {
      const found = data.one("DynamoDB::GlobalTable");
      expect(at(found, "Replicas", 0, "PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled")).toBe(true);
      expect(at(found, "Replicas", 0, "DeletionProtectionEnabled")).toBe(true);
    });

    test.each([
      "DynamoDB::GlobalTable",
      "S3::Bucket",
      "Cognito::UserPool",
      "SecretsManager::Secret",
      "SES::EmailIdentity",
    ])("%s stays when its stack goes", (type) => {
      expect(data.of(type).length).toBeGreaterThan(0);
      expect(data.of(type).map(({ DeletionPolicy }) => DeletionPolicy)).toEqual(data.of(type).map(() => "Retain"));
    });

    test("letters take no other form than the site's, and nothing that was accepted goes but by its class", () => {
      const letters = data.one("S3::Bucket");
      expect(at(letters, "CorsConfiguration", "CorsRules")).toEqual([
        { AllowedHeaders: ["content-type"], AllowedMethods: ["POST"], AllowedOrigins: [`https://${agency.domain}`] },
      ]);
      const rules = at(letters, "LifecycleConfiguration", "Rules") as Record<string, unknown>[];
      const days = (name: string) => Object.fromEntries(rules.map((rule) => [rule["Prefix"] ?? "", rule[name]]));
      // What nobody accepted goes after a day, and nothing that was accepted goes with it.
      expect(days("ExpirationInDays")).toEqual({
        ...{ "uploads/": 1, "files/": undefined, "letters/": undefined, "": undefined },
      });
      expect(rules.map((rule) => rule["NoncurrentVersionExpiration"])).toEqual([
        ...[1, 30, 30].map((NoncurrentDays) => ({ NoncurrentDays })),
        undefined,
      ]);
    });

    test("what counts a time that is over goes from the table by itself", () => {
      const ttl = at(data.one("DynamoDB::GlobalTable"), "TimeToLiveSpecification");
      expect(ttl).toEqual({ AttributeName: table.goneAt, Enabled: true });
    });

    test.each([...data.of("S3::Bucket"), ...app.of("S3::Bucket")].map((bucket) => [bucket.id, bucket] as const))(
      "bucket %s is private, encrypted, and refuses what is not TLS",
      (_id, bucket) => {
        expect(Object.values(at(bucket, "PublicAccessBlockConfiguration") as object)).toEqual([true, true, true, true]);
        expect(JSON.stringify(at(bucket, "BucketEncryption"))).toContain("AES256");
        expect(refusesPlainHttp(data, bucket) || refusesPlainHttp(app, bucket)).toBe(true);
      },
    );

    test("the stack itself cannot be deleted by mistake", () => {
      expect(data.protected).toBe(true);
      expect(app.protected).toBe(false);
    });

    test("every log is given up in time", () => {
      const logs = [...data.of("Logs::LogGroup"), ...app.of("Logs::LogGroup")];
      expect(new Set(logs.map((log) => at(log, "RetentionInDays")))).toEqual(new Set([agency.logDays]));
    });
  });

  describe("accounts of the staff", () => {
    test("are made by an administrator only, with a second factor for who wants one", () => {
      const pool = data.one("Cognito::UserPool");
      expect(at(pool, "AdminCreateUserConfig", "AllowAdminCreateUserOnly")).toBe(true);
      expect(at(pool, "MfaConfiguration")).toBe("OPTIONAL");
      expect(at(pool, "EnabledMfas")).toEqual(["SOFTWARE_TOKEN_MFA"]);
      expect(at(pool, "UserPoolTier")).toBe("ESSENTIALS");
      expect(at(pool, "DeletionProtection")).toBe("ACTIVE");
    });

    test("have passkeys as a second way in, which the device opens by its own lock", () => {
      const pool = data.one("Cognito::UserPool");
      const allowed = at(pool, "Policies", "SignInPolicy", "AllowedFirstAuthFactors") as string[];
      expect(allowed.toSorted()).toEqual(["PASSWORD", "WEB_AUTHN"]);
      expect(at(pool, "WebAuthnUserVerification")).toBe("required");
    });

    test("belong to whoever holds the mail address: a new one counts when it is proven, in whatever case it is typed", () => {
      const pool = data.one("Cognito::UserPool");
      expect(at(pool, "UserAttributeUpdateSettings", "AttributesRequireVerificationBeforeUpdate")).toEqual(["email"]);
      expect(at(pool, "UsernameConfiguration", "CaseSensitive")).toBe(false);
      expect(at(pool, "AliasAttributes")).toEqual(["email"]);
    });

    test("sign in by code on managed pages, without a secret in the browser", () => {
      const client = app.one("Cognito::UserPoolClient");
      expect(at(client, "AllowedOAuthFlows")).toEqual(["code"]);
      expect(at(client, "GenerateSecret")).toBe(false);
      expect(at(client, "LogoutURLs")).toContain(`https://${agency.domain}/petugas/keluar`);
      const flows = at(client, "ExplicitAuthFlows") as string[];
      expect(flows.toSorted()).toEqual(["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_AUTH", "ALLOW_USER_SRP_AUTH"]);
      expect(["AccessToken", "IdToken", "RefreshToken"].map((kind) => at(client, `${kind}Validity`))).toEqual([
        480, 480, 480,
      ]);
      expect(at(client, "CallbackURLs")).toEqual([`https://${agency.domain}/petugas/masuk`]);
      expect(at(data.one("Cognito::UserPoolDomain"), "ManagedLoginVersion")).toBe(2);
      expect(app.of("Cognito::ManagedLoginBranding")).toHaveLength(1);
    });
  });
}

function refusesPlainHttp(template: Template, bucket: Resource): boolean {
  return template.of("S3::BucketPolicy").some((policy) => {
    const statements = at(policy, "PolicyDocument", "Statement") as Statement[];
    const own = (at(policy, "Bucket") as { Ref?: string }).Ref === bucket.id;
    const refuses = statements.some(
      ({ Effect, Condition }) =>
        Effect === "Deny" && JSON.stringify(Condition).includes('"aws:SecureTransport":"false"'),
    );
    return own && refuses;
  });
}
