/** Whether a case is as the log of decisions says it was. Changes nothing. */
import type { Dossier } from "../case/records.ts";
import { eventsOf } from "./events.ts";
import { rootOfDay, type Hash } from "./hash-tree.ts";
import type { LogDay, Seal } from "./records.ts";
import { leafOf, partsAgainst, type PartState } from "./seal.ts";

export interface Verdict {
  /** What is not as it was, a line each in Indonesian: where, and how. */
  differences: string[];
  /** What is to be known besides: erased parts, decisions that no entry of the log names yet. */
  notes: string[];
  /** Decisions that are as they were sealed. */
  confirmed: number;
  /** Roots of the log, oldest first. */
  roots: string[];
}

const words: Record<Exclude<PartState, "as-sealed">, string> = {
  changed: "diubah",
  missing: "hilang",
  erased: "dihapus",
  added: "ditambahkan",
};

/** @param log every entry, oldest first */
export function verifyCase(hash: Hash, dossier: Dossier, seals: Seal[], log: LogDay[]): Verdict {
  const verdict: Verdict = { differences: [], notes: [], confirmed: 0, roots: log.map(({ root }) => root) };
  const days = new Map(log.map((entry) => [entry.day, new Set(entry.leaves)]));
  const events = new Map(eventsOf(dossier, "9999").map((event) => [event.event, event]));
  for (const seal of seals) {
    const event = events.get(seal.event);
    const before = verdict.differences.length;
    if (!days.get(seal.day)?.has(leafOf(hash, dossier.case.id, seal)))
      verdict.differences.push(`${seal.event}: segelnya tidak ada dalam log keputusan ${seal.day}`);
    if (!event) verdict.differences.push(`${seal.event}: keputusan ini hilang`);
    else
      for (const [part, state] of Object.entries(partsAgainst(hash, event, seal))) {
        if (state === "as-sealed") continue;
        (state === "erased" ? verdict.notes : verdict.differences).push(`${seal.event} ${part}: ${words[state]}`);
      }
    if (verdict.differences.length === before) verdict.confirmed += 1;
  }
  const sealed = new Set(seals.map(({ event }) => event));
  const newest = log.at(-1)?.day ?? "";
  for (const { at, event } of [...events.values()].filter((each) => !sealed.has(each.event))) {
    // The log may begin later than the case, and a decision of today is named tomorrow.
    verdict.notes.push(
      `${event} (${at.slice(0, 10)}): belum ada dalam log keputusan${newest ? ` sampai ${newest}` : ""}`,
    );
  }
  return verdict;
}

/** Entries of the log that are not as they were written, a line each in Indonesian. */
export function verifyLog(hash: Hash, log: LogDay[]): string[] {
  return log.flatMap((entry, index) => {
    const { before, day, leaves, root } = entry;
    const expected = log[index - 1]?.root ?? null;
    return [
      ...(before !== expected ? [`log keputusan ${day}: tidak menyambung ke catatan sebelumnya`] : []),
      ...(rootOfDay(hash, day, leaves, before) !== root ? [`log keputusan ${day}: diubah`] : []),
    ];
  });
}
