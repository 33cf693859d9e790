import type { Recaps, ReportVersion } from "../../domain/ports.ts";
import type { RecapEntry } from "../../domain/reading-room/recap-entries.ts";
import { TemporaryProblem } from "../../domain/refusal.ts";
import { allOf, type ItemStore } from "../items/item-store.ts";
import { keys } from "../items/keys.ts";
import { newItem, type ItemReader } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";
import { storeOnce } from "../items/store-once.ts";

const attempts = 50;

/**
 * One item per entry under the key of its month: readers who leave at once never wait for each other, an action that is
 * driven again writes the same item again, and a month is read with one query.
 */
export function recapsIn(items: ItemStore, reader: ItemReader): Recaps {
  const filedIn = async (month: string) => allOf(items, { partition: keys.report(month, 0).pk });
  return {
    add: async (entry) => items.put(newItem(kinds.recap, keys.recap(entry.date, nameOf(entry)), entry)),

    addOnce: async (entry) => storeOnce(items, reader, kinds.recap, keys.recap(entry.date, nameOf(entry)), entry),

    async month(month) {
      return reader.each(await allOf(items, { partition: keys.recap(month, "").pk }), kinds.recap.read);
    },

    reports: async (month) => reader.each(await filedIn(month), kinds.report.read),

    async fileReport(month, caseId, at) {
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        // Also one that cannot be read has its number.
        const filed = await filedIn(month);
        const own = filed.find((item) => item["caseId"] === caseId);
        if (own) return reader.one(own, kinds.report.read);
        const version: ReportVersion = { version: filed.length + 1, caseId, at };
        if (await items.putNew(newItem(kinds.report, keys.report(month, version.version), version))) return version;
      }
      throw new TemporaryProblem(`others filed a report of ${month} ${attempts} times`);
    },
  };
}

/** An entry about people is named after their case, a day's after its kind: one of each; of paper each version stays. */
function nameOf(entry: RecapEntry): string {
  if (entry.kind === "paper") return [entry.kind, entry.id, String(entry.version).padStart(4, "0")].join("#");
  return "caseId" in entry ? entry.caseId : entry.kind;
}
