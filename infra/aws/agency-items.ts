/** The agency and its people in the table, as the functions read them. */
import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { withProvenAddress } from "../../functions/domain/access/staff-address.ts";
import type { AgencySettings, StaffMember } from "../../functions/domain/agency.ts";
import { agencyItems } from "../names.ts";

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

/**
 * Puts people in, or puts them right. Another address than before gets letters, and proves the person once it is confirmed; what
 * only the service knows of them stays.
 */
export async function putStaff(table: string, staff: StaffMember[], client: DynamoDBDocumentClient): Promise<void> {
  for (const member of staff) {
    const Key = { ...agencyItems.staff, sk: member.id };
    const { Item: stored } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
    const before = (stored ?? null) as StaffMember | null;
    const signedOut = before?.signedOutAt === undefined ? {} : { signedOutAt: before.signedOutAt };
    const Item = {
      ...Key,
      ...agencyItems.stamp,
      ...signedOut,
      ...withProvenAddress(before, member, new Date().toISOString()),
    };
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
