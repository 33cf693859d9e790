/** What a case is about, as short as one says it: who asks, for when, how many. */
import type { Language, Text } from "../../../statemachines/language/vocabulary.ts";
import { formatNumber, longDate, slotInWords, type Style } from "../format.ts";
import { entryOf } from "../../../statemachines/language/table.ts";
import { appointmentOf, peopleIn } from "./appointment.ts";
import { latestValue, procedureOfCase } from "./case-file.ts";
import { subjectOf } from "./contact.ts";
import type { Dossier } from "./records.ts";

/**
 * "SMP Negeri 1 Contoh, Rabu, 9 Desember 2026, pukul 09.00-11.00 WIB, 30 orang": what its table knows of it, as it
 * stands now.
 *
 * @param zone the agency's
 */
export function inShort(dossier: Dossier, zone: string): Text {
  const words = (language: Language): string =>
    [subjectOf(dossier.case), ...days(dossier, { language, zone }), ...people(dossier, language)].join(", ");
  return { id: words("id"), en: words("en") };
}

/** The appointment; before there is one, the days that were wished for. */
function days(dossier: Dossier, style: Style): string[] {
  const procedure = procedureOfCase(dossier.case);
  if (!procedure.appointment) return [];
  const sessions = appointmentOf(dossier)?.sessions ?? [];
  if (sessions.length > 0) {
    return sessions.map((session) => slotInWords(session, style));
  }
  const wished = (entryOf(procedure).fields ?? []).filter(
    ({ kind, name }) => kind === "date" && procedure.summary.includes(name),
  );
  return wished.flatMap(({ name }) => {
    const date = dossier.case.request[name];
    return typeof date === "string" ? [longDate(date, style)] : [];
  });
}

function people(dossier: Dossier, language: Language): string[] {
  const { appointment } = procedureOfCase(dossier.case);
  const count = appointment ? peopleIn(latestValue(dossier, appointment.headcount)) : 0;
  return count > 0 ? [`${formatNumber(count, language)} ${{ id: "orang", en: "people" }[language]}`] : [];
}
