import type { AgreementListView } from "../../contract.ts";
import type { AgencySettings } from "../../domain/agency.ts";
import { agreementNumber, agreementState, validityOf } from "../../domain/agreement.ts";
import { latestValue, procedureOfCase, subjectOf, type Dossier } from "../../domain/dossier.ts";

type Row = AgreementListView["agreements"][number];

/** A line of the list of agreements. @param today YYYY-MM-DD in the agency's zone */
export function agreementRow(dossier: Dossier, settings: AgencySettings, today: string): Row {
  const { case: item } = dossier;
  const procedure = procedureOfCase(item);
  const valid = validityOf(dossier);
  const about = latestValue(dossier, procedure.summary[0] ?? "");
  return {
    case: item.id,
    number: agreementNumber(settings, item) ?? "",
    partner: subjectOf(item),
    about: typeof about === "string" ? about : "",
    from: valid?.from ?? null,
    until: valid?.until ?? null,
    state: agreementState(dossier, today),
  };
}
