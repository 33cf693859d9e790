import { PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { Recaps, ReportVersion } from "../../domain/ports.ts";
import type { RecapEntry } from "../../domain/reading-room/recap-book.ts";
import { TemporaryProblem } from "../../domain/refusal.ts";
import { withoutKeys, type Item } from "./items.ts";
import { isConditionFailure, keys, type Table } from "./table.ts";

const attempts = 50;

/**
 * One item per entry under the key of its month: readers who leave at once never wait for each other, an action that is
 * driven again writes the same item again, and a month is read with one query.
 */
export function recapsIn({ client, name: TableName }: Table): Recaps {
  return {
    async add(entry) {
      await client.send(new PutCommand({ TableName, Item: { ...keys.recap(entry.date, nameOf(entry)), ...entry } }));
    },

    month: async (month) => (await allOf(keys.recap(month, "").pk)) as unknown as RecapEntry[],

    reports: (month) => versionsOf(month),

    async fileReport(month, caseId, at) {
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const filed = await versionsOf(month);
        const own = filed.find((version) => version.caseId === caseId);
        if (own) return own;
        const version: ReportVersion = { version: filed.length + 1, caseId, at };
        if (await putNew({ ...keys.report(month, version.version), ...version })) return version;
      }
      throw new TemporaryProblem(`others filed a report of ${month} ${attempts} times`);
    },
  };

  async function versionsOf(month: string): Promise<ReportVersion[]> {
    return (await allOf(keys.report(month, 0).pk)) as unknown as ReportVersion[];
  }

  async function allOf(pk: string): Promise<Item[]> {
    const items: Item[] = [];
    let from: Item | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": pk },
          ConsistentRead: true,
          ExclusiveStartKey: from,
        }),
      );
      items.push(...(page.Items ?? []).map(withoutKeys));
      from = page.LastEvaluatedKey as Item | undefined;
    } while (from);
    return items;
  }

  /** Whether the key was free. */
  async function putNew(item: Item): Promise<boolean> {
    try {
      await client.send(new PutCommand({ TableName, Item: item, ConditionExpression: "attribute_not_exists(pk)" }));
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  }
}

/** An entry about people is named after their case, a day's after its kind: one of each. */
function nameOf(entry: RecapEntry): string {
  return "caseId" in entry ? entry.caseId : entry.kind;
}
