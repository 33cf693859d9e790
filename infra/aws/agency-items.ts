/** The agency and its people in the table, as the functions read them. */
import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import type { AgencySettings, StaffMember } from "../../functions/domain/agency.ts";
import type { WantedAdministrator } from "../agencies/administrator-option.ts";
import { personAsStored } from "../agencies/person-as-stored.ts";
import { loadOneMachine, type OneMachine } from "../local/host/one-machine.ts";
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

/** Puts people in, or puts them right; see `person-as-stored.ts`. */
export async function putStaff(table: string, staff: StaffMember[], client: DynamoDBDocumentClient): Promise<void> {
  for (const member of staff) {
    const Key = { ...agencyItems.staff, sk: member.id };
    const { Item: stored } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
    const before = (stored ?? null) as StaffMember | null;
    const Item = { ...Key, ...agencyItems.stamp, ...personAsStored(before, member, new Date().toISOString()) };
    await client.send(new PutCommand({ TableName: table, Item }));
  }
}

/**
 * Makes somebody an administrator, with a line in the log of the pages; whoever is one already stays as they are.
 *
 * @param items of the table, with the settings and the people in it
 * @returns who it is, and what was done in a sentence
 * @throws Error that says why nothing was done
 */
export async function putAdmin(
  items: ReturnType<OneMachine["itemsInTable"]>,
  wanted: WantedAdministrator,
): Promise<{ member: StaffMember; told: string }> {
  const { appointAdministrator } = await loadOneMachine();
  const { how, member } = await appointAdministrator(items, { ...wanted, program: "npm run deploy" });
  const { id, name } = member;
  const told = {
    already: `${name} (${id}) is an administrator already; nothing was changed.`,
    entered: `${name} (${id}) is entered as administrator.`,
    given: `${name} (${id}), who is on the staff list with this address, is an administrator now, too.`,
    "brought back": `${name} (${id}), who has this address and was out of service, is back, as administrator.`,
  };
  return { member, told: told[how] };
}

/** Commands that create the accounts of these people; whoever has one already is told so and nothing changes. */
export function accountCommands(userPool: string, region: string, staff: StaffMember[]): string[] {
  return staff.map(
    ({ email, id, provingEmail = email }) =>
      `aws cognito-idp admin-create-user --region ${region} --user-pool-id ${userPool} --username ${id} ` +
      `--user-attributes ${asWord(`Name=email,Value=${provingEmail}`)} Name=email_verified,Value=true ` +
      "--desired-delivery-mediums EMAIL",
  );
}

/** As a shell takes it for one word: what may stand in a mail address means something to it. */
function asWord(text: string): string {
  return /^[\w=,.@+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

export function tableClient(region: string): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient({ region }));
}
