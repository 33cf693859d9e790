import { PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { MailItem } from "../../domain/dossier.ts";
import { minutesLater } from "../../domain/moment.ts";
import type { Mails } from "../../domain/ports.ts";
import { isConditionFailure, keys, todoPartition, type Table } from "./table.ts";

/** The sweep looks at a mail that was not marked as sent after half a minute. */
const sendGraceMinutes = 0.5;

export function mailsIn({ client, name: TableName }: Table): Mails {
  const update = async (mail: MailItem, UpdateExpression: string, values: Record<string, unknown>): Promise<void> => {
    await client.send(
      new UpdateCommand({
        TableName,
        Key: keys.mail(mail.caseId, mail.id),
        UpdateExpression,
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: values,
      }),
    );
  };
  return {
    async add(mail) {
      const Item = {
        ...keys.mail(mail.caseId, mail.id),
        ...mail,
        todoPk: todoPartition,
        todoSk: minutesLater(mail.createdAt, sendGraceMinutes),
      };
      try {
        await client.send(new PutCommand({ TableName, Item, ConditionExpression: "attribute_not_exists(pk)" }));
        return true;
      } catch (error) {
        if (isConditionFailure(error)) return false;
        throw error;
      }
    },

    markSent: (mail, at) =>
      update(mail, "SET #state = :sent, sentAt = :at REMOVE todoPk, todoSk", { ":sent": "sent", ":at": at }),

    markFailed: (mail, retryAt) =>
      retryAt
        ? update(mail, "SET #state = :pending, attempts = :attempts, todoPk = :todo, todoSk = :at", {
            ":pending": "pending",
            ":attempts": mail.attempts + 1,
            ":todo": todoPartition,
            ":at": retryAt,
          })
        : update(mail, "SET #state = :failed, attempts = :attempts REMOVE todoPk, todoSk", {
            ":failed": "failed",
            ":attempts": mail.attempts + 1,
          }),
  };
}
