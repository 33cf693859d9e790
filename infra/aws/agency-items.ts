/** The agency and its people in the table, as the functions read them. */
import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import type { AgencySettings, StaffMember } from "../../functions/domain/agency.ts";
import { actors } from "../../statemachines/language/actors.ts";
import { agencyItems } from "../names.ts";

/** Roles that people of an agency can have. */
const staffRoles = Object.keys(actors).filter((role) => actors[role]?.inside);

const staffFile = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/, "use 2 to 41 lower-case letters, digits and hyphens"),
    name: z.string().min(1, "give the name, with titles"),
    nip: z.string().regex(/^(\d{18})?$/, "18 digits, or nothing"),
    email: z.email("give the mail address"),
    roles: z.array(z.enum(staffRoles, `use ${staffRoles.join(", ")}`)).min(1, "give at least one role"),
  }),
);

/**
 * People as `--staff` gives them: a JSON array, as infra/README.md shows.
 *
 * @throws Error with a line for each thing that is wrong
 */
export function readStaff(text: string): StaffMember[] {
  const parsed = staffFile.safeParse(parsedJson(text));
  if (parsed.success) return parsed.data;
  throw new Error(parsed.error.issues.map((issue) => `staff: ${issue.path.join(".")}: ${issue.message}.`).join("\n"));
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Error(`staff: this is not JSON (${error instanceof Error ? error.message : String(error)}).`, {
      cause: error,
    });
  }
}

/**
 * Puts the settings in unless there are any: once the service runs, the table's are the valid ones.
 *
 * @param again replaces what is there
 * @returns whether they were put in
 */
export async function putSettings(
  table: string,
  settings: AgencySettings,
  client: DynamoDBDocumentClient,
  again: boolean,
): Promise<boolean> {
  const Item = { ...agencyItems.settings, ...agencyItems.stamp, settings };
  const unlessThere = again ? {} : { ConditionExpression: "attribute_not_exists(pk)" };
  try {
    await client.send(new PutCommand({ TableName: table, Item, ...unlessThere }));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** Puts people in, or puts them right. */
export async function putStaff(table: string, staff: StaffMember[], client: DynamoDBDocumentClient): Promise<void> {
  for (const member of staff) {
    const Item = { ...agencyItems.staff, sk: member.id, ...agencyItems.stamp, ...member };
    await client.send(new PutCommand({ TableName: table, Item }));
  }
}

/** Commands that create the accounts of these people; whoever has one already is told so and nothing changes. */
export function accountCommands(userPool: string, region: string, staff: StaffMember[]): string[] {
  return staff.map(
    ({ id, email }) =>
      `aws cognito-idp admin-create-user --region ${region} --user-pool-id ${userPool} --username ${id} ` +
      `--user-attributes Name=email,Value=${email} Name=email_verified,Value=true --desired-delivery-mediums EMAIL`,
  );
}

export function tableClient(region: string): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient({ region }));
}
