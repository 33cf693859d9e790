/**
 * How long what people outside gave is kept (*retensi*), by class of paper and data: one table, which a field names where it is
 * not in the usual one (`Field.retention`). What is in no class is the record of what was decided, and stays.
 *
 * The days are our reading: no regulation names a figure, and the agency sets its own (`retentionDays` in its settings).
 */
import type { RetentionClass } from "./known-ids.ts";
import type { Field, Text } from "./vocabulary.ts";

export interface RetentionRule {
  title: Text;
  /** Days after the end of the case; null: never by itself. */
  days: number | null;
  /**
   * A record of the agency, kept by its archive schedule (JRA, UU 43/2009): who asks for its erasure gets an answer, and it stays.
   */
  archive?: true;
}

export const retention = {
  devices: { title: { id: "Perangkat yang dikenal", en: "Known devices" }, days: 90 },
  contact: { title: { id: "Nama dan kontak orang luar", en: "Names and contacts of people outside" }, days: 730 },
  letter: { title: { id: "Surat masuk dan lampirannya", en: "Incoming letters" }, days: null, archive: true },
  agreement: { title: { id: "Naskah perjanjian bertanda tangan", en: "Signed agreements" }, days: null, archive: true },
  evidence: {
    title: { id: "Bukti layanan bertanda tangan", en: "Signed proofs of service" },
    days: null,
    archive: true,
  },
} as const satisfies Record<RetentionClass, RetentionRule>;

export const retentionClasses = Object.keys(retention) as RetentionClass[];

/** Classes of which erasing takes names, contacts and devices, and no paper. */
export const personalClasses: readonly RetentionClass[] = retentionClasses.filter((each) => !isArchive(each));

/** Whether a class is kept by the archive schedule. */
export function isArchive(each: RetentionClass): boolean {
  return "archive" in retention[each];
}

/** The class of what stands in a field, or in a column of one; null where it is part of the record. */
export function retentionOf({ kind, personal, retention: named }: Field): RetentionClass | null {
  if (named !== undefined) return named;
  if (kind === "file") return "letter";
  return personal ? "contact" : null;
}
