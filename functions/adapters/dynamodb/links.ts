import { GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { LinkItem, Links } from "../../domain/ports.ts";
import { isConditionFailure, keys, type Table } from "./table.ts";

const unlocked = "attribute_exists(pk) AND (lockedUntil = :none OR lockedUntil <= :now)";

export function linksIn({ client, name: TableName }: Table): Links {
  const update = async (
    hash: string,
    UpdateExpression: string,
    values: Record<string, unknown>,
    ConditionExpression = "attribute_exists(pk)",
  ): Promise<Record<string, unknown>> => {
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName,
        Key: keys.link(hash),
        UpdateExpression,
        ConditionExpression,
        ExpressionAttributeValues: values,
        ReturnValues: "ALL_NEW",
      }),
    );
    return Attributes ?? {};
  };
  return {
    async add(link) {
      const Item = { ...keys.link(link.hash), ...link, wrong: 0, lockedUntil: null, code: null, codesSent: [] };
      try {
        await client.send(new PutCommand({ TableName, Item, ConditionExpression: "attribute_not_exists(pk)" }));
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
      }
    },

    async find(hash) {
      const { Item } = await client.send(new GetCommand({ TableName, Key: keys.link(hash), ConsistentRead: true }));
      return (Item as LinkItem | undefined) ?? null;
    },

    async setCode(hash, code, codesSent) {
      await update(hash, "SET code = :code, codesSent = :sent", { ":code": code, ":sent": codesSent });
    },

    async countWrong(hash, now) {
      try {
        const values = { ":one": 1, ":none": null, ":now": now };
        const item = await update(hash, "SET wrong = wrong + :one", values, unlocked);
        return Number(item["wrong"]);
      } catch (error) {
        if (isConditionFailure(error)) return null;
        throw error;
      }
    },

    async lock(hash, until) {
      await update(hash, "SET lockedUntil = :until, wrong = :zero, code = :none", {
        ":until": until,
        ":zero": 0,
        ":none": null,
      });
    },

    async clear(hash) {
      await update(hash, "SET wrong = :zero, code = :none", { ":zero": 0, ":none": null });
    },
  };
}
