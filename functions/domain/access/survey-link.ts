/** The link that opens the satisfaction survey of a case and nothing else of it. */
import { linkIn } from "../../../statemachines/form/link-in.ts";
import type { Dossier } from "../case/records.ts";
import { surveyLinkId } from "../paths.ts";
import { shownDossier } from "../personal-data/hidden.ts";
import type { Dependencies } from "../ports.ts";

/** The case whose survey a link opens; null where it was never given. */
export async function openSurveyLink(
  { cases, log, secrets }: Pick<Dependencies, "cases" | "log" | "secrets">,
  caseId: string,
  link: string,
): Promise<Dossier | null> {
  const own = linkIn(link);
  if (own === null || secrets.hash(surveyLinkId(secrets, caseId)) !== secrets.hash(own)) return null;
  const dossier = await cases.dossier(caseId);
  if (!dossier) return null;
  log.concerns(caseId);
  return shownDossier(dossier);
}
