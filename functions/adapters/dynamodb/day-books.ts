import { BatchGetCommand, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { setTimeout as pause } from "node:timers/promises";
import type { DayBooks } from "../../domain/ports.ts";
import { TemporaryProblem } from "../../domain/refusal.ts";
import type { DayBook } from "../../domain/booking/day-book.ts";
import type { Item } from "./items.ts";
import { isConditionFailure, keys, type Table } from "./table.ts";

const attempts = 60;
const longestPauseMs = 40;

export function dayBooksIn({ client, name: TableName }: Table): DayBooks {
  return {
    async read(room, dates) {
      const wanted = [...new Set(dates)];
      if (wanted.length === 0) return [];
      const { Responses } = await client.send(
        new BatchGetCommand({
          RequestItems: { [TableName]: { Keys: wanted.map((date) => keys.day(room, date)), ConsistentRead: true } },
        }),
      );
      return (Responses?.[TableName] ?? []).map((item) => readDay(item, String(item["date"])));
    },

    async change(room, date, apply) {
      const Key = keys.day(room, date);
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
        const version = Number(Item?.["version"] ?? 0);
        const book = apply(readDay(Item ?? {}, date));
        try {
          await client.send(
            new PutCommand({
              TableName,
              Item: { ...Key, date, bookings: book.bookings, version: version + 1 },
              ConditionExpression: version === 0 ? "attribute_not_exists(pk)" : "version = :version",
              ExpressionAttributeValues: version === 0 ? undefined : { ":version": version },
            }),
          );
          return book;
        } catch (error) {
          if (!isConditionFailure(error)) throw error;
          await pause(Math.random() * longestPauseMs);
        }
      }
      throw new TemporaryProblem(`the day book of ${date} was changed by others ${attempts} times`);
    },
  };
}

function readDay(item: Item, date: string): DayBook {
  return { date, bookings: (item["bookings"] ?? []) as DayBook["bookings"] };
}
