import type { CaseItem, Dossier, TaskItem } from "../../domain/case/records.ts";
import { minutesLater } from "../../domain/calendar/instants.ts";
import type { Cases } from "../../domain/ports.ts";
import { allOf, change, equal, type Changes, type Item, type ItemStore } from "../items/item-store.ts";
import { keys, lists, todoFrom, todoKeys } from "../items/keys.ts";
import { readCase, readMail, readTask } from "../items/records.ts";

/** The sweep looks at a case that was not marked as started after half a minute. */
const startGraceMinutes = 0.5;

export function casesIn(items: ItemStore): Cases {
  const changeCase = async (caseId: string, changes: Changes): Promise<void> => {
    await change(items, keys.case(caseId), changes);
  };
  return {
    nextNumber: async (code, year) => items.count(keys.counter(code, year), "last"),

    async claimSubmission(submissionId, caseId) {
      const key = keys.submission(submissionId);
      if (await items.putNew({ ...key, caseId })) return caseId;
      return String((await items.get(key))?.["caseId"]);
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
      await items.putNew({
        ...keys.case(item.id),
        ...item,
        subject,
        listPk: lists.cases(true),
        listSk: `${item.createdAt}#${item.id}`,
        ...todoFrom(minutesLater(item.createdAt, startGraceMinutes)),
      });
    },

    dossier: async (caseId) => assemble(await allOf(items, { partition: keys.case(caseId).pk })),

    markStarted: async (caseId, at) => changeCase(caseId, { set: { startedAt: at }, remove: todoKeys }),

    markEnded: async (caseId, ending, at) =>
      changeCase(caseId, {
        set: { ending, listPk: lists.cases(false) },
        setOnce: { endedAt: at },
        remove: todoKeys,
      }),

    recordProblem: async (caseId, problem) => changeCase(caseId, { set: { problem } }),

    recordMailProblem: async (caseId, problem) => changeCase(caseId, { setOnce: { mailProblem: problem } }),

    async clearMailProblem(caseId, address) {
      await items.update(keys.case(caseId), { remove: ["mailProblem"] }, [equal("mailProblem.address", address)]);
    },

    withdraw: async (caseId, answer) =>
      changeCase(caseId, {
        set: todoFrom(minutesLater(answer.at, startGraceMinutes)),
        setOnce: { withdrawal: answer },
      }),

    link: async (named, by) => items.put({ ...keys.naming(named, by), by }),

    async list({ open, before, limit }) {
      const range = { index: "list", partition: lists.cases(open), descending: true } as const;
      const page = await items.page(before ? { ...range, sortKeys: { before } } : range, { limit });
      return { items: page.items.map(readCase), next: page.next?.["listSk"] ?? null };
    },
  };
}

function assemble(items: Item[]): Dossier | null {
  const [caseItem]: CaseItem[] = items.filter(({ sk }) => sk === "CASE").map(readCase);
  if (!caseItem) return null;
  const kind = (prefix: string): Item[] => items.filter(({ sk }) => sk.startsWith(prefix));
  const namedBy = kind("NAMED#").map((item) => String(item["by"]));
  return {
    case: caseItem,
    tasks: sortedBy(kind("TASK#").map(readTask), orderOfOpening),
    mails: sortedBy(kind("MAIL#").map(readMail), ({ createdAt, id }) => `${createdAt}#${id}`),
    ...(namedBy.length > 0 ? { namedBy } : {}),
  };
}

/** Of two that were opened in the same millisecond, the one that was answered first was first; an open one is the last. */
function orderOfOpening({ openedAt, answer, id }: TaskItem): string {
  return `${openedAt}#${answer?.at ?? "9999"}#${id}`;
}

function sortedBy<Record>(records: Record[], orderOf: (record: Record) => string): Record[] {
  const placed = records.map((record) => ({ record, place: orderOf(record) }));
  return placed.sort((a, b) => (a.place < b.place ? -1 : 1)).map(({ record }) => record);
}
