/** Who a case is with, and what people call it. */
import { entryOf } from "../../../statemachines/language/table.ts";
import { actorOf } from "../../../statemachines/language/registry.ts";
import type { FieldName, Procedure } from "../../../statemachines/language/vocabulary.ts";
import { longDate, monthAndYear } from "../format.ts";
import { latestValue, procedureOfCase, requestText } from "./case-file.ts";
import type { CaseItem, Dossier } from "./records.ts";

/** The requester, or the party a case is with; empty where something is not known. */
export interface Contact {
  name: string;
  email: string;
  phone: string;
}

/** As given last: what is corrected at a later step counts. */
export function contactOf(dossier: Dossier): Contact {
  const { contact } = procedureOfCase(dossier.case);
  const text = (field: FieldName | undefined): string => {
    const value = field === undefined ? undefined : latestValue(dossier, field);
    return typeof value === "string" ? value : "";
  };
  return { name: text(contact.name), email: text(contact.email), phone: text(contact.phone) };
}

/**
 * What people call a case, in the agency's language: mostly who asks; who came without a name is called by the role.
 */
export function subjectOf(item: CaseItem): string {
  const procedure = procedureOfCase(item);
  const subject = requestText(item, procedure.contact.subject);
  return subject === "" ? actorOf(procedure.requester).title.id : subjectFrom(procedure, subject);
}

/** The subject of a case whose form says so: what the calendar opened is called by its day or month. */
export function subjectFrom(procedure: Procedure, said: string): string {
  const { opens } = entryOf(procedure);
  if (opens === "month") return monthAndYear(said, "id");
  return opens === "service-day" ? longDate(said, { language: "id", zone: "UTC" }) : said;
}
