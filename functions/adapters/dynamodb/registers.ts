import { PutCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { RegisterEntry, RegisterId, Registers } from "../../domain/ports.ts";
import { TemporaryProblem } from "../../domain/refusal.ts";
import { isConditionFailure, keys, type Table } from "./table.ts";

const attempts = 200;

/** Attributes of the case that hold its number in a register, and what it saw before it claimed one. */
const attributes: Record<RegisterId, { place: string; intent: string }> = {
  incoming: { place: "agenda", intent: "agendaFrom" },
  agreements: { place: "agreement", intent: "agreementFrom" },
};

/**
 * Numbers without gaps and without transactions: item n+1 is claimed with a condition, and tried again above what others
 * claimed meanwhile. Before claiming, the case remembers the last number it saw (its intent), and before each attempt
 * it has seen every claim above that number; so a run after a crash, or beside another of the same case, finds the own
 * claim instead of making a second one.
 */
export function registersIn({ client, name: TableName }: Table): Registers {
  return {
    async claim(register, year, caseId, at) {
      const intent = await rememberLast(register, year, caseId);
      if (intent.place) return { ...intent.place, caseId };
      const entry = await claimNumber(register, intent, caseId, at);
      await client.send(
        new UpdateCommand({
          TableName,
          Key: keys.case(caseId),
          UpdateExpression: "SET #place = :place",
          ExpressionAttributeNames: { "#place": attributes[register].place },
          ExpressionAttributeValues: { ":place": { year: entry.year, number: entry.number, at: entry.at } },
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
    place: { year: number; number: number; at: string } | null;
  }

  async function rememberLast(register: RegisterId, year: number, caseId: string): Promise<Intent> {
    const { intent, place } = attributes[register];
    const last = await lastNumber(register, year);
    try {
      await client.send(
        new UpdateCommand({
          TableName,
          Key: keys.case(caseId),
          UpdateExpression: "SET #intent = :from",
          ConditionExpression: "attribute_exists(pk) AND attribute_not_exists(#intent)",
          ExpressionAttributeNames: { "#intent": intent },
          ExpressionAttributeValues: { ":from": { year, last } },
        }),
      );
      return { year, from: last, again: false, place: null };
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
    }
    const { Attributes = {} } = await client.send(
      new UpdateCommand({
        TableName,
        Key: keys.case(caseId),
        UpdateExpression: "SET #intent = #intent",
        ExpressionAttributeNames: { "#intent": intent },
        ReturnValues: "ALL_NEW",
      }),
    );
    const remembered = Attributes[intent] as { year: number; last: number };
    const placed = (Attributes[place] as Intent["place"] | undefined) ?? null;
    return { year: remembered.year, from: remembered.last, again: true, place: placed };
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
