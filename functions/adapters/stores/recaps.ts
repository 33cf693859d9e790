import type { Recaps, ReportVersion } from "../../domain/ports.ts";
import type { RecapEntry } from "../../domain/reading-room/recap-book.ts";
import { TemporaryProblem } from "../../domain/refusal.ts";
import { allOf, type ItemStore } from "../items/item-store.ts";
import { keys } from "../items/keys.ts";
import { withoutKeys } from "../items/records.ts";

const attempts = 50;

/**
 * One item per entry under the key of its month: readers who leave at once never wait for each other, an action that is
 * driven again writes the same item again, and a month is read with one query.
 */
export function recapsIn(items: ItemStore): Recaps {
  const inPartition = async (partition: string) => (await allOf(items, { partition })).map(withoutKeys) as unknown[];
  const reports = async (month: string) => (await inPartition(keys.report(month, 0).pk)) as ReportVersion[];
  return {
    add: async (entry) => items.put({ ...keys.recap(entry.date, nameOf(entry)), ...entry }),

    month: async (month) => (await inPartition(keys.recap(month, "").pk)) as RecapEntry[],

    reports,

    async fileReport(month, caseId, at) {
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const filed = await reports(month);
        const own = filed.find((version) => version.caseId === caseId);
        if (own) return own;
        const version: ReportVersion = { version: filed.length + 1, caseId, at };
        if (await items.putNew({ ...keys.report(month, version.version), ...version })) return version;
      }
      throw new TemporaryProblem(`others filed a report of ${month} ${attempts} times`);
    },
  };
}

/** An entry about people is named after their case, a day's after its kind: one of each. */
function nameOf(entry: RecapEntry): string {
  return "caseId" in entry ? entry.caseId : entry.kind;
}
