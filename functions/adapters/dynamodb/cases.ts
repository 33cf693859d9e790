import { BatchGetCommand, GetCommand, PutCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { CaseItem, Dossier } from "../../domain/case/records.ts";
import { minutesLater } from "../../domain/calendar/instants.ts";
import type { Cases } from "../../domain/ports.ts";
import { readCase, readMail, readTask, type Item } from "./items.ts";
import { isConditionFailure, keys, lists, todoPartition, type Table } from "./table.ts";

/** The sweep looks at a case that was not marked as started after half a minute. */
const startGraceMinutes = 0.5;

export function casesIn({ client, name: TableName }: Table): Cases {
  const update = async (caseId: string, expression: string, values: Item, condition?: string): Promise<void> => {
    await client.send(
      new UpdateCommand({
        TableName,
        Key: keys.case(caseId),
        UpdateExpression: expression,
        ConditionExpression: condition ?? "attribute_exists(pk)",
        ExpressionAttributeValues: Object.keys(values).length > 0 ? values : undefined,
      }),
    );
  };
  return {
    async nextNumber(code, year) {
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName,
          Key: keys.counter(code, year),
          UpdateExpression: "ADD #last :one",
          ExpressionAttributeNames: { "#last": "last" },
          ExpressionAttributeValues: { ":one": 1 },
          ReturnValues: "UPDATED_NEW",
        }),
      );
      return Number(Attributes?.["last"]);
    },

    async claimSubmission(submissionId, caseId) {
      const Key = keys.submission(submissionId);
      try {
        const Item = { ...Key, caseId };
        await client.send(new PutCommand({ TableName, Item, ConditionExpression: "attribute_not_exists(pk)" }));
        return caseId;
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
        const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
        return String(Item?.["caseId"]);
      }
    },

    async carriedOut(submissionIds) {
      if (submissionIds.length === 0) return [];
      const Keys = submissionIds.map(keys.submission);
      const { Responses } = await client.send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys } } }));
      const done = (Responses?.[TableName] ?? []).filter((item) => item["carriedOut"] === true);
      return submissionIds.filter((id) => done.some((item) => item["pk"] === keys.submission(id).pk));
    },

    async markCarriedOut(submissionId) {
      await client.send(
        new UpdateCommand({
          TableName,
          Key: keys.submission(submissionId),
          UpdateExpression: "SET carriedOut = :yes",
          ConditionExpression: "attribute_exists(pk)",
          ExpressionAttributeValues: { ":yes": true },
        }),
      );
    },

    async create(item, { subject }) {
      const Item = {
        ...keys.case(item.id),
        ...item,
        subject,
        listPk: lists.cases(true),
        listSk: `${item.createdAt}#${item.id}`,
        todoPk: todoPartition,
        todoSk: minutesLater(item.createdAt, startGraceMinutes),
      };
      try {
        await client.send(new PutCommand({ TableName, Item, ConditionExpression: "attribute_not_exists(pk)" }));
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
      }
    },

    async dossier(caseId) {
      const items: Item[] = [];
      let from: Item | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: "pk = :pk",
            ExpressionAttributeValues: { ":pk": keys.case(caseId).pk },
            ConsistentRead: true,
            ExclusiveStartKey: from,
          }),
        );
        items.push(...(page.Items ?? []));
        from = page.LastEvaluatedKey as Item | undefined;
      } while (from);
      return assemble(items);
    },

    markStarted: (caseId, at) => update(caseId, "SET startedAt = :at REMOVE todoPk, todoSk", { ":at": at }),

    markEnded: (caseId, ending, at) =>
      update(
        caseId,
        "SET ending = :ending, endedAt = if_not_exists(endedAt, :at), listPk = :list REMOVE todoPk, todoSk",
        {
          ":ending": ending,
          ":at": at,
          ":list": lists.cases(false),
        },
      ),

    recordProblem: (caseId, problem) => update(caseId, "SET problem = :problem", { ":problem": problem }),

    recordMailProblem: (caseId, problem) =>
      update(caseId, "SET mailProblem = if_not_exists(mailProblem, :problem)", { ":problem": problem }),

    async clearMailProblem(caseId, address) {
      try {
        await update(caseId, "REMOVE mailProblem", { ":address": address }, "mailProblem.address = :address");
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
      }
    },

    withdraw: (caseId, answer) =>
      update(caseId, "SET withdrawal = if_not_exists(withdrawal, :answer), todoPk = :todo, todoSk = :at", {
        ":answer": answer,
        ":todo": todoPartition,
        ":at": minutesLater(answer.at, startGraceMinutes),
      }),

    async link(named, by) {
      await client.send(new PutCommand({ TableName, Item: { ...keys.naming(named, by), by } }));
    },

    async list({ open, before, limit }) {
      const page = await client.send(
        new QueryCommand({
          TableName,
          IndexName: "list",
          KeyConditionExpression: before ? "listPk = :list AND listSk < :before" : "listPk = :list",
          ExpressionAttributeValues: { ":list": lists.cases(open), ...(before ? { ":before": before } : {}) },
          ScanIndexForward: false,
          Limit: limit,
        }),
      );
      const last: unknown = page.LastEvaluatedKey?.["listSk"];
      return { items: (page.Items ?? []).map(readCase), next: typeof last === "string" ? last : null };
    },
  };
}

function assemble(items: Item[]): Dossier | null {
  const caseItem: CaseItem[] = items.filter((item) => item["sk"] === "CASE").map(readCase);
  if (!caseItem[0]) return null;
  const kind = (prefix: string): Item[] => items.filter((item) => String(item["sk"]).startsWith(prefix));
  const namedBy = kind("NAMED#").map((item) => String(item["by"]));
  return {
    case: caseItem[0],
    tasks: kind("TASK#")
      .map(readTask)
      .sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1)),
    mails: kind("MAIL#")
      .map(readMail)
      .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1)),
    ...(namedBy.length > 0 ? { namedBy } : {}),
  };
}
