import { PutCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { RegisterEntry, Registers } from "../../domain/ports.ts";
import { TemporaryProblem } from "../../domain/refusal.ts";
import { isConditionFailure, keys, type Table } from "./table.ts";

const attempts = 200;

/**
 * Numbers without gaps and without transactions: item n+1 is claimed with a condition, and tried again one higher when
 * another was faster. Before claiming, the case remembers the last number it saw (`agendaFrom`), so that a run after a
 * crash looks for its own claim above that number instead of taking a second one.
 */
export function registersIn({ client, name: TableName }: Table): Registers {
  return {
    async claim(register, year, caseId, at) {
      const intent = await rememberLast(register, year, caseId);
      if (intent.agenda) return { ...intent.agenda, caseId };
      const found = intent.again ? await ownClaim(register, intent.year, caseId, intent.from) : null;
      const entry = found ?? (await claimNext(register, intent.year, caseId, intent.from, at));
      await client.send(
        new UpdateCommand({
          TableName,
          Key: keys.case(caseId),
          UpdateExpression: "SET agenda = :agenda",
          ExpressionAttributeValues: { ":agenda": { year: entry.year, number: entry.number, at: entry.at } },
        }),
      );
      return entry;
    },

    async list(register, year) {
      const entries: RegisterEntry[] = [];
      let from: Record<string, unknown> | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: "pk = :pk",
            ExpressionAttributeValues: { ":pk": keys.register(register, year, 0).pk },
            ExclusiveStartKey: from,
          }),
        );
        entries.push(...(page.Items ?? []).map((item) => item as unknown as RegisterEntry));
        from = page.LastEvaluatedKey;
      } while (from);
      return entries.map(({ year: of, number, caseId, at }) => ({ year: of, number, caseId, at }));
    },
  };

  interface Intent {
    year: number;
    from: number;
    again: boolean;
    agenda: { year: number; number: number; at: string } | null;
  }

  async function rememberLast(register: string, year: number, caseId: string): Promise<Intent> {
    const last = await lastNumber(register, year);
    try {
      await client.send(
        new UpdateCommand({
          TableName,
          Key: keys.case(caseId),
          UpdateExpression: "SET agendaFrom = :from",
          ConditionExpression: "attribute_exists(pk) AND attribute_not_exists(agendaFrom)",
          ExpressionAttributeValues: { ":from": { year, last } },
        }),
      );
      return { year, from: last, again: false, agenda: null };
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
    }
    const { Attributes = {} } = await client.send(
      new UpdateCommand({
        TableName,
        Key: keys.case(caseId),
        UpdateExpression: "SET agendaFrom = agendaFrom",
        ReturnValues: "ALL_NEW",
      }),
    );
    const remembered = Attributes["agendaFrom"] as { year: number; last: number };
    const agenda = (Attributes["agenda"] as Intent["agenda"] | undefined) ?? null;
    return { year: remembered.year, from: remembered.last, again: true, agenda };
  }

  async function lastNumber(register: string, year: number): Promise<number> {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": keys.register(register, year, 0).pk },
        ScanIndexForward: false,
        Limit: 1,
        ConsistentRead: true,
      }),
    );
    return Number(Items[0]?.["number"] ?? 0);
  }

  async function ownClaim(register: string, year: number, caseId: string, from: number): Promise<RegisterEntry | null> {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: "pk = :pk AND sk > :from",
        FilterExpression: "caseId = :case",
        ExpressionAttributeValues: {
          ":pk": keys.register(register, year, 0).pk,
          ":from": keys.register(register, year, from).sk,
          ":case": caseId,
        },
        ConsistentRead: true,
      }),
    );
    return (Items[0] as RegisterEntry | undefined) ?? null;
  }

  async function claimNext(
    register: string,
    year: number,
    caseId: string,
    from: number,
    at: string,
  ): Promise<RegisterEntry> {
    for (let number = from + 1; number <= from + attempts; number += 1) {
      const entry: RegisterEntry = { year, number, caseId, at };
      try {
        await client.send(
          new PutCommand({
            TableName,
            Item: { ...keys.register(register, year, number), ...entry },
            ConditionExpression: "attribute_not_exists(pk)",
          }),
        );
        return entry;
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
      }
    }
    throw new TemporaryProblem(`${attempts} numbers after ${from} were taken by others`);
  }
}
