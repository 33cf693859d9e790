/**
 * A paper (naskah dinas) as it is laid out: everything that stands on it, in the order in which it is read, in the agency's
 * language. What draws it adds no word (Permendagri 1/2023: letterhead, place and date, number to subject, addressee, body,
 * signature block, copies).
 */
import type { DocumentKind } from "../../../statemachines/language/known-ids.ts";

export interface PaperSheet {
  kind: DocumentKind;
  size: "A4" | "F4";
  letterhead: { government: string; agency: string; /** Address, telephone, e-mail: a line each. */ lines: string[] };
  /** Centred in capitals, with the number below: papers that are no letters ("SURAT TUGAS"). */
  title?: { words: string; number?: string };
  /** "Contoh, 2 Desember 2026", at the right, of a paper with a title above the signature; no full stop. */
  placeAndDate?: string;
  /** Nomor, Sifat, Lampiran, Hal. */
  reference: Line[];
  /** "Yth. Kepala SMP Negeri 1 Contoh" and the lines below. */
  addressee: string[];
  body: PaperBlock[];
  signature?: SignatureBlock;
  /** Tembusan: who gets a copy. */
  copies: string[];
  /** Small, at the end of the last page: by what decision it was issued, how it is checked. */
  remarks: string[];
  /** Address of the page that tells whether it holds, printed as a QR code. */
  checkedAt?: string;
}

/** "tempat : Ruang Baca Umum" */
export type Line = [label: string, words: string];

export type PaperBlock =
  | { kind: "paragraph"; words: string }
  /** Lines with their colons below one another. */
  | { kind: "lines"; lines: Line[] }
  /** Numbered from 1. */
  | { kind: "numbered"; items: string[] }
  /** An article of an agreement or a part of minutes; centred. */
  | { kind: "heading"; words: string }
  | { kind: "table"; head: string[]; rows: string[][] }
  /** A box before each, crossed where it is chosen. */
  | { kind: "choices"; choices: { words: string; chosen: boolean }[] };

/** At the right, kept on one page. */
export interface SignatureBlock {
  /** "a.n. Kepala Dinas Perpustakaan dan Kearsipan," and "Plh. Kepala Bidang Perpustakaan," */
  titles: string[];
  name: string;
  /** Rank and grade, and "NIP 19700101 199503 2 001"; empty where not known. */
  under: string[];
}

/** A drawn paper. */
export interface DrawnPaper {
  /** PDF. */
  bytes: Uint8Array;
  pages: number;
}
