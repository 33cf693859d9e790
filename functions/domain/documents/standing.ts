/** Whether a paper still holds: what its QR page says. Nothing of it is stored but that a paper was made void. */
import type { Dossier } from "../case/records.ts";
import type { IssuedPaper, PaperItem } from "./records.ts";

/** A paper that was drawn and kept. */
export type Issued = PaperItem & { issued: IssuedPaper };

export type Standing =
  | { is: "valid" }
  /** By the newest paper in its place. */
  | { is: "replaced"; by: Issued }
  /** @param at ISO 8601 */
  | { is: "void"; at: string };

/** The papers of a case that went out. */
export function issuedPapers({ papers = [] }: Pick<Dossier, "papers">): Issued[] {
  return papers.flatMap((paper) => (paper.issued ? [{ ...paper, issued: paper.issued }] : []));
}

/**
 * A void paper stays void, whatever came after it. A paper that was replaced stays so, even where the other became void: nobody
 * decided anew that it holds.
 */
export function standingOf(dossier: Pick<Dossier, "papers">, paper: Issued): Standing {
  if (paper.void) return { is: "void", at: paper.void.at };
  const later = issuedPapers(dossier).filter((other) => replaces(other, paper));
  const by = later.findLast((other) => !other.void) ?? later.at(-1);
  return by ? { is: "replaced", by } : { is: "valid" };
}

/**
 * A paper of the same kind that was written later. Not by when it was issued: a mail that could not go out at once may bring
 * the earlier paper with the later number.
 */
function replaces(other: Issued, paper: Issued): boolean {
  return other.kind === paper.kind && other.createdAt > paper.createdAt;
}
