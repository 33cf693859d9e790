import { CfnOutput, Duration, RemovalPolicy } from "aws-cdk-lib";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { HttpOrigin, S3BucketOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import { AaaaRecord, ARecord, HostedZone, RecordTarget } from "aws-cdk-lib/aws-route53";
import { CloudFrontTarget } from "aws-cdk-lib/aws-route53-targets";
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import type { AgencyConfig } from "../../agencies/types.ts";
import { privatePages, unlisted } from "../../page-files.ts";
import { httpsOnlySeconds, pagePolicy, securityHeaders } from "../../security-headers.ts";
import { acknowledge } from "../acknowledge.ts";

export interface SiteProps {
  agency: AgencyConfig;
  apiHost: string;
  /** Sent with each request to the API, in place of whatever a viewer sent under the header's name. */
  originSecret: string;
  /** Addresses that pages may call besides their own. */
  connect: string[];
}

/** Statuses that CloudFront would keep for ten seconds, and give to everybody, even where the answer forbids it. */
const rememberedFaults = [404, 500, 502, 503, 504];

/** The one address people open: pages from a private bucket and, under `/api/`, the API, so that cookies are its own. */
export class Site extends Construct {
  constructor(scope: Construct, id: string, { agency, apiHost, connect, originSecret }: SiteProps) {
    super(scope, id);
    const pages = this.pages();
    const responseHeadersPolicy = this.headers("Headers", connect);
    const forPages = {
      origin: S3BucketOrigin.withOriginAccessControl(pages as IBucket),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      functionAssociations: [{ eventType: FunctionEventType.VIEWER_REQUEST, function: this.appForPages() }],
    };
    const own = { ...forPages, responseHeadersPolicy: this.headers("UnlistedHeaders", connect, [unlisted]) };
    const distribution = new Distribution(this, "Distribution", {
      comment: `${agency.settings.name} (${agency.id})`,
      domainNames: [agency.domain],
      certificate: Certificate.fromCertificateArn(this, "Certificate", agency.certificateArn),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: HttpVersion.HTTP2_AND_3,
      // Asia included, for that is where everybody is.
      priceClass: PriceClass.PRICE_CLASS_200,
      defaultRootObject: "index.html",
      errorResponses: rememberedFaults.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
      defaultBehavior: { ...forPages, responseHeadersPolicy },
      additionalBehaviors: {
        "/api/*": {
          origin: new HttpOrigin(apiHost, { customHeaders: { "x-origin-secret": originSecret } }),
          functionAssociations: [{ eventType: FunctionEventType.VIEWER_REQUEST, function: this.viewerAddress() }],
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
          allowedMethods: AllowedMethods.ALLOW_ALL,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
          responseHeadersPolicy,
        },
        ...Object.fromEntries(privatePages.map((beginning) => [`${beginning}*`, own])),
      },
    });
    acknowledge(distribution, "CFR1", "A delegation from abroad may ask for a visit.");
    acknowledge(
      distribution,
      "CFR2",
      "A web ACL costs more a month than everything else; the API is throttled instead.",
    );
    acknowledge(distribution, "CFR3", "Access logs would keep the addresses of mailed links, and those are keys.");
    this.name(distribution, agency);
    new CfnOutput(this, "PagesBucketName", { value: pages.bucketName });
  }

  /** Filled by `npm run deploy`; nothing in it is not in the repository, so it goes with the stack. */
  private pages(): Bucket {
    const bucket = new Bucket(this, "Pages", {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    acknowledge(bucket, "S1", "It holds the public pages, read by CloudFront alone.");
    return bucket;
  }

  /** @param more headers that only some pages carry */
  private headers(
    id: string,
    connect: string[],
    more: { header: string; value: string }[] = [],
  ): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, id, {
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: pagePolicy(connect), override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: { accessControlMaxAge: Duration.seconds(httpsOnlySeconds), override: true },
      },
      customHeadersBehavior: {
        customHeaders: [
          ...(["cross-origin-opener-policy", "permissions-policy"] as const).map((header) => ({
            header,
            value: securityHeaders[header],
          })),
          ...more,
        ].map((each) => ({ ...each, override: true })),
      },
    });
  }

  /**
   * Every page address gets the app itself. Not by CloudFront's error pages: those would turn the API's own refusals
   * into pages too.
   */
  private appForPages(): EdgeFunction {
    return new EdgeFunction(this, "AppForPages", {
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(
        "function handler(event){var r=event.request;if(!/\\.[^/]+$/.test(r.uri))r.uri='/index.html';return r;}",
      ),
    });
  }

  /** Functions count strangers by their address: nobody may write it but the edge that sees the connection. */
  private viewerAddress(): EdgeFunction {
    return new EdgeFunction(this, "ViewerAddress", {
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(
        "function handler(event){var r=event.request;r.headers['x-viewer-address']={value:event.viewer.ip};return r;}",
      ),
    });
  }

  /** Leads the domain here, or tells which record does. */
  private name(distribution: Distribution, { hostedZone, domain }: AgencyConfig): void {
    if (!hostedZone) {
      new CfnOutput(this, "SiteTarget", { value: `${domain} CNAME ${distribution.distributionDomainName}` });
      return;
    }
    const zone = HostedZone.fromHostedZoneAttributes(this, "Zone", {
      hostedZoneId: hostedZone.id,
      zoneName: hostedZone.name,
    });
    const target = RecordTarget.fromAlias(new CloudFrontTarget(distribution));
    new ARecord(this, "Name", { zone, recordName: `${domain}.`, target });
    new AaaaRecord(this, "NameV6", { zone, recordName: `${domain}.`, target });
  }
}
