import { PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { MailItem } from "../../domain/case/records.ts";
import { minutesLater } from "../../domain/calendar/instants.ts";
import type { Mails } from "../../domain/ports.ts";
import { isConditionFailure, keys, todoPartition, type Table } from "./table.ts";

/** The sweep looks at a mail that was not marked as sent after half a minute. */
const sendGraceMinutes = 0.5;

export function mailsIn({ client, name: TableName }: Table): Mails {
  const update = async (
    { caseId, id }: MailItem,
    UpdateExpression: string,
    ConditionExpression: string,
    values: Record<string, unknown>,
  ): Promise<void> => {
    try {
      await client.send(
        new UpdateCommand({
          TableName,
          Key: keys.mail(caseId, id),
          UpdateExpression,
          ConditionExpression,
          ExpressionAttributeNames: { "#state": "state" },
          ExpressionAttributeValues: values,
        }),
      );
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
    }
  };
  /** What became of an attempt says nothing about a mail that was put back to be sent again meanwhile. */
  const record = (mail: MailItem, UpdateExpression: string, values: Record<string, unknown>): Promise<void> =>
    update(mail, UpdateExpression, unlessPutBack, { ...values, ":resentFor": mail.resentFor ?? "" });
  return {
    async add(mail) {
      const Item = {
        ...keys.mail(mail.caseId, mail.id),
        ...mail,
        todoPk: todoPartition,
        todoSk: mail.notBefore ?? minutesLater(mail.createdAt, sendGraceMinutes),
      };
      try {
        await client.send(new PutCommand({ TableName, Item, ConditionExpression: "attribute_not_exists(pk)" }));
        return true;
      } catch (error) {
        if (isConditionFailure(error)) return false;
        throw error;
      }
    },

    markSent: (mail, at, address) =>
      record(mail, `SET #state = :sent, sentAt = :at, ${delivered} REMOVE todoPk, todoSk`, {
        ":sent": "sent",
        ":at": at,
        ":delivery": [{ address, at }],
        ":none": [],
      }),

    markFailed: (mail, retryAt) =>
      retryAt
        ? record(mail, "SET #state = :pending, attempts = :attempts, todoPk = :todo, todoSk = :at", {
            ":pending": "pending",
            ":attempts": mail.attempts + 1,
            ":todo": todoPartition,
            ":at": retryAt,
          })
        : record(mail, "SET #state = :failed, attempts = :attempts REMOVE todoPk, todoSk", {
            ":failed": "failed",
            ":attempts": mail.attempts + 1,
          }),

    markByHand: (mail) => record(mail, "SET #state = :byHand REMOVE todoPk, todoSk", { ":byHand": "by-hand" }),

    sendAgain: (mail, task, at) =>
      update(
        mail,
        "SET #state = :pending, attempts = :zero, resentFor = :task, todoPk = :todo, todoSk = :at",
        "attribute_exists(pk) AND (attribute_not_exists(resentFor) OR resentFor <> :task)",
        { ":pending": "pending", ":zero": 0, ":task": task, ":todo": todoPartition, ":at": at },
      ),
  };
}

const unlessPutBack = "attribute_exists(pk) AND (attribute_not_exists(resentFor) OR resentFor = :resentFor)";
const delivered = "deliveries = list_append(if_not_exists(deliveries, :none), :delivery)";
