import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

/** The one table and a client that speaks plain objects. */
export interface Table {
  name: string;
  client: DynamoDBDocumentClient;
}

export function openTable(name: string): Table {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
    marshallOptions: { removeUndefinedValues: true },
  });
  return { name, client };
}

/** Keys of every item, in one place. */
export const keys = {
  case: (id: string) => ({ pk: `CASE#${id}`, sk: "CASE" }),
  task: (caseId: string, id: string) => ({ pk: `CASE#${caseId}`, sk: `TASK#${id}` }),
  mail: (caseId: string, id: string) => ({ pk: `CASE#${caseId}`, sk: `MAIL#${id}` }),
  naming: (named: string, by: string) => ({ pk: `CASE#${named}`, sk: `NAMED#${by}` }),
  link: (hash: string) => ({ pk: `LINK#${hash}`, sk: "LINK" }),
  submission: (id: string) => ({ pk: `SUBMISSION#${id}`, sk: "SUBMISSION" }),
  counter: (code: string, year: number) => ({ pk: `COUNTER#${code}#${year}`, sk: "COUNTER" }),
  register: (register: string, year: number, number: number) => ({
    pk: `REGISTER#${register}#${year}`,
    sk: String(number).padStart(7, "0"),
  }),
  day: (room: string, date: string) => ({ pk: `DAY#${room}#${date}`, sk: "DAY" }),
  survey: (year: number, id: string) => ({ pk: `SURVEY#${year}`, sk: id }),
  recap: (date: string, name: string) => ({ pk: `RECAP#${date.slice(0, 7)}`, sk: `${date}#${name}` }),
  report: (month: string, version: number) => ({ pk: `REPORT#${month}`, sk: String(version).padStart(4, "0") }),
  settings: () => ({ pk: "AGENCY", sk: "SETTINGS" }),
  staff: (id: string) => ({ pk: "STAFF", sk: id }),
};

/** Index keys: what people list. */
export const lists = {
  inbox: (actor: string) => `INBOX#${actor}`,
  cases: (open: boolean) => (open ? "CASES#open" : "CASES#ended"),
};

/** Index partition of what the sweep drives; its sort key is the instant from which an item is looked at. */
export const todoPartition = "TODO";

export function isConditionFailure(error: unknown): boolean {
  return error instanceof Error && error.name === "ConditionalCheckFailedException";
}
