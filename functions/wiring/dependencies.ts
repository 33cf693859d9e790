import { clockWith } from "../adapters/clock.ts";
import { dynamoDbItems } from "../adapters/dynamodb/item-store.ts";
import { openTable } from "../adapters/dynamodb/table.ts";
import type { ItemStore } from "../adapters/items/item-store.ts";
import { storesIn } from "../adapters/stores/index.ts";
import { logTo, toConsole } from "../adapters/log.ts";
import { metricsTo } from "../adapters/metrics.ts";
import { mailDomains } from "../adapters/mail-domains.ts";
import type { FileStore } from "../adapters/s3/requests.ts";
import { filesIn } from "../adapters/s3/files.ts";
import { secretsFrom } from "../adapters/secrets.ts";
import { sessionsOf } from "../adapters/sessions.ts";
import { mailerFrom } from "../adapters/ses/mailer.ts";
import type { MailService } from "../adapters/ses/suppression-list.ts";
import type { SendRawMail } from "../adapters/ses/send-raw-mail.ts";
import type { Signer } from "../adapters/signing.ts";
import { stepFunctions } from "../adapters/step-functions/step-functions.ts";
import { workflowOn, type WorkflowService } from "../adapters/step-functions/workflow.ts";
import type { Dependencies, Mailer, Metrics, Printer } from "../domain/ports.ts";
import { originSecretsIn } from "./origin.ts";
import { Fault } from "../domain/refusal.ts";
// Whatever runs here runs by the agency's tables.
import "../../statemachines/index.ts";

type Environment = Record<string, string | undefined>;

/** What stands in for services of AWS where handlers run without them. */
export interface StandIns {
  items: ItemStore;
  workflow: WorkflowService;
  sendRawMail: SendRawMail;
  metrics: Metrics;
  printer: Printer;
}

let standIns: StandIns | null = null;

/** Has every part that a handler first uses from now on made of these instead of clients of AWS. */
export function useInsteadOfAws(parts: StandIns): void {
  standIns = parts;
}

/**
 * Builds what a handler needs from its environment, each part when it is first used, so that a function needs only the
 * variables of its manifest row.
 *
 * @param printer of the one function on AWS that draws papers
 * @throws Error naming the missing variable
 */
export function dependenciesFrom(environment: Environment, printer: Printer | null = null): Dependencies {
  const variable = (name: string): string => {
    const value = environment[name];
    if (!value) throw new Fault(`environment variable ${name} is not set`);
    return value;
  };
  const clock = clockWith(() => Number(environment["CLOCK_SKEW_MS"] ?? 0));
  const log = logTo(toConsole, () => environment["LOG_LEVEL"] === "problem");
  const items = (): ItemStore => standIns?.items ?? dynamoDbItems(openTable(variable("TABLE_NAME")));
  const stores = once(() => storesIn(items(), clock, log));
  return lazily<Dependencies>({
    clock: () => clock,
    log: () => log,
    metrics: () =>
      standIns?.metrics ??
      metricsTo(environment["METRICS_NAMESPACE"] ?? "", clock.now, (line) => process.stdout.write(line), log.context),
    signIn: () => ({ issuer: variable("OIDC_ISSUER"), clientId: variable("OIDC_CLIENT_ID") }),
    mailDomains: () => mailDomains,
    // The host of one machine says by an empty one that nothing stands before it; on Lambda none at all lets nobody in.
    originSecrets: () => {
      const text = environment["ORIGIN_SECRETS"] ?? ("AWS_LAMBDA_FUNCTION_NAME" in environment ? "none" : "");
      return text === "" ? null : originSecretsIn(text);
    },
    publicUrl: () => variable("PUBLIC_URL"),
    cases: () => stores().cases,
    tasks: () => stores().tasks,
    mails: () => stores().mails,
    papers: () => stores().papers,
    printer: () => printer ?? standIns?.printer ?? null,
    todos: () => stores().todos,
    unconfirmed: () => stores().unconfirmed,
    budgets: () => stores().budgets,
    devices: () => stores().devices,
    links: () => stores().links,
    proofs: () => stores().proofs,
    dayBooks: () => stores().dayBooks,
    decisionLog: () => stores().decisionLog,
    retentionPlans: () => stores().retentionPlans,
    searchWords: () => stores().searchWords,
    registers: () => stores().registers,
    serviceLevels: () => stores().serviceLevels,
    readings: () => stores().readings,
    privacyRecords: () => stores().privacyRecords,
    recaps: () => stores().recaps,
    restorations: () => stores().restorations,
    surveys: () => stores().surveys,
    tables: () => stores().tables,
    tries: () => stores().tries,
    uptime: () => stores().uptime,
    agencies: () => stores().agencies,
    administration: () => stores().administration,
    secrets: () => secretsFrom(variable("LINK_SECRET"), variable("DEVICE_SECRET")),
    files: () => filesIn(variable("LETTERS_BUCKET"), storeIn(environment)),
    mailer: () => mailerBy(environment),
    sessions: () => sessionsOf({ issuer: variable("OIDC_ISSUER"), clientId: variable("OIDC_CLIENT_ID") }),
    workflow: () => workflowOn(standIns?.workflow ?? stepFunctions(), () => machinesIn(environment["STATE_MACHINES"])),
  });
}

/** The file store as the SDK finds it: by what Lambda, or the host of one machine, sets. */
export function storeIn(environment: Environment): FileStore {
  const signer = signerIn(environment);
  return { ...signer, address: environment["AWS_ENDPOINT_URL_S3"] ?? `https://s3.${signer.region}.amazonaws.com` };
}

function mailerBy(environment: Environment): Mailer {
  const from = environment["MAIL_FROM"];
  if (from) return mailerFrom(from, standIns?.sendRawMail ?? mailServiceIn(environment));
  const refuse = async (): Promise<never> => {
    throw new Fault("environment variable MAIL_FROM is not set");
  };
  return { leavesToSweep: true, send: refuse, tryAgain: refuse };
}

/** SES as the SDK finds it. Whatever else mail is handed to keeps no list of addresses. */
export function mailServiceIn(environment: Environment): MailService | null {
  if (environment["AWS_ENDPOINT_URL_SES"]) return null;
  const signer = signerIn(environment);
  return { ...signer, address: `https://email.${signer.region}.amazonaws.com` };
}

function signerIn(environment: Environment): Signer {
  return {
    region: environment["AWS_REGION"] ?? "",
    credentials: () => ({
      accessKeyId: environment["AWS_ACCESS_KEY_ID"] ?? "",
      secretAccessKey: environment["AWS_SECRET_ACCESS_KEY"] ?? "",
      ...(environment["AWS_SESSION_TOKEN"] ? { sessionToken: environment["AWS_SESSION_TOKEN"] } : {}),
    }),
  };
}

/**
 * Functions that only resume need no machine. Asked each time: a host that follows another in the process may have machines
 * of newer versions.
 */
function machinesIn(text = "{}"): Record<string, string> {
  return JSON.parse(text) as Record<string, string>;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

function lazily<T extends object>(makers: { [Name in keyof T]: () => T[Name] }): T {
  const result = {};
  for (const [name, make] of Object.entries<() => unknown>(makers)) {
    Object.defineProperty(result, name, { get: once(make), enumerable: true });
  }
  return result as T;
}
