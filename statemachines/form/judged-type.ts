/** What a file is, by its content: whoever sends it may call it anything. Runs in the browser too. */
import type { Text } from "../language/vocabulary.ts";

/** Types that are taken, with the ending that a name of ours gets. */
const endings = { "application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png" } as const;

type JudgedType = keyof typeof endings;

const images: [type: JudgedType, start: string][] = [
  ["image/jpeg", "\xff\xd8\xff"],
  ["image/png", "\x89PNG\r\n\x1a\n"],
];

/** Largest document that is taken, bytes. */
export const mostUploadBytes = 5 * 1024 * 1024;

export const tooLarge = text("Dokumen ini lebih besar dari 5 MB.", "This document is larger than 5 MB.");

const pdfStart = "%PDF-";
/** Readers look for the start of a PDF behind so many bytes of whatever a scanner or a mail program put there (ISO 32000). */
const mostBefore = 1024;

/** What may not stand before a PDF, that other programs would take it for; and what somebody who chose it is told. */
const otherStarts: [start: string, refusal: Refused][] = [
  ["MZ", "program"],
  ["\x7fELF", "program"],
  ["#!", "program"],
  ["\xca\xfe\xba\xbe", "program"],
  ["PK", "archive"],
  ["Rar!", "archive"],
  ["7z", "archive"],
  ["\xd0\xcf\x11\xe0", "office"],
  ["{\\rtf", "office"],
  ["GIF8", "picture"],
  ["RIFF", "picture"],
];

type Refused = keyof typeof refusals;

/** What an office program puts into the archive that its documents are (ECMA-376, OpenDocument). */
const officeParts = /\[Content_Types\]\.xml|_rels\/|mimetypeapplication\/vnd\.oasis/;

/** A picture of a telephone: ISO media with one of these brands. */
const phonePicture = /^.{4}ftyp(?:heic|heix|hevc|mif1|msf1|avif)/s;

const refusals = {
  empty: text("Dokumen ini kosong. Pilih dokumen lain.", "This document is empty. Choose another."),
  program: text("Dokumen ini program, bukan PDF, JPG, atau PNG.", "This is a program, not a PDF, JPG or PNG."),
  archive: text(
    "Dokumen ini arsip (ZIP, RAR, atau 7z). Keluarkan isinya, lalu unggah sebagai PDF, JPG, atau PNG.",
    "This is an archive (ZIP, RAR or 7z). Take out what is in it, and upload that as PDF, JPG or PNG.",
  ),
  office: text(
    "Dokumen ini dari Word, Excel, atau program sejenis. Simpan sebagai PDF, lalu unggah PDF itu.",
    "This document is from Word, Excel or the like. Save it as a PDF, and upload that.",
  ),
  picture: text(
    "Gambar ini bukan JPG atau PNG (misalnya HEIC, GIF, atau WebP). Simpan sebagai JPG, lalu unggah lagi.",
    "This picture is no JPG or PNG (but HEIC, GIF or WebP, for instance). Save it as a JPG, and upload that.",
  ),
  page: text(
    "Dokumen ini halaman web atau memuat perintah program. Cetak ke PDF, lalu unggah PDF itu.",
    "This is a web page, or holds commands of a program. Print it to a PDF, and upload that.",
  ),
  several: text(
    "Dokumen ini memuat isi lain yang tersembunyi. Cetak ke PDF yang baru, lalu unggah PDF itu.",
    "There is something else hidden in this document. Print it to a new PDF, and upload that.",
  ),
  other: text("Isi dokumen ini bukan PDF, JPG, atau PNG.", "What is in this document is no PDF, JPG or PNG."),
} as const;

function text(id: string, en: string): Text {
  return { id, en };
}

/** What a browser that guesses takes for a page, and a server for a program. */
const markup = /<(?:!doctype|!--|html|head|body|script|iframe|svg|object|embed|meta|img|hta:|\?php)/i;

/** The record at the end of a ZIP archive, and how far from the end it can begin. */
const archiveEnd = "PK\x05\x06";
const archiveEndBytes = 22;
const longestArchiveComment = 65_535;

/** The type of a file that is that and nothing else besides, or why it is not taken. */
export function judgedContent(bytes: Uint8Array): { type: JudgedType } | { refused: Text } {
  const judged = judge(bytes);
  return judged in endings ? { type: judged as JudgedType } : { refused: refusals[judged as Refused] };
}

function judge(bytes: Uint8Array): JudgedType | Refused {
  const beginning = latin1(bytes.subarray(0, mostBefore + pdfStart.length));
  const image = images.find(([, start]) => beginning.startsWith(start))?.[0];
  const isPdf = beginning.includes(pdfStart);
  const other = otherStarts.find(([start]) => beginning.startsWith(start))?.[1];
  if (bytes.length === 0) return "empty";
  if (other === "archive" && officeParts.test(beginning)) return "office";
  if (other) return other;
  if (phonePicture.test(beginning)) return "picture";
  if (markup.test(beginning)) return "page";
  if (endsAsArchive(bytes)) return isPdf || image ? "several" : "archive";
  if (image) return isPdf ? "several" : image;
  return isPdf ? "application/pdf" : "other";
}

/** Empty for a type that is not taken: nothing opens such a file by itself. */
export function endingOf(type: string): string {
  return Object.hasOwn(endings, type) ? `.${endings[type as JudgedType]}` : "";
}

function endsAsArchive(bytes: Uint8Array): boolean {
  const end = latin1(bytes.subarray(-archiveEndBytes - longestArchiveComment));
  for (let at = end.indexOf(archiveEnd); at >= 0; at = end.indexOf(archiveEnd, at + 1)) {
    const comment = end.charCodeAt(at + archiveEndBytes - 2) + 256 * end.charCodeAt(at + archiveEndBytes - 1);
    if (at + archiveEndBytes + comment === end.length) return true;
  }
  return false;
}

/** A letter per byte. */
function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}
