import type { RelatedCaseView } from "../../contract.ts";
import { validityOf } from "../../domain/agreement.ts";
import { procedureOfCase, subjectOf, type Dossier } from "../../domain/dossier.ts";
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
