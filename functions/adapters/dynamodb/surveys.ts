import { PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { Surveys } from "../../domain/ports.ts";
import type { SurveyAnswer } from "../../domain/survey/survey.ts";
import { isConditionFailure, keys, type Table } from "./table.ts";

/** Answers of a year lie in one partition, so that the index of a year is one query. */
export function surveysIn({ client, name: TableName }: Table): Surveys {
  return {
    async add(answer) {
      const Item = { ...keys.survey(answer.year, answer.id), ...answer };
      try {
        await client.send(new PutCommand({ TableName, Item, ConditionExpression: "attribute_not_exists(pk)" }));
        return true;
      } catch (error) {
        if (isConditionFailure(error)) return false;
        throw error;
      }
    },

    async list(year) {
      const answers: SurveyAnswer[] = [];
      let from: Record<string, unknown> | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: "pk = :pk",
            ExpressionAttributeValues: { ":pk": keys.survey(year, "").pk },
            ExclusiveStartKey: from,
          }),
        );
        for (const { pk: _pk, sk: _sk, ...answer } of page.Items ?? []) answers.push(answer as unknown as SurveyAnswer);
        from = page.LastEvaluatedKey;
      } while (from);
      return answers;
    },

    async has(year, id) {
      const { Count = 0 } = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: "pk = :pk AND sk = :sk",
          ExpressionAttributeValues: { ":pk": keys.survey(year, id).pk, ":sk": keys.survey(year, id).sk },
          ConsistentRead: true,
          Select: "COUNT",
        }),
      );
      return Count > 0;
    },
  };
}
