import type { CaseItem, Change, Dossier, Grant, MailItem, TaskItem } from "../../domain/case/records.ts";
import type { PaperItem } from "../../domain/documents/records.ts";
import { UnreadableItem } from "../../domain/refusal.ts";
import { isoInstant, minutesLater } from "../../domain/calendar/instants.ts";
import { oldAfterMinutes } from "../../domain/execution/run.ts";
import type { Cases, Clock } from "../../domain/ports.ts";
import {
  absent,
  allOf,
  change,
  equal,
  equalOrAbsent,
  type Changes,
  type Cursor,
  type Item,
  type Key,
  type ItemStore,
  type Page,
} from "../items/item-store.ts";
import { decidedOn, keptPartition, keptSince, keys, lists, todoFrom, todoKeys } from "../items/keys.ts";
import { newItem, type ItemReader } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";
import { storeOnce } from "../items/store-once.ts";
import type { TableFinder } from "./table-finder.ts";

const readAtOnce = 100;
const readAtMost = 1_000;

/** The sweep looks at a case that was not marked as started after half a minute. */
const startGraceMinutes = 0.5;

export function casesIn(items: ItemStore, reader: ItemReader, tables: TableFinder, clock: Clock): Cases {
  const dossier = async (caseId: string): Promise<Dossier | null> => {
    const found = await allOf(items, { partition: keys.case(caseId).pk });
    const caseItem = found.find(({ sk }) => sk === "CASE");
    if (!caseItem) return null;
    const whole = assemble(caseItem, found, reader);
    await tables.find([whole.case]);
    reader.one(caseItem, () => tables.check(whole));
    return whole;
  };
  const changeCase = async (caseId: string, changes: Changes): Promise<void> => {
    await change(items, keys.case(caseId), changes);
  };
  /** Cases with their places in the list; null in place of one that cannot be read. */
  async function* newestFirst(open: boolean, before?: string): AsyncGenerator<Listed> {
    const whole = { index: "list", partition: lists.cases(open), descending: true } as const;
    const range = before ? { ...whole, sortKeys: { before } } : whole;
    let from: Cursor | null = null;
    do {
      const page: Page = await items.page(range, { limit: readAtOnce, from });
      const found = page.items.map((stored): Listed => {
        return { item: reader.each([stored], kinds.case.read)[0] ?? null, place: String(stored["listSk"]) };
      });
      await tables.find(found.flatMap(({ item }) => item ?? []));
      yield* found;
      from = page.next;
    } while (from);
  }

  return {
    async nextNumber(code, year) {
      const counted = await items.upsert(keys.counter(code, year), { set: kinds.counter.stamp, add: { last: 1 } });
      return reader.one(counted, kinds.counter.read).last;
    },

    claimSubmission: async (submissionId, claim) =>
      storeOnce(items, reader, kinds.submission, keys.submission(submissionId), claim),

    async submission(submissionId) {
      const known = await items.get(keys.submission(submissionId));
      return known && reader.one(known, kinds.submission.read);
    },

    claimLetter: async (hash, first) => storeOnce(items, reader, kinds.letter, keys.letter(hash), first),

    async letter(hash) {
      const known = await items.get(keys.letter(hash));
      return known ? reader.one(known, kinds.letter.read) : null;
    },

    async carriedOut(submissionIds) {
      if (submissionIds.length === 0) return [];
      const found = await items.getMany(submissionIds.map(keys.submission), { aged: true });
      const done = new Set(found.filter((item) => item["carriedOut"] === true).map(({ pk }) => pk));
      return submissionIds.filter((id) => done.has(keys.submission(id).pk));
    },

    async markCarriedOut(submissionId) {
      await change(items, keys.submission(submissionId), { set: { carriedOut: true } });
    },

    async create(item, { subject }) {
      const listed = { listPk: lists.cases(true), listSk: `${item.createdAt}#${item.id}` };
      const todo = todoFrom(minutesLater(item.createdAt, startGraceMinutes));
      const place = { ...keys.case(item.id), ...listed, ...todo };
      return items.putNew({ ...newItem(kinds.case, place, item), subject });
    },

    dossier,

    dossiers: async (caseIds) => Promise.all(caseIds.map(async (id) => dossier(id).catch(unlessUnreadable))),

    async markStarted(caseId, at, lookAt = null) {
      const old = minutesLater(at, oldAfterMinutes);
      await changeCase(caseId, { set: { startedAt: at, ...todoFrom(lookAt && lookAt < old ? lookAt : old) } });
    },

    async nextRun(caseId, after, { at, faults, from }) {
      const begun = { run: after + 1, ...(from ? { resumeAt: from } : {}), ...(faults ? { faults } : {}) };
      const changes = {
        set: { ...begun, ...todoFrom(minutesLater(at, startGraceMinutes)) },
        remove: ["startedAt", "problem", ...(from ? [] : ["resumeAt"]), ...(faults ? [] : ["faults"])],
      };
      const isStill = after === 1 ? equalOrAbsent("run", after) : equal("run", after);
      return (await items.update(keys.case(caseId), changes, [isStill, absent("ending")])) !== null;
    },

    async lookAgain(caseId, at) {
      await items.update(keys.case(caseId), { set: todoFrom(at) }, [absent("ending")]);
    },

    markEnded: async (caseId, ending, at, lookAt) =>
      changeCase(caseId, {
        set: { ending, listPk: lists.cases(false), ...(lookAt ? todoFrom(lookAt) : keptSince(at)) },
        setOnce: { endedAt: at },
      }),

    markTidied: async (caseId, keptFrom) => changeCase(caseId, placed(keptFrom)),

    async place(caseId, keptFrom) {
      const isKept = equalOrAbsent("todoPk", keptPartition);
      await items.update(keys.case(caseId), placed(keptFrom), [isKept]);
    },

    async erase(before, after) {
      const { id } = before.case;
      const write = async (key: Key, was: object, is: object): Promise<void> => {
        const changes = differences(was, is);
        if (changes) await change(items, key, changes);
      };
      const each = async <Record extends object>(
        name: keyof Dossier,
        keyFor: (record: Record) => Key,
      ): Promise<void> => {
        const [was, is] = [before[name] ?? [], after[name] ?? []] as Record[][];
        for (const [index, record] of (was ?? []).entries()) await write(keyFor(record), record, is?.[index] ?? record);
      };
      await each<MailItem>("mails", (mail) => keys.mail(id, mail.id));
      await each<PaperItem>("papers", (paper) => keys.paper(id, paper.id));
      await each<TaskItem>("tasks", (task) => keys.task(id, task.id));
      await each<Change>("changes", ({ number }) => keys.change(id, number));
      await each<Grant>("devices", ({ device }) => keys.requesterDevice(id, device));
      await write(keys.case(id), before.case, { ...after.case, erasuresDone: before.case.erasures?.length ?? 0 });
    },

    rememberDays: async (caseId, days) => changeCase(caseId, { append: { claimedDays: days } }),

    recordProblem: async (caseId, problem, faults) =>
      changeCase(caseId, { set: { problem, faults }, remove: todoKeys }),

    recordMailProblem: async (caseId, problem) => changeCase(caseId, { setOnce: { mailProblem: problem } }),

    async clearMailProblem(caseId, address) {
      await items.update(keys.case(caseId), { remove: ["mailProblem"] }, [equal("mailProblem.address", address)]);
    },

    async withdraw(caseId, answer) {
      const item = await change(items, keys.case(caseId), {
        set: todoFrom(minutesLater(answer.at, startGraceMinutes)),
        setOnce: { withdrawal: answer },
      });
      return reader.one(item, kinds.case.read).withdrawal ?? answer;
    },

    async addChange(caseId, change) {
      const todo = todoFrom(minutesLater(change.at, startGraceMinutes));
      return items.putNew(newItem(kinds.change, { ...keys.change(caseId, change.number), ...todo }, change));
    },

    async markChangeDone(caseId, number) {
      await change(items, keys.change(caseId, number), {
        set: { done: true, ...decidedOn(isoInstant(clock.now()), caseId) },
      });
    },

    correctRequest: async (caseId, request, subject) => changeCase(caseId, { set: { request, subject } }),

    async revokeShowLink(caseId, before) {
      const isStill = equalOrAbsent("showLinksRevoked", before);
      await items.update(keys.case(caseId), { set: { showLinksRevoked: before + 1 } }, [isStill]);
    },

    async askErasure(caseId, erasures) {
      const append = { erasures };
      // One that runs is looked at when it has ended.
      if (await items.update(keys.case(caseId), { append }, [absent("ending")])) return;
      await changeCase(caseId, { append, set: todoFrom(isoInstant(clock.now())) });
    },

    block: async (caseId, blocked) => changeCase(caseId, blocked ? { set: { blocked } } : { remove: ["blocked"] }),

    setVersion: async (caseId, version) => changeCase(caseId, { set: { version } }),

    link: async (named, by) => items.put(newItem(kinds.naming, keys.naming(named, by), { by })),

    count: async (open, atMost) => items.count({ index: "list", partition: lists.cases(open) }, atMost),

    async countFitting(open, fits, among) {
      let [count, read] = [0, 0];
      for await (const { item } of newestFirst(open)) {
        if (read === among) return { count, more: true };
        read += 1;
        if (item && fits(item)) count += 1;
      }
      return { count, more: false };
    },

    async list({ open, before, limit, fits }) {
      if (fits) return fittingPage(newestFirst(open, before), fits, limit);
      const range = { index: "list", partition: lists.cases(open), descending: true } as const;
      const page = await items.page(before ? { ...range, sortKeys: { before } } : range, { limit });
      const found = reader.each(page.items, kinds.case.read);
      await tables.find(found);
      return { items: found, next: page.next?.["listSk"] ?? null };
    },
  };
}

function placed(keptFrom: string | null): Changes {
  return keptFrom === null ? { remove: todoKeys } : { set: keptSince(keptFrom) };
}

/** What makes one record of another; null where nothing does. */
function differences(was: object, is: object): Changes | null {
  const before = was as Readonly<Record<string, unknown>>;
  const set = Object.entries(is).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]));
  const remove = Object.keys(was).filter((name) => !(name in is));
  return set.length + remove.length === 0 ? null : { set: Object.fromEntries(set), remove };
}

interface Listed {
  item: CaseItem | null;
  place: string;
}

/** Cases that fit; it ends early where very many do not, and then says where to read on. */
async function fittingPage(
  listed: AsyncIterable<Listed>,
  fits: (item: CaseItem) => boolean,
  limit: number,
): Promise<{ items: CaseItem[]; next: string | null }> {
  const items: CaseItem[] = [];
  let [read, last] = [0, ""];
  for await (const { item, place } of listed) {
    if (items.length === limit || read === readAtMost) return { items, next: last };
    [read, last] = [read + 1, place];
    if (item && fits(item)) items.push(item);
  }
  return { items, next: null };
}

/** @throws UnreadableItem: without one of its items nobody can say where a case stands */
function assemble(caseItem: Item, items: Item[], reader: ItemReader): Dossier {
  const those = <Told>(prefix: string, read: (item: Item) => Told): Told[] =>
    items.filter(({ sk }) => sk.startsWith(prefix)).map((item) => reader.one(item, read));
  const namedBy = those("NAMED#", kinds.naming.read).map(({ by }) => by);
  const papers = those("PAPER#", kinds.paper.read);
  const changes = those("CHANGE#", kinds.change.read);
  const known = items.filter(({ sk }) => sk.startsWith("DEVICE#"));
  const devices = reader.each(known, kinds.grant.read);
  const addressAnswers = those("ADDRESS#", kinds.addressAnswer.read);
  return {
    case: reader.one(caseItem, kinds.case.read),
    tasks: sortedBy(those("TASK#", kinds.task.read), orderOfOpening),
    mails: sortedBy(those("MAIL#", kinds.mail.read), ({ createdAt, id }) => `${createdAt}#${id}`),
    ...(papers.length > 0 ? { papers: sortedBy(papers, ({ createdAt, id }) => `${createdAt}#${id}`) } : {}),
    ...(changes.length > 0 ? { changes } : {}),
    ...(namedBy.length > 0 ? { namedBy } : {}),
    ...(devices.length > 0 ? { devices } : {}),
    ...(addressAnswers.length > 0 ? { addressAnswers } : {}),
  };
}

function unlessUnreadable(error: unknown): null {
  if (error instanceof UnreadableItem) return null;
  throw error;
}

/** Of two that were opened in the same millisecond, the one that was answered first was first; an open one is the last. */
function orderOfOpening({ openedAt, answer, id }: TaskItem): string {
  return `${openedAt}#${answer?.at ?? "9999"}#${id}`;
}

function sortedBy<Record>(records: Record[], orderOf: (record: Record) => string): Record[] {
  const placed = records.map((record) => ({ record, place: orderOf(record) }));
  return placed.sort((a, b) => (a.place < b.place ? -1 : 1)).map(({ record }) => record);
}
