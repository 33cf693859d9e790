import { RemovalPolicy, Stack } from "aws-cdk-lib";
import { AccessLogField, AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import {
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpStage,
  LogGroupLogDestination,
} from "aws-cdk-lib/aws-apigatewayv2";
import { HttpJwtAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { AgencyConfig } from "../../agencies/types.ts";
import { acknowledge } from "../acknowledge.ts";
import type { RowFunction } from "./functions.ts";

export interface ApiProps {
  agency: AgencyConfig;
  prefix: string;
  functions: RowFunction[];
  issuer: string;
  clientId: string;
}

/** The HTTP API: the routes of the manifest, those of the staff behind a check of their token. */
export class Api extends Construct {
  readonly id: string;
  /** Name of the API itself, behind CloudFront. */
  readonly host: string;

  constructor(scope: Construct, id: string, { agency, prefix, functions, issuer, clientId }: ApiProps) {
    super(scope, id);
    const api = new HttpApi(this, "Http", { apiName: prefix, createDefaultStage: false });
    this.id = api.apiId;
    this.host = `${api.apiId}.execute-api.${Stack.of(this).region}.${Stack.of(this).urlSuffix}`;
    const staffOnly = new HttpJwtAuthorizer("Staff", issuer, { jwtAudience: [clientId] });
    const everybody = new HttpNoneAuthorizer();
    for (const { row, lambda } of functions) {
      if (row.trigger.kind !== "http") continue;
      const { audience, routes } = row.trigger;
      const integration = new HttpLambdaIntegration(row.name, lambda);
      for (const { method, path } of routes) {
        const authorizer = audience === "staff" ? staffOnly : everybody;
        const made = api.addRoutes({ path, methods: [HttpMethod[method]], integration, authorizer });
        if (audience === "staff") continue;
        for (const route of made) acknowledge(route, "APIG4", reasonsForNoToken[row.name] ?? "");
      }
    }
    this.stage(api, agency, prefix);
  }

  private stage(api: HttpApi, { requests, logDays }: AgencyConfig, prefix: string): void {
    const logs = new LogGroup(this, "AccessLogs", {
      logGroupName: `/aws/apigateway/${prefix}`,
      retention: logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new HttpStage(this, "Stage", {
      httpApi: api,
      autoDeploy: true,
      throttle: { rateLimit: requests.perSecond, burstLimit: requests.burst },
      detailedMetricsEnabled: false,
      accessLogSettings: { destination: new LogGroupLogDestination(logs), format: accessLogFormat },
    });
  }
}

/** Routes as the manifest writes them and no addresses: a path holds a link, and a link is a key. */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    at: AccessLogField.contextRequestTime(),
    requestId: AccessLogField.contextRequestId(),
    route: "$context.routeKey",
    status: AccessLogField.contextStatus(),
    ms: AccessLogField.contextResponseLatency(),
    error: "$context.integrationErrorMessage",
  }),
);

/** Why routes of these functions ask for no token. */
const reasonsForNoToken: Record<string, string> = {
  public: "Visitors have no account: forms and tracking are for everybody.",
  decision: "The link itself and a proof of the person are the key; see functions/domain/access/.",
};
