/**
 * A paper is issued: it gets its number, is drawn, kept, and only then sent. Each step is found done when it is done again, so
 * that a stop at any point leaves no number without paper, no paper without number, and none twice.
 */
import type { AgencySettings } from "../agency.ts";
import { isoDate, isoInstant } from "../calendar/instants.ts";
import { plainDate } from "../format.ts";
import { paperPath } from "../paths.ts";
import type { Dependencies } from "../ports.ts";
import { letterNumber } from "./letter-number.ts";
import type { PaperSheet } from "./paper-sheet.ts";
import type { IssuedPaper, OutgoingLine, PaperItem } from "./records.ts";

export type IssuingDependencies = Pick<
  Dependencies,
  "agencies" | "clock" | "files" | "papers" | "printer" | "publicUrl" | "registers" | "secrets"
>;

/** @returns null where this function draws no papers: another one issues it */
export async function issuePaper(dependencies: IssuingDependencies, paper: PaperItem): Promise<IssuedPaper | null> {
  if (!dependencies.printer) return null;
  if (paper.issued) return paper.issued;
  // Whoever draws none has no right to any of these.
  const { agencies, clock, files, papers, printer, registers } = dependencies;
  const { caseId, id, sheet } = paper;
  const settings = await agencies.settings();
  const now = isoInstant(clock.now());
  const year = paper.number?.year ?? Number(isoDate(clock.now(), settings.calendar.zone).slice(0, 4));
  const place = await registers.claim("outgoing", year, { caseId, paper: id }, now, lineOf(sheet, ""));
  const printed = letterNumber(settings, place);
  await registers.enter("outgoing", place.year, place.number, lineOf(sheet, printed));
  const checkedAt = dependencies.publicUrl + paperPath(dependencies.secrets, paper);
  const drawn = await printer.draw({ ...numbered(settings, sheet, printed, place.at), checkedAt }, place.at);
  const kept = await files.store(drawn.bytes, caseId);
  const file = { id: `paper.${id}`, name: "", type: "application/pdf", kept: caseId, ...kept };
  const issued: IssuedPaper = { at: place.at, file, pages: drawn.pages };
  await papers.markIssued(paper, issued);
  return issued;
}

/** With its number, and the day on which that was given. */
function numbered(settings: AgencySettings, sheet: PaperSheet, printed: string, at: string): PaperSheet {
  const date = plainDate(at, { language: "id", zone: settings.calendar.zone });
  return {
    ...sheet,
    placeAndDate: `${settings.town}, ${date}`,
    reference: sheet.reference.map(([label, words]) => (label === "Nomor" ? [label, printed] : [label, words])),
  };
}

function lineOf({ addressee, kind, reference, signature }: PaperSheet, printed: string): OutgoingLine {
  const about = reference.find(([label]) => label === "Hal")?.[1] ?? "";
  return { printed, kind, about, to: (addressee[0] ?? "").replace(/^Yth\. /, ""), signer: signature?.name ?? "" };
}
