import { GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { AgencySettings, StaffMember } from "../../domain/agency.ts";
import type { Agencies, Clock } from "../../domain/ports.ts";
import { keys, type Table } from "./table.ts";

/** Settings and staff are asked for by every request and change a few times a year. */
const freshForMs = 15_000;

export function agenciesIn({ client, name: TableName }: Table, clock: Clock): Agencies {
  const settings = remembered(clock, async () => {
    const { Item } = await client.send(new GetCommand({ TableName, Key: keys.settings() }));
    if (!Item) throw new Error("the agency has no settings yet");
    return Item["settings"] as AgencySettings;
  });
  const staff = remembered(clock, async () => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": keys.staff("").pk },
      }),
    );
    return Items as unknown as StaffMember[];
  });
  return { settings, staff };
}

/** Keeps an answer for a while; a failed look-up is not kept. */
function remembered<T>(clock: Clock, look: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | null = null;
  let until = 0;
  return () => {
    const now = clock.now();
    if (known && now < until && now > until - 2 * freshForMs) return known;
    until = now + freshForMs;
    const asked = look();
    known = asked;
    asked.catch(() => {
      if (known === asked) known = null;
    });
    return asked;
  };
}
