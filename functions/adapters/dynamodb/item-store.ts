import { setTimeout as wait } from "node:timers/promises";
import {
  BatchGetCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
  type QueryCommandOutput,
} from "@aws-sdk/lib-dynamodb";
import { table as names } from "../../../infra/names.ts";
import { TemporaryProblem } from "../../domain/refusal.ts";
import type { Changes, Condition, Cursor, Item, ItemStore, Key, Range } from "../items/item-store.ts";
import { rangeExpression, Terms, updateCondition, updateExpression } from "./expressions.ts";
import type { Table } from "./table.ts";

/** Most keys that one request may name. */
const atOnce = 100;
const attempts = 6;
const firstPauseMs = 25;

/** @param pause waits so many milliseconds before keys are asked for again that DynamoDB did not get to */
export function dynamoDbItems(
  { client, name: TableName }: Table,
  pause: (ms: number) => Promise<unknown> = wait,
): ItemStore {
  async function getSome(wanted: Key[], ConsistentRead: boolean): Promise<Item[]> {
    const found: Item[] = [];
    let left: Record<string, unknown>[] = wanted.map(({ pk, sk }) => ({ pk, sk }));
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (attempt > 0) await pause(firstPauseMs * 2 ** (attempt - 1));
      const request = { RequestItems: { [TableName]: { Keys: left, ConsistentRead } } };
      const { Responses, UnprocessedKeys } = await client.send(new BatchGetCommand(request));
      found.push(...((Responses?.[TableName] ?? []) as Item[]));
      left = UnprocessedKeys?.[TableName]?.Keys ?? [];
      if (left.length === 0) return found;
    }
    throw new TemporaryProblem(`${left.length} of ${wanted.length} items could not be read`);
  }

  const rangeIn = (range: Range) => {
    const terms = new Terms();
    const KeyConditionExpression = rangeExpression(range, terms);
    return {
      TableName,
      IndexName: range.index && names[`${range.index}Index`].name,
      KeyConditionExpression,
      ...attributesOf(terms),
      ScanIndexForward: !range.descending,
    };
  };

  async function update(key: Key, changes: Changes, conditions: Condition[] | null): Promise<Item> {
    const terms = new Terms();
    const UpdateExpression = updateExpression(changes, terms);
    const ConditionExpression = conditions ? updateCondition(conditions, terms) : undefined;
    const expressions = { UpdateExpression, ConditionExpression, ...attributesOf(terms) };
    const request = { TableName, Key: { pk: key.pk, sk: key.sk }, ReturnValues: "ALL_NEW", ...expressions } as const;
    return (await client.send(new UpdateCommand(request))).Attributes as Item;
  }

  return {
    async get({ pk, sk }, { aged } = {}) {
      const request = { TableName, Key: { pk, sk }, ConsistentRead: !aged };
      const { Item } = await client.send(new GetCommand(request));
      return (Item as Item | undefined) ?? null;
    },

    async getMany(wanted, { aged } = {}) {
      const found: Item[] = [];
      for (let from = 0; from < wanted.length; from += atOnce) {
        found.push(...(await getSome(wanted.slice(from, from + atOnce), !aged)));
      }
      return found;
    },

    async page(range, { aged, limit, from } = {}) {
      // An index knows no other reading.
      const ConsistentRead = range.index ? undefined : !aged;
      const question = { ...rangeIn(range), ConsistentRead, Limit: limit, ExclusiveStartKey: from ?? undefined };
      const page = await client.send(new QueryCommand(question));
      return { items: (page.Items ?? []) as Item[], next: (page.LastEvaluatedKey as Cursor | undefined) ?? null };
    },

    async count(range, atMost) {
      let counted = 0;
      let ExclusiveStartKey: Cursor | undefined;
      do {
        const question = { ...rangeIn(range), Select: "COUNT", Limit: atMost - counted, ExclusiveStartKey } as const;
        const page: QueryCommandOutput = await client.send(new QueryCommand(question));
        counted += page.Count ?? 0;
        ExclusiveStartKey = page.LastEvaluatedKey as Cursor | undefined;
      } while (ExclusiveStartKey && counted < atMost);
      return counted;
    },

    // Nothing tells without a write of its own for each write to a list.
    revision: async () => null,

    async put(Item) {
      await client.send(new PutCommand({ TableName, Item }));
    },

    async putNew(Item) {
      const request = { TableName, Item, ConditionExpression: `attribute_not_exists(${names.partitionKey})` };
      return unlessRefused(async () => {
        await client.send(new PutCommand(request));
        return true;
      }, false);
    },

    update: async (key, changes, conditions = []) => unlessRefused(async () => update(key, changes, conditions), null),

    upsert: async (key, changes) => update(key, changes, null),
  };
}

function attributesOf({ ExpressionAttributeNames, ExpressionAttributeValues }: Terms) {
  return { ExpressionAttributeNames, ExpressionAttributeValues };
}

/** What a call answers, or something else where its condition did not hold: a lost race is no error. */
async function unlessRefused<Answer, Else>(call: () => Promise<Answer>, refused: Else): Promise<Answer | Else> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Error && error.name === "ConditionalCheckFailedException") return refused;
    throw error;
  }
}
