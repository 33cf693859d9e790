/** People served away from the reading room, for the statistics of the library: written down when a case ends well. */
import { appointmentOf, peopleIn } from "../case/appointment.ts";
import { latestAnswer, procedureOfCase } from "../case/case-file.ts";
import type { Dossier } from "../case/records.ts";
import type { Dependencies } from "../ports.ts";
import type { ServedEntry } from "./recap-entries.ts";

/** Repeatable: the entry has the case as its key. */
export async function recordServed({ recaps }: Pick<Dependencies, "recaps">, dossier: Dossier): Promise<void> {
  const entry = servedIn(dossier);
  if (entry) await recaps.add(entry);
}

/** People who came, on the day of the appointment; null where the procedure counts nobody or the case has no day. */
function servedIn(dossier: Dossier): ServedEntry | null {
  const date = appointmentOf(dossier)?.slot.date;
  const people = attendanceOf(dossier);
  if (date === undefined || people === null) return null;
  return { kind: "served", date, caseId: dossier.case.id, procedure: dossier.case.procedure, people };
}

/** How many came, a number or a sum over groups; null before they are counted. */
export function attendanceOf(dossier: Dossier): number | null {
  const source = procedureOfCase(dossier.case).appointment?.attendance;
  const value = source && latestAnswer(dossier, source.step)?.values[source.field];
  return value === undefined ? null : peopleIn(value);
}
