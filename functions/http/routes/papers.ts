/** Papers that a case issued: which there are, and the file of each. */
import { documents } from "../../../statemachines/language/documents.ts";
import type { CasePapersView } from "../../contract/papers.ts";
import { readsFiles } from "../../domain/access/reading.ts";
import type { Dossier } from "../../domain/case/records.ts";
import { lineOf } from "../../domain/documents/outgoing-line.ts";
import type { PaperItem } from "../../domain/documents/records.ts";
import { handedOutOf } from "../../domain/form/hand-out.ts";
import { isErased } from "../../domain/personal-data/ask-erasure.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { RouteHandler } from "../../wiring/http.ts";
import { notThere, readCase } from "../readers.ts";

export const listCasePapers: RouteHandler = async (request, dependencies) => {
  const { dossier, noted } = await readCase(request, dependencies, "case");
  await noted;
  const view: CasePapersView = { papers: papersOf(dossier).map(paperRow) };
  return { body: view };
};

function paperRow({ id, issued, kind, sheet, void: off }: PaperItem): CasePapersView["papers"][number] {
  const { about, signer, to } = lineOf(sheet, "");
  const { at = "", pages = 0, printed = "" } = issued ?? {};
  const drawn = issued ? { printed, at, pages } : null;
  return { id, kind: documents[kind], about, to, signer, issued: drawn, void: off ?? null };
}

/** Address of the PDF, as of any file of the case. */
export const fetchPaper: RouteHandler = async (request, dependencies) => {
  const { dossier, noted } = await readCase(request, dependencies, "file", readsFiles);
  await noted;
  const paper = papersOf(dossier).find(({ id }) => id === request.parameters["paper"]);
  if (!paper) throw notThere;
  if (!paper.issued) throw notDrawn;
  return { body: { url: await handedOutOf(dependencies, paper.issued.file, nameOf(dossier, paper)) } };
};

/** Letters of a class that is erased, or about to be, are gone with it. */
function papersOf({ case: item, papers = [] }: Dossier): PaperItem[] {
  return isErased(item, "letter") ? [] : papers;
}

/** "Surat jawaban KJG-2026-00001", the second of its kind with a number: as it was mailed, and as every file system takes it. */
function nameOf(dossier: Dossier, { caseId, id, kind }: PaperItem): string {
  const alike = papersOf(dossier).filter((each) => each.kind === kind);
  const index = alike.findIndex((each) => each.id === id);
  return `${documents[kind].id} ${caseId}${index > 0 ? ` ${index + 1}` : ""}`;
}

const notDrawn = new Refusal("taken", {
  id: "Surat ini masih dibuat. Coba lagi beberapa menit lagi.",
  en: "This letter is still being made. Try again in a few minutes.",
});
