import { PutCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { RegisterEntry, Registers } from "../../domain/ports.ts";
import { TemporaryProblem } from "../../domain/refusal.ts";
import { isConditionFailure, keys, type Table } from "./table.ts";

const attempts = 200;

/**
 * Numbers without gaps and without transactions: item n+1 is claimed with a condition, and tried again above what others
 * claimed meanwhile. Before claiming, the case remembers the last number it saw (`agendaFrom`), and before each attempt
 * it has seen every claim above that number; so a run after a crash, or beside another of the same case, finds the own
 * claim instead of making a second one.
 */
export function registersIn({ client, name: TableName }: Table): Registers {
  return {
    async claim(register, year, caseId, at) {
      const intent = await rememberLast(register, year, caseId);
      if (intent.agenda) return { ...intent.agenda, caseId };
      const entry = await claimNumber(register, intent, caseId, at);
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

    list: (register, year) => claimsAfter(register, year, 0),
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

  async function claimNumber(register: string, intent: Intent, caseId: string, at: string): Promise<RegisterEntry> {
    const { year } = intent;
    let seen = intent.from;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (intent.again || attempt > 0) {
        const others = await claimsAfter(register, year, seen);
        const own = others.find((entry) => entry.caseId === caseId);
        if (own) return own;
        seen = others.at(-1)?.number ?? seen;
      }
      const entry: RegisterEntry = { year, number: seen + 1, caseId, at };
      if (await putNew(register, entry)) return entry;
    }
    throw new TemporaryProblem(`others were faster ${attempts} times`);
  }

  /** Whether the number was free. */
  async function putNew(register: string, entry: RegisterEntry): Promise<boolean> {
    const Item = { ...keys.register(register, entry.year, entry.number), ...entry };
    try {
      await client.send(new PutCommand({ TableName, Item, ConditionExpression: "attribute_not_exists(pk)" }));
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  }

  async function claimsAfter(register: string, year: number, last: number): Promise<RegisterEntry[]> {
    const entries: RegisterEntry[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: "pk = :pk AND sk > :last",
          ExpressionAttributeValues: {
            ":pk": keys.register(register, year, 0).pk,
            ":last": keys.register(register, year, last).sk,
          },
          ConsistentRead: true,
          ExclusiveStartKey: from,
        }),
      );
      entries.push(...(page.Items ?? []).map((item) => item as unknown as RegisterEntry));
      from = page.LastEvaluatedKey;
    } while (from);
    return entries.map(({ year: of, number, caseId, at }) => ({ year: of, number, caseId, at }));
  }
}
