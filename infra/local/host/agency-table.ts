/** The host's own look into the table: the agency and its people, for the sign-in; and the demo agency put in at first. */
import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { AgencySettings, StaffMember } from "../../../functions/domain/agency.ts";
import { table } from "../../names.ts";
import { demoSettings, demoStaff } from "./demo-agency.ts";

export interface Agency {
  settings: AgencySettings;
  /** Whether it is the made-up agency, whose people may be shown to everyone. */
  demo: boolean;
}

export interface AgencyTable {
  /** Null before anybody has set the agency up. */
  agency(): Promise<Agency | null>;
  staff(): Promise<StaffMember[]>;
  /** Puts the demo agency in; leaves alone what is there already. */
  seedDemo(): Promise<void>;
  close(): void;
}

const settingsKey = { pk: "AGENCY", sk: "SETTINGS" };

export function openAgencyTable(options: ConstructorParameters<typeof DynamoDBClient>[0]): AgencyTable {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(options ?? {}));
  const TableName = table.name;

  async function putOnce(item: Record<string, unknown>): Promise<void> {
    const command = new PutCommand({ TableName, Item: item, ConditionExpression: "attribute_not_exists(pk)" });
    await client.send(command).catch((error: unknown) => {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    });
  }

  return {
    async agency() {
      const { Item } = await client.send(new GetCommand({ TableName, Key: settingsKey, ConsistentRead: true }));
      return Item ? { settings: Item["settings"] as AgencySettings, demo: Item["demo"] === true } : null;
    },
    async staff() {
      const query = { KeyConditionExpression: "pk = :staff", ExpressionAttributeValues: { ":staff": "STAFF" } };
      const { Items = [] } = await client.send(new QueryCommand({ TableName, ...query }));
      return Items as unknown as StaffMember[];
    },
    async seedDemo() {
      for (const member of demoStaff) await putOnce({ pk: "STAFF", sk: member.id, ...member });
      await putOnce({ ...settingsKey, settings: demoSettings, demo: true });
    },
    close: () => client.destroy(),
  };
}
