import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { Todo, Todos } from "../../domain/ports.ts";
import { readCase, readMail, readTask, type Item } from "./items.ts";
import { todoPartition, type Table } from "./table.ts";

export function todosIn({ client, name: TableName }: Table): Todos {
  return {
    async due(now, limit) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName,
          IndexName: "todo",
          KeyConditionExpression: "todoPk = :todo AND todoSk <= :now",
          ExpressionAttributeValues: { ":todo": todoPartition, ":now": now },
          Limit: limit,
        }),
      );
      return Items.map(readTodo);
    },
  };
}

function readTodo(item: Item): Todo {
  const kind = String(item["sk"]);
  if (kind === "CASE") {
    const { id, startedAt } = readCase(item);
    return { kind: startedAt ? "withdrawal" : "start", caseId: id };
  }
  if (kind.startsWith("MAIL#")) return { kind: "mail", mail: readMail(item) };
  const task = readTask(item);
  return task.answer ? { kind: "resume", task } : { kind: "deadline", task };
}
