/**
 * What is kept of requests about personal data, and of breaches: what was asked or found, and everything that was done about
 * it, one entry after another. Entries are put at the end and never changed.
 */
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import type { AgencySettings } from "../agency.ts";
import { isoInstant } from "../calendar/instants.ts";
import type { Channel, Person, Values } from "../case/records.ts";

/** What somebody asks who has the rights of UU 27/2022, articles 5 to 13. */
export const requestKinds = {
  access: { id: "Informasi atau salinan data", en: "Information, or a copy" },
  correct: { id: "Perbaikan data", en: "Correction" },
  erase: { id: "Penghapusan data", en: "Erasure" },
  block: { id: "Pembatasan pemrosesan", en: "Restriction" },
  withdraw: { id: "Penarikan persetujuan", en: "Withdrawal of consent" },
} as const satisfies Record<string, Text>;
export type RequestKind = keyof typeof requestKinds;

/** What was done, by the entry that says so. */
export const entryTitles = {
  received: { id: "Dicatat", en: "Recorded" },
  note: { id: "Catatan", en: "Note" },
  cases: { id: "Berkas dipilih", en: "Cases chosen" },
  erase: { id: "Penghapusan diperintahkan", en: "Erasure ordered" },
  block: { id: "Diblokir", en: "Blocked" },
  unblock: { id: "Blokir dibuka", en: "Unblocked" },
  withdraw: { id: "Persetujuan ditarik", en: "Consent withdrawn" },
  facts: { id: "Keterangan diperbarui", en: "Facts brought up to date" },
  answered: { id: "Dijawab dan ditutup", en: "Answered and closed" },
  refused: { id: "Ditolak dan ditutup", en: "Refused and closed" },
  closed: { id: "Ditutup", en: "Closed" },
} as const satisfies Record<string, Text>;
export type EntryKind = keyof typeof entryTitles;

export interface PrivacyEntry {
  /** ISO 8601. */
  at: string;
  by: Person;
  /** Name at that time; empty for the requester. */
  name: string;
  did: EntryKind;
  /** What was done, answered or refused, and why. */
  words: string;
}

/** What every record has. All instants are ISO 8601 in UTC with milliseconds. */
interface PrivacyRecord {
  number: string;
  dueAt: string;
  entries: PrivacyEntry[];
  /** How many entries there are: of two officers at once the second is told. */
  change: number;
  closedAt?: string;
}

/** A request of somebody about their personal data. */
export interface PrivacyRequest extends PrivacyRecord {
  kind: RequestKind;
  /** Who asked, as typed; taken away some time after it was closed. */
  asker?: { name: string; contact: string };
  /** How it was made sure that it is that person. */
  recognised: string;
  channel: Channel | "email";
  /** What was asked, in the words of the person. */
  words: string;
  /** Numbers of the cases it is about, as far as they are found. */
  cases: string[];
  receivedAt: string;
}

/** A breach of the protection of personal data. */
export interface Incident extends PrivacyRecord {
  foundAt: string;
  /** By the fields of its form (`incidentFields`). */
  facts: Values;
}

/** The two books, by what is numbered in each. */
export interface PrivacyBooks {
  requests: PrivacyRequest;
  incidents: Incident;
}
export type PrivacyBook = keyof PrivacyBooks;

/** Letters that begin the numbers of a book: PDP-2026-0001. */
export const bookCodes: Record<PrivacyBook, string> = { requests: "PDP", incidents: "INS" };

type Settings = Pick<AgencySettings, "privacyHours" | "privacyRecordDays">;

/** When an answer, or the notice of a breach, is due: 3 x 24 hours (UU 27/2022) unless the agency promises sooner. */
export function dueFrom(received: string, { privacyHours = 72 }: Settings): string {
  return isoInstant(Date.parse(received) + privacyHours * 3_600_000);
}

/** Days after the end of a request for which it is known who asked. */
export function askerDays({ privacyRecordDays = 365 }: Settings): number {
  return privacyRecordDays;
}

/** Whether it should have been answered by now. @param now ISO 8601 */
export function isOverdue({ closedAt, dueAt }: PrivacyRecord, now: string): boolean {
  return closedAt === undefined && dueAt <= now;
}
