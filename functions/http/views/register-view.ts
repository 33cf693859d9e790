import type { AgreementListView, RegisterView } from "../../contract/staff.ts";
import type { AgencySettings } from "../../domain/agency.ts";
import { agreementNumber, agreementState } from "../../domain/case/agreement.ts";
import type { Calendar } from "../../domain/calendar/calendar.ts";
import { atLocalTime } from "../../domain/calendar/working-time.ts";
import type { Dossier } from "../../domain/case/records.ts";
import { emptyLetterLine } from "../../domain/case/register-lines.ts";
import type { Dependencies, RegisterEntry, RegisterId, RegisterLines } from "../../domain/ports.ts";

const atOnce = 25;

/** An entry with its line; null where it has none and its case cannot be read. */
interface Entered<Id extends RegisterId> {
  entry: RegisterEntry<Id>;
  line: RegisterLines[Id] | null;
}

/**
 * Entries with what stands in the register.
 *
 * @param lineOf reads it from the case, where it was entered before lines were kept
 */
export async function withLines<Id extends RegisterId>(
  { cases }: Pick<Dependencies, "cases">,
  entries: RegisterEntry<Id>[],
  lineOf: (dossier: Dossier) => RegisterLines[Id],
): Promise<Entered<Id>[]> {
  const old = entries.filter(({ line, outside }) => !line && !outside).map(({ caseId }) => caseId);
  const lines = new Map<string, RegisterLines[Id]>();
  for (let from = 0; from < old.length; from += atOnce) {
    const known = (await cases.dossiers(old.slice(from, from + atOnce))).filter((dossier) => dossier !== null);
    for (const dossier of known) lines.set(dossier.case.id, lineOf(dossier));
  }
  return entries.map((entry) => ({ entry, line: entry.line ?? lines.get(entry.caseId) ?? null }));
}

/** A line of the agenda book: received when it was entered, or on the day a letter on paper arrived. */
export function letterRow(calendar: Calendar, { entry, line }: Entered<"incoming">): RegisterView["rows"][number] {
  const { at, caseId, number } = entry;
  const { arrivedOn, ...told } = line ?? emptyLetterLine;
  const receivedAt = arrivedOn === undefined ? at : atLocalTime(calendar, arrivedOn, "00:00");
  return { number, case: caseId, receivedAt, ...told };
}

/** A line of the list of agreements. @param today YYYY-MM-DD in the agency's zone */
export function agreementRow(
  { caseId, ...agreement }: RegisterEntry<"agreements">,
  line: RegisterLines["agreements"],
  settings: AgencySettings,
  today: string,
): AgreementListView["agreements"][number] {
  return {
    case: caseId,
    year: agreement.year,
    number: agreementNumber(settings, { agreement }) ?? "",
    partner: line.partner,
    about: line.about,
    from: line.valid?.from ?? null,
    until: line.valid?.until ?? null,
    state: agreementState(line, today),
  };
}
