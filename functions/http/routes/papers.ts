/** Papers that a case issued: which there are, and the file of each. */
import { documents } from "../../../statemachines/language/documents.ts";
import type { CasePapersView } from "../../contract/papers.ts";
import { readsFiles } from "../../domain/access/reading.ts";
import type { Dossier } from "../../domain/case/records.ts";
import type { PaperItem } from "../../domain/documents/records.ts";
import { handedOutOf } from "../../domain/form/hand-out.ts";
import { isErased } from "../../domain/personal-data/ask-erasure.ts";
import type { Dependencies } from "../../domain/ports.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { RouteHandler } from "../../wiring/http.ts";
import { notThere, readCase } from "../readers.ts";

export const listCasePapers: RouteHandler = async (request, dependencies) => {
  const { dossier, noted } = await readCase(request, dependencies, "case");
  const papers = await Promise.all(papersOf(dossier).map(async (paper) => paperRow(dependencies, paper)));
  await noted;
  const view: CasePapersView = { papers };
  return { body: view };
};

async function paperRow(
  { registers }: Pick<Dependencies, "registers">,
  { id, issued, kind, number, sheet }: PaperItem,
): Promise<CasePapersView["papers"][number]> {
  const about = sheet.reference.find(([label]) => label === "Hal")?.[1] ?? "";
  const shown = { id, kind: documents[kind], about, to: (sheet.addressee[0] ?? "").replace(/^Yth\. /, "") };
  if (!issued || !number) return { ...shown, issued: null };
  // What the letter prints stands in the register: the agency may write its numbers in another way by now.
  const { entries } = await registers.page("outgoing", number.year, { before: number.number + 1, limit: 1 });
  return { ...shown, issued: { printed: entries[0]?.line?.printed ?? "", at: issued.at, pages: issued.pages } };
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
