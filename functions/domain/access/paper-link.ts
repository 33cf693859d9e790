/** The link that is printed on a paper as a QR code: it says whether that paper holds, and shows nothing else of its case. */
import { linkIn } from "../../../statemachines/form/link-in.ts";
import type { Dossier } from "../case/records.ts";
import { issuedPapers, type Issued } from "../documents/standing.ts";
import { paperLinkId } from "../paths.ts";
import type { Dependencies } from "../ports.ts";

/** The paper that a link is printed on; null where there is none. It is good as long as the case is kept. */
export async function openPaperLink(
  { cases, log, secrets }: Pick<Dependencies, "cases" | "log" | "secrets">,
  caseId: string,
  link: string,
): Promise<{ dossier: Dossier; paper: Issued } | null> {
  const own = linkIn(link);
  const dossier = own === null ? null : await cases.dossier(caseId);
  if (own === null || !dossier) return null;
  const hash = secrets.hash(own);
  const paper = issuedPapers(dossier).find((each) => secrets.hash(paperLinkId(secrets, each)) === hash);
  if (!paper) return null;
  log.concerns(caseId);
  return { dossier, paper };
}
