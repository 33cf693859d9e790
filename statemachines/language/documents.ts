/** What papers and books are called: letters and books of the SOPs (domain rules, section 2.3). */
import type { DocumentKind, ServiceLetter } from "./known-ids.ts";
import type { LetterId, Text } from "./vocabulary.ts";

export const documents: Record<DocumentKind, Text> = {
  "incoming-letter": { id: "Surat permohonan", en: "Letter of request" },
  "agenda-book": { id: "Agenda surat masuk", en: "Entry in the register of letters" },
  "disposition-sheet": { id: "Lembar disposisi", en: "Disposition sheet" },
  "assignment-letter": { id: "Surat tugas", en: "Letter of assignment" },
  "visit-plan": { id: "Rencana kunjungan", en: "Plan of the stop" },
  "schedule-notice": { id: "Surat pemberitahuan jadwal", en: "Notice of the time" },
  "reply-letter": { id: "Surat jawaban", en: "Reply letter" },
  "other-time-letter": { id: "Surat permintaan pergantian waktu", en: "Letter asking for another time" },
  minutes: { id: "Notulensi rapat", en: "Minutes of the meeting" },
  "permission-request": { id: "Surat permohonan izin", en: "Request for permission" },
  "approval-letter": { id: "Surat persetujuan", en: "Letter of approval" },
  "draft-agreement": { id: "Draf PKS", en: "Draft agreement" },
  "legal-opinion": { id: "Opini hukum", en: "Legal opinion" },
  "final-agreement": { id: "Draf PKS final", en: "Final text of the agreement" },
  "signed-agreement": { id: "Surat Perjanjian Kerja Sama", en: "Signed agreement" },
  "guest-book": { id: "Buku tamu", en: "Guest book" },
  "host-ledger": { id: "Buku Besar", en: "Ledger of stops" },
  "recap-book": { id: "Buku rekapitulasi", en: "Recap book" },
  "internal-memo": { id: "Nota dinas", en: "Internal memo" },
  "legal-review-request": { id: "Surat permohonan telaah hukum", en: "Request for a legal review" },
  "signing-minutes": { id: "Berita acara penandatanganan", en: "Record of the signing" },
  "monthly-report": { id: "Laporan bulanan", en: "Monthly report" },
};

/** Letters that are papers too: signed, numbered, and drawn as PDF; the others are words by mail alone. */
const papers: Partial<Record<ServiceLetter, DocumentKind>> = {
  "stop-announced": "schedule-notice",
  "stop-changed": "schedule-notice",
  "stop-refused": "reply-letter",
  "visit-confirmed": "reply-letter",
  "visit-refused": "reply-letter",
  "other-time-asked": "other-time-letter",
  "agreement-declined": "reply-letter",
};

/** What kind of paper a letter is; null where it is none. */
export function documentOfLetter(letter: LetterId): DocumentKind | null {
  return new Map<string, DocumentKind>(Object.entries(papers)).get(letter) ?? null;
}
