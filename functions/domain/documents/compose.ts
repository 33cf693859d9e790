/** A formal letter as it stands on paper, before it has a number and a day. */
import type { DocumentKind } from "../../../statemachines/language/known-ids.ts";
import { actingTitle, type AgencySettings } from "../agency.ts";
import { momentInWords, oneFullStop, type Style } from "../format.ts";
import { titlesOf, type FormalWords, type Signer } from "../mail/letters/letter.ts";
import type { Line, PaperBlock, PaperSheet, SignatureBlock } from "./paper-sheet.ts";

/** @returns null where nobody decided what it says: no paper bears the name of an official who never saw its words */
export function sheetOf(settings: AgencySettings, kind: DocumentKind, words: FormalWords): PaperSheet | null {
  const { about, address, paragraphs, signer } = words;
  if (!signer) return null;
  return {
    kind,
    size: "A4",
    letterhead: letterheadOf(settings),
    reference: referenceOf(about, { numbered: true }),
    addressee: address,
    body: ["Dengan hormat,", ...paragraphs].map(oneFullStop).map(blockOf),
    signature: signatureOf(signer, titlesOf(settings, signer, "id")),
    copies: [],
    remarks: carriedBy(settings, signer, { what: "Surat", isDecision: true }),
  };
}

/** What is listed stands in lines of its own: "tempat : Ruang Baca Umum", or "1. Senin, ...". */
function blockOf(paragraph: string): PaperBlock {
  const lines = paragraph.split("\n");
  const labelled = lines.map((line) => /^(.{1,40}?) : (.+)$/.exec(line));
  if (labelled.every((found) => found !== null))
    return { kind: "lines", lines: labelled.map(([, label = "", words = ""]) => [label, words]) };
  const numbered = lines.map((line) => /^\d+\. (.+)$/.exec(line));
  if (numbered.every((found) => found !== null))
    return { kind: "numbered", items: numbered.map(([, words = ""]) => words) };
  return { kind: "paragraph", words: paragraph };
}

/** Nomor, where it gets one, to Hal. */
export function referenceOf(about: string, { numbered }: { numbered: boolean }): Line[] {
  return [...(numbered ? [["Nomor", ""] satisfies Line] : []), ["Sifat", "Biasa"], ["Lampiran", "-"], ["Hal", about]];
}

export function signatureOf({ name, nip, rank }: Signer, titles: string[]): SignatureBlock {
  return { titles, name, under: [...(rank ? [rank] : []), ...(nip ? [`NIP ${nip}`] : [])] };
}

export function letterheadOf(settings: AgencySettings): PaperSheet["letterhead"] {
  const { address, email, government, name, phone } = settings;
  return { government, agency: name, lines: [address, `Telepon ${phone} · ${email}`] };
}

/** It has no signature, and says so. @param about what it is, as it calls itself, and whether it was decided or written */
export function carriedBy(
  settings: AgencySettings,
  { at, ...signer }: Signer,
  { isDecision, what }: { what: string; isDecision: boolean },
): string[] {
  if (at === undefined) return [];
  const style: Style = { language: "id", zone: settings.calendar.zone };
  const title = actingTitle(settings, signer).id;
  const when = momentInWords(at, style);
  return [
    isDecision
      ? `${what} ini memuat keputusan ${title} pada ${when} yang tercatat dalam sistem layanan kami, tanpa tanda tangan.`
      : `${what} ini disampaikan ${title} pada ${when} melalui sistem layanan kami, tanpa tanda tangan.`,
  ];
}
