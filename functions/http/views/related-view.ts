import type { RelatedCaseView } from "../../contract/staff.ts";
import { validityOf } from "../../domain/case/agreement.ts";
import { procedureOfCase } from "../../domain/case/case-file.ts";
import { subjectOf } from "../../domain/case/contact.ts";
import type { Dossier } from "../../domain/case/records.ts";
import { statusLabels } from "./facts.ts";

/** A line about another case, with the days in force of the agreement that came of it. */
export function relatedView(other: Dossier): RelatedCaseView {
  const { case: item } = other;
  const procedure = procedureOfCase(item);
  const status = item.ending ?? "DIPROSES";
  return {
    case: item.id,
    procedure: procedure.title,
    subject: subjectOf(item),
    statusLabel: statusLabels[status] ?? { id: status, en: status },
    valid: validityOf(other),
  };
}
