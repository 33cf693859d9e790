import { clock } from "../adapters/clock.ts";
import { agenciesIn } from "../adapters/dynamodb/agencies.ts";
import { casesIn } from "../adapters/dynamodb/cases.ts";
import { dayBooksIn } from "../adapters/dynamodb/day-books.ts";
import { linksIn } from "../adapters/dynamodb/links.ts";
import { mailsIn } from "../adapters/dynamodb/mails.ts";
import { recapsIn } from "../adapters/dynamodb/recaps.ts";
import { registersIn } from "../adapters/dynamodb/registers.ts";
import { surveysIn } from "../adapters/dynamodb/surveys.ts";
import { openTable } from "../adapters/dynamodb/table.ts";
import { tasksIn } from "../adapters/dynamodb/tasks.ts";
import { todosIn } from "../adapters/dynamodb/todos.ts";
import { log } from "../adapters/log.ts";
import { metricsTo } from "../adapters/metrics.ts";
import { mailDomains } from "../adapters/mail-domains.ts";
import { filesIn } from "../adapters/s3/files.ts";
import { secretsFrom } from "../adapters/secrets.ts";
import { sessionsOf } from "../adapters/sessions.ts";
import { mailerFrom } from "../adapters/ses/mailer.ts";
import { workflowOn } from "../adapters/step-functions/workflow.ts";
import type { Dependencies } from "../domain/ports.ts";
// Whatever runs here runs by the agency's tables.
import "../../statemachines/index.ts";

type Environment = Record<string, string | undefined>;

/**
 * Builds what a handler needs from its environment, each part when it is first used, so that a function needs only the
 * variables of its manifest row.
 *
 * @throws Error naming the missing variable
 */
export function dependenciesFrom(environment: Environment): Dependencies {
  const variable = (name: string): string => {
    const value = environment[name];
    if (!value) throw new Error(`environment variable ${name} is not set`);
    return value;
  };
  const table = once(() => openTable(variable("TABLE_NAME")));
  return lazily<Dependencies>({
    clock: () => clock,
    log: () => log,
    metrics: () =>
      metricsTo("AWS_LAMBDA_FUNCTION_NAME" in environment, clock.now, (line) => process.stdout.write(line)),
    mailDomains: () => mailDomains,
    publicUrl: () => variable("PUBLIC_URL"),
    cases: () => casesIn(table()),
    tasks: () => tasksIn(table()),
    mails: () => mailsIn(table()),
    todos: () => todosIn(table()),
    links: () => linksIn(table()),
    dayBooks: () => dayBooksIn(table()),
    registers: () => registersIn(table()),
    recaps: () => recapsIn(table()),
    surveys: () => surveysIn(table()),
    agencies: () => agenciesIn(table(), clock),
    secrets: () => secretsFrom(variable("LINK_SECRET")),
    files: () => filesIn(variable("LETTERS_BUCKET")),
    mailer: () => mailerFrom(variable("MAIL_FROM")),
    sessions: () => sessionsOf(variable("OIDC_ISSUER")),
    workflow: () => workflowOn(machinesIn(environment["STATE_MACHINES"])),
  });
}

/** Functions that only resume need no machine. */
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
