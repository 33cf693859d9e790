import type { AgreementListView } from "../../contract/staff.ts";
import type { AgencySettings } from "../../domain/agency.ts";
import { agreementNumber, agreementState, validityOf } from "../../domain/case/agreement.ts";
import { latestValue, procedureOfCase } from "../../domain/case/case-file.ts";
import { subjectOf } from "../../domain/case/contact.ts";
import type { Dossier } from "../../domain/case/records.ts";

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
