import type { Recaps, ReportVersion } from "../../../functions/domain/ports.ts";
import type { RecapEntry } from "../../../functions/domain/reading-room/recap-book.ts";

export function fakeRecaps(): Recaps {
  const entries = new Map<string, RecapEntry>();
  const reports = new Map<string, ReportVersion[]>();
  return {
    async add(entry) {
      const name = "caseId" in entry ? entry.caseId : entry.kind;
      entries.set(`${entry.date}#${name}`, structuredClone(entry));
    },
    async month(month) {
      const inOrder = [...entries].toSorted(([left], [right]) => (left < right ? -1 : 1));
      return inOrder.filter(([key]) => key.startsWith(`${month}-`)).map(([, entry]) => structuredClone(entry));
    },
    async reports(month) {
      return structuredClone(reports.get(month) ?? []);
    },
    async fileReport(month, caseId, at) {
      const filed = reports.get(month) ?? [];
      reports.set(month, filed);
      const own = filed.find((version) => version.caseId === caseId);
      if (own) return { ...own };
      const version = { version: filed.length + 1, caseId, at };
      filed.push(version);
      return { ...version };
    },
  };
}
