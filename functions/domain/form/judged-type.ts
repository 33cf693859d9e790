/** What a file is, by its content: whoever sends it may call it anything. */

/** Types that are taken, with the ending that a name of ours gets. */
const endings = { "application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png" } as const;

type JudgedType = keyof typeof endings;

const images: [type: JudgedType, start: string][] = [
  ["image/jpeg", "\xff\xd8\xff"],
  ["image/png", "\x89PNG\r\n\x1a\n"],
];

const pdfStart = "%PDF-";
/** Readers look for the start of a PDF behind so many bytes of whatever a scanner or a mail program put there (ISO 32000). */
const mostBefore = 1024;

/** What may not stand before a PDF: programs, archives and office files, that other programs would take it for. */
const otherStarts = [
  "MZ",
  "PK",
  "\x7fELF",
  "#!",
  "GIF8",
  "RIFF",
  "\xd0\xcf\x11\xe0",
  "Rar!",
  "7z",
  "\xca\xfe\xba\xbe",
  "{\\rtf",
];

/** What a browser that guesses takes for a page, and a server for a program. */
const markup = /<(?:!doctype|!--|html|head|body|script|iframe|svg|object|embed|meta|img|hta:|\?php)/i;

/** The record at the end of a ZIP archive, and how far from the end it can begin. */
const archiveEnd = "PK\x05\x06";
const archiveEndBytes = 22;
const longestArchiveComment = 65_535;

/** The type of a file that is that and nothing else besides; null for what is not taken. */
export function judgedType(bytes: Uint8Array): JudgedType | null {
  const beginning = latin1(bytes.subarray(0, mostBefore + pdfStart.length));
  const image = images.find(([, start]) => beginning.startsWith(start))?.[0];
  const isPdf = beginning.includes(pdfStart);
  if (markup.test(beginning) || endsAsArchive(bytes)) return null;
  if (image) return isPdf ? null : image;
  return isPdf && !otherStarts.some((start) => beginning.startsWith(start)) ? "application/pdf" : null;
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
