/** What is kept: cases, letters, accounts, the sender's identity, the link secret. Survives the app stack and deletion. */
import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { AttributeType, Billing, ProjectionType, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  HttpMethods,
  type LifecycleRule,
  ObjectOwnership,
} from "aws-cdk-lib/aws-s3";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";
import type { AgencyConfig } from "../agencies/types.ts";
import { fileFolders, table as names } from "../names.ts";
import { acknowledge } from "./acknowledge.ts";
import { MailIdentity } from "./constructs/mail-identity.ts";
import { StaffAccounts } from "./constructs/staff-accounts.ts";

export interface DataStackProps extends StackProps {
  agency: AgencyConfig;
}

export class DataStack extends Stack {
  readonly table: Pick<TableV2, "tableName" | "tableArn">;
  readonly letters: Bucket;
  readonly accounts: StaffAccounts;
  readonly mail: MailIdentity;
  readonly linkSecret: Secret;
  readonly originSecret: Secret;

  constructor(scope: Construct, id: string, { agency, ...props }: DataStackProps) {
    super(scope, id, props);
    this.table = agency.restoredTable
      ? TableV2.fromTableName(this, "RestoredTable", agency.restoredTable)
      : caseTable(this);
    this.letters = letterStore(this, agency);
    this.accounts = new StaffAccounts(this, "StaffAccounts", agency);
    this.mail = new MailIdentity(this, "Mail", agency);
    this.linkSecret = linkSecret(this);
    this.originSecret = originSecret(this);
    new CfnOutput(this, "TableName", { value: this.table.tableName });
    new CfnOutput(this, "LettersBucketName", { value: this.letters.bucketName });
    new CfnOutput(this, "UserPoolId", { value: this.accounts.pool.userPoolId });
  }
}

/** One table for everything; AWS chooses its name, so that a restored or kept table never stands in the way. */
function caseTable(scope: Construct): TableV2 {
  const index = ({ name, partitionKey, sortKey }: typeof names.listIndex | typeof names.todoIndex) => ({
    indexName: name,
    partitionKey: { name: partitionKey, type: AttributeType.STRING },
    sortKey: { name: sortKey, type: AttributeType.STRING },
    projectionType: ProjectionType.ALL,
  });
  return new TableV2(scope, "Table", {
    partitionKey: { name: names.partitionKey, type: AttributeType.STRING },
    sortKey: { name: names.sortKey, type: AttributeType.STRING },
    globalSecondaryIndexes: [index(names.listIndex), index(names.todoIndex)],
    billing: Billing.onDemand(),
    timeToLiveAttribute: names.goneAt,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
}

/** Letters come straight from the browser by a presigned form, so only that and only from the site. */
function letterStore(scope: Construct, agency: AgencyConfig): Bucket {
  const bucket = new Bucket(scope, "Letters", {
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    versioned: true,
    cors: [
      {
        allowedOrigins: [`https://${agency.domain}`],
        allowedMethods: [HttpMethods.POST],
        allowedHeaders: ["content-type"],
      },
    ],
    lifecycleRules: [
      goneAfter(fileFolders.uploads, 1, 1),
      // What was accepted goes by its class, which the sweep looks after; what it erased can be had back for a month.
      erasedGoneAfter(fileFolders.kept, erasedDays),
      erasedGoneAfter(fileFolders.before, erasedDays),
      { abortIncompleteMultipartUploadAfter: Duration.days(1) },
    ],
    removalPolicy: RemovalPolicy.RETAIN,
  });
  acknowledge(bucket, "S1", "Access logs would be a second store of who read which letter; the case keeps that.");
  return bucket;
}

/** Days for which a mistake can be undone, by whoever has the right to look at what was there before. */
const erasedDays = 30;

function erasedGoneAfter(prefix: string, days: number): LifecycleRule {
  return { prefix, noncurrentVersionExpiration: Duration.days(days), expiredObjectDeleteMarker: true };
}

/** A rule for one folder: days until an object goes, and until what it was replaced or deleted as goes too. */
function goneAfter(prefix: string, days: number, replacedDays: number): LifecycleRule {
  return { prefix, expiration: Duration.days(days), noncurrentVersionExpiration: Duration.days(replacedDays) };
}

/**
 * Links, nonces and device cookies derive from it. Functions get it as an environment variable that CloudFormation
 * resolves at deployment, not by reading Secrets Manager: nothing to call and wait for at a cold start, no function
 * needs the right to read secrets, and handlers stay the same on one machine. The price: whoever may read a function's
 * configuration in this account sees it, so that right belongs to administrators only.
 */
function linkSecret(scope: Construct): Secret {
  const secret = new Secret(scope, "LinkSecret", {
    description: "Key from which mailed links, nonces and device cookies are derived; changing it cuts off open links",
    generateSecretString: { passwordLength: 64, excludePunctuation: true },
    removalPolicy: RemovalPolicy.RETAIN,
  });
  acknowledge(secret, "SMG4", "Rotation would cut off every open link; a leak is answered by replacing it at once.");
  return secret;
}

/**
 * CloudFront sends `now` with each request to the API; functions take `now` and `before`, so that it can be changed without
 * a moment in which nobody is let in (infra/README.md).
 */
function originSecret(scope: Construct): Secret {
  const secret = new Secret(scope, "OriginSecret", {
    description: "By which functions know that a request came through CloudFront: now, and the one before",
    generateSecretString: {
      secretStringTemplate: JSON.stringify({ before: "none" }),
      generateStringKey: "now",
      passwordLength: 64,
      excludePunctuation: true,
    },
    removalPolicy: RemovalPolicy.RETAIN,
  });
  acknowledge(secret, "SMG4", "Changed by hand, in the three steps of infra/README.md, when somebody has seen it.");
  return secret;
}
