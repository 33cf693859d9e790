import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { TaskItem } from "../../domain/case/records.ts";
import { minutesLater } from "../../domain/calendar/instants.ts";
import type { Tasks } from "../../domain/ports.ts";
import { readTask, type Item } from "./items.ts";
import { isConditionFailure, keys, lists, todoPartition, type Table } from "./table.ts";

/** The sweep looks at a decided task that was not resumed after half a minute. */
const resumeGraceMinutes = 0.5;
const inboxLimit = 300;
const noDueTime = "9999";

function orderInList(dueAt: string | null, id: string): string {
  return `${dueAt ?? noDueTime}#${id}`;
}

export function tasksIn({ client, name: TableName }: Table): Tasks {
  const read = async (caseId: string, id: string): Promise<TaskItem> => {
    const Key = keys.task(caseId, id);
    const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    if (!Item) throw new Error("no such task");
    return readTask(Item);
  };
  /** Puts an item unless it exists; answers whether it did. */
  const putNew = async (Item: Item): Promise<boolean> => {
    try {
      await client.send(new PutCommand({ TableName, Item, ConditionExpression: "attribute_not_exists(pk)" }));
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  };
  return {
    async open(task) {
      const stored = await putNew({
        ...keys.task(task.caseId, task.id),
        ...task,
        listPk: lists.inbox(task.actor),
        listSk: orderInList(task.dueAt, task.id),
        ...(task.deadlineAt ? { todoPk: todoPartition, todoSk: task.deadlineAt } : {}),
      });
      if (stored) return task;
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName,
          Key: keys.task(task.caseId, task.id),
          UpdateExpression: "SET #token = :token",
          ExpressionAttributeNames: { "#token": "token" },
          ExpressionAttributeValues: { ":token": task.token },
          ReturnValues: "ALL_NEW",
        }),
      );
      const known = readTask(Attributes ?? {});
      if (known.answer) await driveAgain(known, known.answer.at);
      return known;
    },

    async record(task) {
      await putNew({ ...keys.task(task.caseId, task.id), ...task });
    },

    async decide(caseId, id, answer) {
      try {
        const { Attributes } = await client.send(
          new UpdateCommand({
            TableName,
            Key: keys.task(caseId, id),
            UpdateExpression: "SET #answer = :answer, todoPk = :todo, todoSk = :at REMOVE listPk, listSk",
            ConditionExpression: "#answer = :none",
            ExpressionAttributeNames: { "#answer": "answer" },
            ExpressionAttributeValues: {
              ":answer": answer,
              ":none": null,
              ":todo": todoPartition,
              ":at": minutesLater(answer.at, resumeGraceMinutes),
            },
            ReturnValues: "ALL_NEW",
          }),
        );
        return { won: true, task: readTask(Attributes ?? {}) };
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
        return { won: false, task: await read(caseId, id) };
      }
    },

    async start(caseId, id, { at, dueAt }) {
      try {
        const { Attributes } = await client.send(
          new UpdateCommand({
            TableName,
            Key: keys.task(caseId, id),
            UpdateExpression: "SET startedAt = :at, dueAt = :due, listSk = :order",
            ConditionExpression: "#answer = :none AND attribute_not_exists(startedAt)",
            ExpressionAttributeNames: { "#answer": "answer" },
            ExpressionAttributeValues: { ":at": at, ":due": dueAt, ":none": null, ":order": orderInList(dueAt, id) },
            ReturnValues: "ALL_NEW",
          }),
        );
        return readTask(Attributes ?? {});
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
        return read(caseId, id);
      }
    },

    async markResumed(caseId, id) {
      await client.send(
        new UpdateCommand({
          TableName,
          Key: keys.task(caseId, id),
          UpdateExpression: "SET resumed = :yes REMOVE todoPk, todoSk",
          ExpressionAttributeValues: { ":yes": true },
        }),
      );
    },

    async inbox(roles) {
      const pages = await Promise.all(
        roles.map((role) =>
          client.send(
            new QueryCommand({
              TableName,
              IndexName: "list",
              KeyConditionExpression: "listPk = :list",
              ExpressionAttributeValues: { ":list": lists.inbox(role) },
              Limit: inboxLimit,
            }),
          ),
        ),
      );
      const order = (task: TaskItem): string => `${task.dueAt ?? noDueTime}#${task.openedAt}`;
      return pages.flatMap((page) => (page.Items ?? []).map(readTask)).sort((a, b) => (order(a) < order(b) ? -1 : 1));
    },
  };

  /** A task that was answered with an older token is resumed by the sweep with the new one. */
  async function driveAgain({ caseId, id }: TaskItem, at: string): Promise<void> {
    await client.send(
      new UpdateCommand({
        TableName,
        Key: keys.task(caseId, id),
        UpdateExpression: "SET resumed = :no, todoPk = :todo, todoSk = :at",
        ExpressionAttributeValues: { ":no": false, ":todo": todoPartition, ":at": at },
      }),
    );
  }
}
