/** What anybody who holds a paper may know of it. Each fact is named here: nothing comes along with the case or the sheet. */
import { documents } from "../../../statemachines/language/documents.ts";
import type { IssuedPaperView } from "../../contract/public.ts";
import { isoDate } from "../../domain/calendar/instants.ts";
import type { Dossier } from "../../domain/case/records.ts";
import { aboutOf, addressed } from "../../domain/documents/outgoing-line.ts";
import type { PaperSheet } from "../../domain/documents/paper-sheet.ts";
import { standingOf, type Issued, type Standing } from "../../domain/documents/standing.ts";
import { mayNameSomebody } from "../../domain/personal-data/hidden.ts";

/** @param zone of the agency */
export function issuedPaperView(dossier: Dossier, paper: Issued, zone: string): IssuedPaperView {
  const { issued, kind, sheet } = paper;
  const { erased, hash, size } = issued.file;
  return {
    kind: documents[kind],
    number: issued.printed ?? null,
    date: dayOf(issued.at, zone),
    about: shownAbout(dossier, sheet),
    signer: signerOf(sheet),
    pages: issued.pages,
    file: erased === undefined ? { bytes: size, hash } : null,
    standing: standingView(standingOf(dossier, paper), zone),
  };
}

function standingView(standing: Standing, zone: string): IssuedPaperView["standing"] {
  if (standing.is === "valid") return standing;
  // Why is for those who may read the case: people wrote it.
  if (standing.is === "void") return { is: "void", date: dayOf(standing.at, zone) };
  const { issued } = standing.by;
  return { is: "replaced", number: issued.printed ?? null, date: dayOf(issued.at, zone) };
}

function dayOf(at: string, zone: string): string {
  return isoDate(Date.parse(at), zone);
}

function shownAbout(dossier: Dossier, sheet: PaperSheet): string | null {
  const about = aboutOf(sheet) ?? "";
  const named = sheet.addressee.map(addressed).some((line) => line !== "" && about.includes(line));
  return about === "" || named || mayNameSomebody(dossier, about) ? null : about;
}

function signerOf({ signature }: PaperSheet): IssuedPaperView["signer"] {
  return signature ? { title: signature.titles.join(" ").replace(/,$/, ""), name: signature.name } : null;
}
