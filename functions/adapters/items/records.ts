import type { CaseItem, MailItem, TaskItem } from "../../domain/case/records.ts";
import type { Item } from "./item-store.ts";

/** What an item says, without where it stands. Only this service writes the table, so reading trusts the shape. */
export function withoutKeys(item: Item): Record<string, unknown> {
  const { pk: _pk, sk: _sk, listPk: _listPk, listSk: _listSk, todoPk: _todoPk, todoSk: _todoSk, ...values } = item;
  return values;
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
