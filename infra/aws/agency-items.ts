/** The agency and its people in the table, as the functions read them. */
import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import type { AgencySettings, StaffMember } from "../../functions/domain/agency.ts";

const staffFile = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/, "use lower-case letters, digits and hyphens"),
    name: z.string().min(1),
    nip: z.string().regex(/^(\d{18})?$/, "18 digits, or nothing"),
    email: z.email(),
    roles: z.array(z.string()).min(1),
  }),
);

/** @throws Error with a line for each thing that is wrong */
export function readStaff(text: string): StaffMember[] {
  const parsed = staffFile.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data as StaffMember[];
  throw new Error(parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n"));
}

/** Puts the settings in unless there are any: once the service runs, the table's are the valid ones. */
export async function seedSettings(table: string, settings: AgencySettings, client: DynamoDBDocumentClient) {
  const Item = { pk: "AGENCY", sk: "SETTINGS", settings };
  const command = new PutCommand({ TableName: table, Item, ConditionExpression: "attribute_not_exists(pk)" });
  try {
    await client.send(command);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** Puts people in, or puts them right. */
export async function putStaff(table: string, staff: StaffMember[], client: DynamoDBDocumentClient): Promise<void> {
  for (const member of staff) {
    await client.send(new PutCommand({ TableName: table, Item: { pk: "STAFF", sk: member.id, ...member } }));
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
