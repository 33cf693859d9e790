/**
 * A paper is issued: it gets its number, is drawn, kept, and only then sent. Each step is found done when it is done again, so
 * that a stop at any point leaves no number without paper, no paper without number, and none twice.
 */
import { documents } from "../../../statemachines/language/documents.ts";
import type { AgencySettings } from "../agency.ts";
import { isoDate, isoInstant } from "../calendar/instants.ts";
import type { Dossier, MailItem } from "../case/records.ts";
import { plainDate } from "../format.ts";
import { paperPath } from "../paths.ts";
import type { Dependencies, OutgoingMail } from "../ports.ts";
import { Fault } from "../refusal.ts";
import { letterNumber } from "./letter-number.ts";
import { lineOf } from "./outgoing-line.ts";
import type { PaperSheet } from "./paper-sheet.ts";
import type { IssuedPaper, PaperItem } from "./records.ts";

export type IssuingDependencies = Pick<
  Dependencies,
  "agencies" | "clock" | "files" | "papers" | "printer" | "publicUrl" | "registers" | "secrets"
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
  const checkedAt = dependencies.publicUrl + paperPath(dependencies.secrets, paper);
  const drawn = await printer.draw({ ...dated(settings, sheet, place), checkedAt }, place.at);
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

/** The paper that goes with a mail, issued now if it was not yet; null where another function draws it. */
export async function attachedTo(
  dependencies: IssuingDependencies,
  dossier: Dossier,
  { paper: id }: MailItem,
): Promise<NonNullable<OutgoingMail["attachments"]> | null> {
  const paper = id === undefined ? undefined : dossier.papers?.find((each) => each.id === id);
  if (!paper) return [];
  const issued = await issuePaper(dependencies, paper);
  if (!issued) return null;
  const bytes = await dependencies.files.read(issued.file);
  if (!bytes) throw new Fault("the paper is not whole");
  return [{ name: `${documents[paper.kind].id} ${paper.caseId}.pdf`, type: issued.file.type, bytes }];
}
