/**
 * A paper is issued: it gets its number, is drawn, kept, and only then sent. Each step is found done when it is done again, so
 * that a stop at any point leaves no number without paper, no paper without number, and none twice.
 */
import type { AgencySettings } from "../agency.ts";
import { isoDate, isoInstant } from "../calendar/instants.ts";
import { plainDate } from "../format.ts";
import type { Dependencies } from "../ports.ts";
import { letterNumber } from "./letter-number.ts";
import type { PaperSheet } from "./paper-sheet.ts";
import type { IssuedPaper, OutgoingLine, PaperItem } from "./records.ts";

export type IssuingDependencies = Pick<
  Dependencies,
  "agencies" | "clock" | "files" | "papers" | "printer" | "registers"
>;

/** @returns null where this function draws no papers: another one issues it */
export async function issuePaper(dependencies: IssuingDependencies, paper: PaperItem): Promise<IssuedPaper | null> {
  if (!dependencies.printer) return null;
  if (paper.issued) return paper.issued;
  // Whoever draws none has no right to any of these.
  const { agencies, clock, files, papers, printer } = dependencies;
  const { caseId, id, sheet } = paper;
  const settings = await agencies.settings();
  const now = isoInstant(clock.now());
  const place: Place = isNumbered(sheet) ? await numberOf(dependencies, settings, paper, now) : { at: paper.createdAt };
  const drawn = await printer.draw(dated(settings, sheet, place), place.at);
  const kept = await files.store(drawn.bytes, caseId);
  const file = { id: `paper.${id}`, name: "", type: "application/pdf", kept: caseId, ...kept };
  const { at, printed } = place;
  const issued: IssuedPaper = { at, ...(printed === undefined ? {} : { printed }), file, pages: drawn.pages };
  await papers.markIssued(paper, issued);
  return issued;
}

/** When a paper is issued, and under what number. */
interface Place {
  at: string;
  printed?: string;
}

/** Whether it has a place for a number of the register of outgoing letters. */
function isNumbered({ reference, title }: PaperSheet): boolean {
  return title ? title.number !== undefined : reference.some(([label]) => label === "Nomor");
}

async function numberOf(
  { registers }: IssuingDependencies,
  settings: AgencySettings,
  { caseId, id, number, sheet }: PaperItem,
  now: string,
): Promise<Place> {
  const year = number?.year ?? Number(isoDate(Date.parse(now), settings.calendar.zone).slice(0, 4));
  const place = await registers.claim("outgoing", year, { caseId, paper: id }, now, lineOf(sheet, ""));
  const printed = letterNumber(settings, place);
  await registers.enter("outgoing", place.year, place.number, lineOf(sheet, printed));
  return { at: place.at, printed };
}

/** With its number, if it has one, and the day on which that was given, or on which it was written. */
function dated(settings: AgencySettings, sheet: PaperSheet, { at, printed }: Place): PaperSheet {
  const date = plainDate(at, { language: "id", zone: settings.calendar.zone });
  const { reference, title } = sheet;
  return {
    ...sheet,
    ...(title && printed !== undefined ? { title: { ...title, number: `Nomor ${printed}` } } : {}),
    placeAndDate: `${settings.town}, ${date}`,
    reference: reference.map(([label, words]) => [label, label === "Nomor" ? (printed ?? words) : words]),
  };
}

/** A line of the register of outgoing letters. @param printed its number, as it is printed */
export function lineOf({ addressee, kind, reference, signature, title }: PaperSheet, printed: string): OutgoingLine {
  const about = reference.find(([label]) => label === "Hal")?.[1] ?? title?.words ?? "";
  return { printed, kind, about, to: (addressee[0] ?? "").replace(/^Yth\. /, ""), signer: signature?.name ?? "" };
}
