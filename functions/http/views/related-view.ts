import type { Text } from "../../../statemachines/language/vocabulary.ts";
import type { RelatedCaseView } from "../../contract/staff.ts";
import { validityOf } from "../../domain/case/agreement.ts";
import { procedureOfCase } from "../../domain/case/case-file.ts";
import { subjectOf } from "../../domain/case/contact.ts";
import type { Dossier } from "../../domain/case/records.ts";
import { shownItem } from "../../domain/personal-data/hidden.ts";
import { renewalBetween } from "../../domain/case/related-cases.ts";
import { statusLabels } from "./facts.ts";

const renewals: Record<NonNullable<ReturnType<typeof renewalBetween>>, (id: string) => Text> = {
  "renewed-by": (id) => ({ id: `Diperpanjang dengan nomor ${id}`, en: `Renewed by ${id}` }),
  renews: (id) => ({ id: `Perpanjangan dari nomor ${id}`, en: `Renews ${id}` }),
};

/** A line about another case, with the days in force of the agreement that came of it, and what it is to the case shown. */
export function relatedView(other: Dossier, shown: Dossier | null = null): RelatedCaseView {
  const renewal = shown && renewalBetween(shown, other);
  const item = shownItem(other.case);
  const procedure = procedureOfCase(item);
  const status = item.ending ?? "DIPROSES";
  return {
    case: item.id,
    procedure: procedure.title,
    subject: subjectOf(item),
    statusLabel: statusLabels[status] ?? { id: status, en: status },
    valid: validityOf(other),
    renewal: renewal && renewals[renewal](item.id),
  };
}
