import type { TaskItem } from "../../domain/case/records.ts";
import type { ActorId } from "../../../statemachines/language/vocabulary.ts";
import { isoInstant, minutesLater } from "../../domain/calendar/instants.ts";
import type { TaskTimes } from "../../domain/case/task-times.ts";
import type { Clock, ListedTask, Tasks } from "../../domain/ports.ts";
import {
  absent,
  change,
  equal,
  NoSuchItem,
  type Cursor,
  type Item,
  type ItemStore,
  type Page,
} from "../items/item-store.ts";
import { decidedOn, keys, listKeys, lists, todoFrom, todoKeys } from "../items/keys.ts";
import { newItem, type ItemReader } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";
import type { TableFinder } from "./table-finder.ts";

/** The sweep looks at a decided task that nothing has followed after half a minute. */
const resumeGraceMinutes = 0.5;
/** Tasks of a role that are read at a time, and those that a first page mostly needs. */
const readAtOnce = 100;
const noDueTime = "9999";

function orderInList(dueAt: string | null, id: string): string {
  return `${dueAt ?? noDueTime}#${id}`;
}

const isOpen = equal("answer", null);

/** The sweep looks at an open task when its deadline has passed, or somebody is to be reminded; null where never. */
function todoOf({ deadlineAt, remindAt }: Pick<TaskTimes, "deadlineAt" | "remindAt">) {
  const [first] = [deadlineAt, remindAt].filter((at) => typeof at === "string").toSorted();
  return first === undefined ? null : todoFrom(first);
}

/** What is written with the times at which the sweep looks, and what goes. */
function timed(set: Record<string, unknown>, times: Pick<TaskTimes, "deadlineAt" | "remindAt">) {
  const todo = todoOf(times);
  const { remindAt } = times;
  return {
    set: { ...set, ...todo, ...(remindAt === undefined ? {} : { remindAt }) },
    remove: [...(todo ? [] : todoKeys), ...(remindAt === undefined ? ["remindAt"] : [])],
  };
}

export function tasksIn(items: ItemStore, reader: ItemReader, tables: TableFinder, clock: Clock): Tasks {
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
      const todo = todoOf(task) ?? {};
      if (await items.putNew(newItem(kinds.task, { ...key, ...listed, ...todo }, task))) return task;
      const known = readTask(await change(items, key, { set: { token: task.token, ...runOf(task) } }));
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
      const stored = await items.update(keys.task(caseId, id), decided, [isOpen, absent("setAside")]);
      return stored ? { won: true, task: readTask(stored) } : { won: false, task: await read(caseId, id) };
    },

    async start(caseId, id, { at, dueAt, deadlineAt = null, remindAt }) {
      const times = { deadlineAt, ...(remindAt === undefined ? {} : { remindAt }) };
      const begun = timed({ startedAt: at, dueAt, listSk: orderInList(dueAt, id) }, times);
      const stored = await items.update(keys.task(caseId, id), begun, [isOpen, absent("startedAt")]);
      return stored ? readTask(stored) : read(caseId, id);
    },

    async remindNext({ caseId, deadlineAt, id }, remindAt) {
      const changes = timed({}, { deadlineAt, ...(remindAt === undefined ? {} : { remindAt }) });
      await items.update(keys.task(caseId, id), changes, [isOpen, absent("setAside"), equal("deadlineAt", deadlineAt)]);
    },

    async moveDeadline({ caseId, id, remindAt }, deadlineAt, why) {
      const changes = {
        set: { deadlineAt, ...todoOf({ deadlineAt, ...(remindAt === undefined ? {} : { remindAt }) }) },
        append: { moved: [why] },
      };
      return (await items.update(keys.task(caseId, id), changes, [isOpen, equal("deadlineAt", why.was)])) !== null;
    },

    async attend(caseId, id, { standIns, unattendedSince }) {
      const remove = unattendedSince === undefined ? ["unattendedSince"] : [];
      const set = { ...(standIns ? { standIns } : {}), ...(unattendedSince === undefined ? {} : { unattendedSince }) };
      return (await items.update(keys.task(caseId, id), { set, remove }, [isOpen])) !== null;
    },

    async markResumed(caseId, id) {
      await change(items, keys.task(caseId, id), {
        set: { resumed: true, ...decidedOn(isoInstant(clock.now()), caseId) },
      });
    },

    async setAside(caseId, id, change) {
      const changes = { set: { setAside: change, resumed: true }, remove: [...listKeys, ...todoKeys] };
      await items.update(keys.task(caseId, id), changes, [absent("setAside")]);
    },

    async assign(caseId, id, assignees) {
      await items.update(keys.task(caseId, id), { set: { assignees } }, [isOpen]);
    },

    async reschedule(caseId, id, times) {
      const { availableFrom, clockFrom, deadlineAt, dueAt } = times;
      const listed = { listSk: orderInList(dueAt, id) };
      const { remove, set } = timed({ availableFrom, deadlineAt, dueAt, ...listed }, times);
      const changes = clockFrom ? { set: { ...set, clockFrom }, remove } : { set, remove: [...remove, "clockFrom"] };
      await items.update(keys.task(caseId, id), changes, [isOpen, absent("setAside")]);
    },

    async rename(caseId, id, subject) {
      await items.update(keys.task(caseId, id), { set: { subject } }, [isOpen]);
    },

    async lookAgain(caseId, id, at) {
      await items.update(keys.task(caseId, id), { set: todoFrom(at) }, [equal("resumed", false)]);
    },

    async *inbox(roles, after) {
      const open = await Promise.all(roles.map(async (role) => openList(role, after)));
      for (;;) {
        const [first, ...others] = open.filter(({ head }) => head !== null);
        if (!first) return;
        const next = others.reduce((earliest, list) => (placeOf(list) < placeOf(earliest) ? list : earliest), first);
        if (next.head) {
          const read = reader.each([next.head], listedTask);
          await tables.find(read.map(({ task }) => task));
          yield* read;
        }
        await next.advance();
      }
    },

    async countDue(roles, before, atMost) {
      const due = (role: ActorId) => ({ ...inboxOf(role), sortKeys: { before } });
      const counts = await Promise.all(roles.map(async (role) => items.count(due(role), atMost)));
      return Math.min(
        atMost,
        counts.reduce((sum, count) => sum + count, 0),
      );
    },

    async revision(roles) {
      const revisions = await Promise.all(roles.map(async (role) => items.revision(lists.inbox(role))));
      return revisions.includes(null) ? null : revisions.join();
    },
  };

  /** The list of a role, read page by page as its head is taken. */
  async function openList(role: ActorId, after: string | undefined): Promise<OpenList> {
    const range = after === undefined ? inboxOf(role) : { ...inboxOf(role), sortKeys: { after } };
    let read: Item[] = [];
    let from: Cursor | null = null;
    const list: OpenList = {
      head: null,
      async advance() {
        while (read.length === 0 && from) await readOn();
        list.head = read.shift() ?? null;
      },
    };
    const readOn = async (): Promise<void> => {
      const page: Page = await items.page(range, { limit: readAtOnce, from });
      [read, from] = [page.items, page.next];
    };
    await readOn();
    await list.advance();
    return list;
  }
}

interface OpenList {
  /** Null: nothing is left. */
  head: Item | null;
  advance(): Promise<void>;
}

function runOf({ run }: TaskItem): Pick<TaskItem, "run"> {
  return run === undefined ? {} : { run };
}

function inboxOf(role: ActorId) {
  return { index: "list", partition: lists.inbox(role) } as const;
}

function placeOf({ head }: OpenList): string {
  return String(head?.["listSk"]);
}

function listedTask(item: Item): ListedTask {
  return { task: kinds.task.read(item), place: String(item["listSk"]) };
}
