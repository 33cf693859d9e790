import { ArnFormat, CfnOutput, RemovalPolicy, Stack } from "aws-cdk-lib";
import { ConfigurationSet, EmailIdentity, Identity, SuppressionReasons } from "aws-cdk-lib/aws-ses";
import { CfnRecordSet } from "aws-cdk-lib/aws-route53";
import { Construct } from "constructs";
import type { AgencyConfig } from "../../agencies/types.ts";

/** The domain that mail comes from, signed by DKIM, and the configuration set that reports what became of a mail. */
export class MailIdentity extends Construct {
  /** `Name <address>`, as handlers send. */
  readonly from: string;
  readonly address: string;
  readonly configurationSet: ConfigurationSet;
  /** What a right to send is about. */
  readonly resources: string[];

  constructor(scope: Construct, id: string, { sender, hostedZone }: AgencyConfig) {
    super(scope, id);
    const domain = sender.address.slice(sender.address.indexOf("@") + 1);
    this.address = sender.address;
    this.from = `"${sender.name}" <${sender.address}>`;
    this.configurationSet = new ConfigurationSet(this, "ConfigurationSet", {
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    const zoned = hostedZone && (domain === hostedZone.name || domain.endsWith(`.${hostedZone.name}`));
    const identity = new EmailIdentity(this, "Identity", {
      identity: Identity.domain(domain),
      configurationSet: this.configurationSet,
    });
    identity.applyRemovalPolicy(RemovalPolicy.RETAIN);
    if (zoned) this.writeRecords(identity, hostedZone);
    else this.tellRecords(identity);
    const resource = (type: string, name: string) =>
      Stack.of(this).formatArn({
        service: "ses",
        resource: type,
        resourceName: name,
        arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
      });
    this.resources = [
      resource("identity", domain),
      resource("configuration-set", this.configurationSet.configurationSetName),
    ];
  }

  private writeRecords(identity: EmailIdentity, { id }: NonNullable<AgencyConfig["hostedZone"]>): void {
    for (const [index, record] of identity.dkimRecords.entries()) {
      new CfnRecordSet(this, `Dkim${index + 1}`, {
        hostedZoneId: id,
        type: "CNAME",
        name: record.name,
        resourceRecords: [record.value],
        ttl: "1800",
      });
    }
  }

  private tellRecords(identity: EmailIdentity): void {
    for (const [index, { name, value }] of identity.dkimRecords.entries()) {
      new CfnOutput(this, `Dkim${index + 1}`, { value: `${name} CNAME ${value}` });
    }
  }
}
