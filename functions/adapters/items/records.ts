import type { CaseItem, MailItem, TaskItem } from "../../domain/case/records.ts";
import type { Item } from "./item-store.ts";

/** Only this service writes the table, so reading trusts the shape that it wrote. */
const keyNames = ["pk", "sk", "listPk", "listSk", "todoPk", "todoSk"];

export function withoutKeys(item: Item): Record<string, unknown> {
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
