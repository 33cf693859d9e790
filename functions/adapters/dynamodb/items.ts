import type { CaseItem, MailItem, TaskItem } from "../../domain/case/records.ts";

/** An item as DynamoDB gives it. Only this service writes the table, so reading trusts the shape that it wrote. */
export type Item = Record<string, unknown>;

const keyNames = ["pk", "sk", "listPk", "listSk", "todoPk", "todoSk"];

export function withoutKeys(item: Item): Item {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !keyNames.includes(name)));
}

export function readCase(item: Item): CaseItem {
  return withoutKeys(item) as unknown as CaseItem;
}

export function readTask(item: Item): TaskItem {
  return withoutKeys(item) as unknown as TaskItem;
}

export function readMail(item: Item): MailItem {
  return withoutKeys(item) as unknown as MailItem;
}
