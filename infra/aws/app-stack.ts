/** What runs: functions, machines, API, site, schedule. Holds nothing that could be lost. */
import { CfnOutput, Duration, Stack, type StackProps } from "aws-cdk-lib";
import {
  CfnManagedLoginBranding,
  OAuthScope,
  UserPoolClient,
  UserPoolClientIdentityProvider,
} from "aws-cdk-lib/aws-cognito";
import type { Construct } from "constructs";
import { manifest } from "../../functions/manifest.ts";
import type { AgencyConfig } from "../agencies/types.ts";
import { metricsNamespace, table, type variables } from "../names.ts";
import { Alarms } from "./constructs/alarms.ts";
import { Api } from "./constructs/api.ts";
import { Dashboard } from "./constructs/dashboard.ts";
import { ExecutionEvents } from "./constructs/execution-events.ts";
import { RowFunction } from "./constructs/functions.ts";
import { DeadLetters } from "./constructs/dead-letters.ts";
import { compiledMachines, ProcedureMachine } from "./constructs/machines.ts";
import { MailEvents } from "./constructs/mail-events.ts";
import { rightsOf } from "./constructs/rights.ts";
import { Schedule } from "./constructs/schedule.ts";
import { Site } from "./constructs/site.ts";
import type { DataStack } from "./data-stack.ts";

export interface AppStackProps extends StackProps {
  agency: AgencyConfig;
  data: DataStack;
  /** Function name -> folder of its bundle. */
  bundles: Record<string, string>;
}

export class AppStack extends Stack {
  constructor(scope: Construct, id: string, { agency, data, bundles, ...props }: AppStackProps) {
    super(scope, id, props);
    const prefix = `alur-pustaka-${agency.id}`;
    const deadLetters = new DeadLetters(this, "DeadLetters", `${prefix}-dead-letters`);
    const functions = manifest.map(
      (row) =>
        new RowFunction(this, camel(row.name), {
          row,
          prefix,
          bundle: bundles[row.name] ?? "",
          logDays: agency.logDays,
          deadLetters: deadLetters.queue,
        }),
    );
    const machines = this.machines(agency, prefix, functions);
    const client = staffClient(this, agency, data);
    const issuer = data.accounts.pool.userPoolProviderUrl;
    this.equip(functions, machines, agency, data, { issuer, clientId: client.userPoolClientId });

    const api = new Api(this, "Api", { agency, prefix, functions, issuer, clientId: client.userPoolClientId });
    this.trigger(functions, machines, data, deadLetters);
    new Site(this, "Site", {
      agency,
      apiHost: api.host,
      originSecret: data.originSecret.secretValueFromJson("now").unsafeUnwrap(),
      connect: callsOfPages(agency, data),
    });
    const { all } = new Alarms(this, "Alarms", {
      mail: agency.alarmMail,
      apiId: api.id,
      deadLetters: deadLetters.queue,
      namespace: metricsNamespace(agency.id),
    });
    new Dashboard(this, "Dashboard", {
      ...{ name: prefix, functions, machines, alarms: all },
      namespace: metricsNamespace(agency.id),
      agency: agency.settings.name,
    });
    new CfnOutput(this, "Address", { value: `https://${agency.domain}` });
  }

  /** What calls a function besides the API and the machines. */
  private trigger(
    functions: RowFunction[],
    machines: ProcedureMachine[],
    data: DataStack,
    deadLetters: DeadLetters,
  ): void {
    for (const each of functions) {
      const name = camel(each.row.name);
      switch (each.row.trigger.kind) {
        case "schedule":
          new Schedule(this, `${name}Schedule`, each, deadLetters);
          break;
        case "mail-events":
          new MailEvents(this, `${name}Rule`, each, data.mail.configurationSet, deadLetters);
          break;
        case "execution-events":
          new ExecutionEvents(this, `${name}Rule`, each, machines, deadLetters);
          break;
        case "http":
        case "step":
        case "widget":
      }
    }
  }

  private machines(agency: AgencyConfig, prefix: string, functions: RowFunction[]): ProcedureMachine[] {
    const functionArns = Object.fromEntries(functions.map(({ row, lambda }) => [row.name, lambda.functionArn]));
    return Object.entries(compiledMachines()).map(
      ([procedure, definition]) =>
        new ProcedureMachine(this, camel(procedure), {
          procedure,
          definition,
          prefix,
          functionArns,
          logDays: agency.logDays,
        }),
    );
  }

  /** Variables and rights of each function, all from its row. */
  private equip(
    functions: RowFunction[],
    machines: ProcedureMachine[],
    agency: AgencyConfig,
    data: DataStack,
    signIn: { issuer: string; clientId: string },
  ): void {
    const values: Record<keyof typeof variables, string> = {
      TABLE_NAME: data.table.tableName,
      METRICS_NAMESPACE: metricsNamespace(agency.id),
      PUBLIC_URL: `https://${agency.domain}`,
      LINK_SECRET: data.linkSecret.secretValue.unsafeUnwrap(),
      DEVICE_SECRET: data.linkSecret.secretValue.unsafeUnwrap(),
      ORIGIN_SECRETS: ["now", "before"]
        .map((name) => data.originSecret.secretValueFromJson(name).unsafeUnwrap())
        .join(","),
      LETTERS_BUCKET: data.letters.bucketName,
      STATE_MACHINES: this.toJsonString(Object.fromEntries(machines.map((each) => [each.procedure, each.aliasArn]))),
      MAIL_FROM: data.mail.from,
      OIDC_ISSUER: signIn.issuer,
      OIDC_CLIENT_ID: signIn.clientId,
    };
    const indexes = [table.listIndex.name, table.todoIndex.name];
    // Exported by hand, so that the name under which the bucket is known here can be written into a finding.
    const lettersBucketArn = data.exportValue(data.letters.bucketArn);
    for (const each of functions) {
      each.setVariables(values);
      const over = { table: { arn: data.table.tableArn, indexes }, lettersBucketArn, mail: data.mail, machines };
      for (const right of rightsOf(each.row, over)) each.may(right);
    }
  }
}

const workingDay = Duration.hours(8);

/** The staff app: a public client, so without secret, by code with PKCE. */
function staffClient(scope: Construct, { domain }: AgencyConfig, { accounts }: DataStack): UserPoolClient {
  // Its addresses and the app belong together, so it stands in this stack and not beside the accounts.
  const client = new UserPoolClient(scope, "StaffClient", {
    userPool: accounts.pool,
    generateSecret: false,
    // What managed login uses, for passwords and for passkeys; left out, Cognito would allow more.
    authFlows: { userSrp: true, user: true },
    preventUserExistenceErrors: true,
    // A working day, then everybody signs in again: pages never use a refresh token, so it may not outlive the others.
    accessTokenValidity: workingDay,
    idTokenValidity: workingDay,
    refreshTokenValidity: workingDay,
    enableTokenRevocation: true,
    supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
    oAuth: {
      flows: { authorizationCodeGrant: true },
      scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
      callbackUrls: [`https://${domain}/petugas/masuk`],
      logoutUrls: [`https://${domain}/petugas`, `https://${domain}/petugas/keluar`],
    },
  });
  new CfnManagedLoginBranding(scope, "SignInPages", {
    userPoolId: accounts.pool.userPoolId,
    clientId: client.userPoolClientId,
    useCognitoProvidedValues: true,
  });
  return client;
}

/** Pages send letters to the store and talk to the sign-in service: where it is found, and where it gives tokens. */
function callsOfPages({ region, signInPrefix }: AgencyConfig, { letters, accounts }: DataStack): string[] {
  return [
    `https://s3.${region}.amazonaws.com/${letters.bucketName}`,
    `${accounts.pool.userPoolProviderUrl}/`,
    `https://${signInPrefix}.auth.${region}.amazoncognito.com`,
  ];
}

/** `open-task` -> `OpenTask` */
function camel(name: string): string {
  return name.replace(/(^|-)(.)/g, (_match, _dash, letter: string) => letter.toUpperCase());
}
