import type { TaskItem } from "../../domain/case/records.ts";
import { minutesLater } from "../../domain/calendar/instants.ts";
import type { Tasks } from "../../domain/ports.ts";
import { absent, change, equal, NoSuchItem, type Item, type ItemStore } from "../items/item-store.ts";
import { keys, listKeys, lists, todoFrom, todoKeys } from "../items/keys.ts";
import { newItem, type ItemReader } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";

/** The sweep looks at a decided task that was not resumed after half a minute. */
const resumeGraceMinutes = 0.5;
const inboxLimit = 300;
const noDueTime = "9999";

function orderInList(dueAt: string | null, id: string): string {
  return `${dueAt ?? noDueTime}#${id}`;
}

const isOpen = equal("answer", null);

export function tasksIn(items: ItemStore, reader: ItemReader): Tasks {
  const readTask = (item: Item): TaskItem => reader.one(item, kinds.task.read);
  const read = async (caseId: string, id: string): Promise<TaskItem> => {
    const key = keys.task(caseId, id);
    const item = await items.get(key);
    if (!item) throw new NoSuchItem(key);
    return readTask(item);
  };
  return {
    async open(task) {
      const key = keys.task(task.caseId, task.id);
      const listed = { listPk: lists.inbox(task.actor), listSk: orderInList(task.dueAt, task.id) };
      const todo = task.deadlineAt ? todoFrom(task.deadlineAt) : {};
      if (await items.putNew(newItem(kinds.task, { ...key, ...listed, ...todo }, task))) return task;
      const known = readTask(await change(items, key, { set: { token: task.token } }));
      // A task that was answered with an older token is resumed by the sweep with the new one.
      if (known.answer) await change(items, key, { set: { resumed: false, ...todoFrom(known.answer.at) } });
      return known;
    },

    async record(task) {
      await items.putNew(newItem(kinds.task, keys.task(task.caseId, task.id), task));
    },

    async decide(caseId, id, answer) {
      const todo = todoFrom(minutesLater(answer.at, resumeGraceMinutes));
      const decided = { set: { answer, ...todo }, remove: listKeys };
      const stored = await items.update(keys.task(caseId, id), decided, [isOpen]);
      return stored ? { won: true, task: readTask(stored) } : { won: false, task: await read(caseId, id) };
    },

    async start(caseId, id, { at, dueAt }) {
      const begun = { set: { startedAt: at, dueAt, listSk: orderInList(dueAt, id) } };
      const stored = await items.update(keys.task(caseId, id), begun, [isOpen, absent("startedAt")]);
      return stored ? readTask(stored) : read(caseId, id);
    },

    async markResumed(caseId, id) {
      await change(items, keys.task(caseId, id), { set: { resumed: true }, remove: todoKeys });
    },

    async inbox(roles) {
      const pages = await Promise.all(
        roles.map(async (role) => items.page({ index: "list", partition: lists.inbox(role) }, { limit: inboxLimit })),
      );
      const order = (task: TaskItem): string => `${task.dueAt ?? noDueTime}#${task.openedAt}`;
      const found = pages.flatMap((page) => reader.each(page.items, kinds.task.read));
      return found.sort((a, b) => (order(a) < order(b) ? -1 : 1));
    },
  };
}
