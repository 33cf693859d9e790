/**
 * The link that staff pass on: it shows where a case stands, and nothing can be done by it, whatever proof is given. Made
 * from the case and a count, so nothing is stored until it is revoked; it ends with the case.
 */
import type { CaseItem } from "../case/records.ts";
import { shownDossier } from "../personal-data/hidden.ts";
import { showPath } from "../paths.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";

type Secrets = Pick<Dependencies, "secrets">;

/** Path of the link that is good now; null when the case has ended. */
export function showLinkOf(dependencies: Secrets, item: CaseItem): string | null {
  return item.ending ? null : showPath(item.id, idOf(dependencies, item));
}

/**
 * The case behind a link.
 *
 * @throws Refusal `unknown` for one that was never given or is revoked, `expired` when the case has ended
 */
export async function openShowLink(
  dependencies: Secrets & Pick<Dependencies, "cases" | "log">,
  caseId: string,
  link: string,
) {
  const dossier = await dependencies.cases.dossier(caseId);
  const { hash } = dependencies.secrets;
  if (!dossier || hash(idOf(dependencies, dossier.case)) !== hash(link)) throw unknown;
  dependencies.log.concerns(caseId);
  if (dossier.case.ending) throw expired;
  return shownDossier(dossier);
}

function idOf({ secrets }: Secrets, { id, showLinksRevoked = 0 }: CaseItem): string {
  return secrets.linkId("show", id, String(showLinksRevoked));
}

const unknown = new Refusal("unknown", {
  id: "Tautan ini tidak berlaku. Mintalah tautan baru kepada kantor.",
  en: "This link is not valid. Ask the office for a new one.",
});
const expired = new Refusal("expired", {
  id: "Tautan ini sudah berakhir bersama permohonannya. Untuk keterangan, hubungi kantor.",
  en: "This link has ended with its request. For information, contact the office.",
});
