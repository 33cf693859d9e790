/** What a case is called, its lines in books and lists, and its time in the day book: all of it as the data says now. */
import { entryOf } from "../../../statemachines/language/table.ts";
import type { Procedure } from "../../../statemachines/language/vocabulary.ts";
import { announceSlot, releaseSlots, theAppointment } from "../booking/room-bookings.ts";
import { flowTasks, latestAnswer, procedureOfCase } from "../case/case-file.ts";
import { claimNumber } from "../case/claim-number.ts";
import { subjectOf } from "../case/contact.ts";
import type { Dossier } from "../case/records.ts";
import type { Dependencies } from "../ports.ts";
import { recordServed } from "../reading-room/people-served.ts";
import { recordReading } from "../reading-room/record-visit.ts";

export type EnteringDependencies = Pick<
  Dependencies,
  "agencies" | "cases" | "clock" | "dayBooks" | "log" | "recaps" | "registers" | "tasks"
>;

/** Doing it again is harmless. */
export async function enterAnew(dependencies: EnteringDependencies, dossier: Dossier): Promise<void> {
  const { cases, tasks } = dependencies;
  const { case: item } = dossier;
  const procedure = procedureOfCase(item);
  const request = latestAnswer(dossier, entryOf(procedure).id)?.values ?? item.request;
  const plain = Object.fromEntries(Object.entries(request).filter(([, value]) => value !== null));
  const corrected: Dossier = { ...dossier, case: { ...item, request: plain } };
  const subject = subjectOf(corrected.case);
  await cases.correctRequest(item.id, plain, subject);
  for (const { answer, id } of dossier.tasks) if (answer === null) await tasks.rename(item.id, id, subject);
  if (item.agenda) await claimNumber(dependencies, "incoming", corrected);
  if (item.agreement) await claimNumber(dependencies, "agreements", corrected);
  if (item.ending === "SELESAI") await recordServed(dependencies, corrected);
  const outcomes = procedure.steps.flatMap((step) => step.outcomes.map((outcome) => ({ step, outcome })));
  const records = outcomes.some(
    ({ outcome, step }) =>
      outcome.actions?.includes("record-reading") && latestAnswer(dossier, step.id)?.outcome === outcome.id,
  );
  if (records) await recordReading(dependencies, corrected);
}

/** Where the time that is asked for stands in the day book by now, it stands there as it is asked for now. */
export async function announceAnew(
  dependencies: Pick<Dependencies, "agencies" | "clock" | "dayBooks">,
  dossier: Dossier,
): Promise<void> {
  if (!isAnnounced(dossier)) return;
  await releaseSlots(dependencies, dossier, theAppointment(dossier));
  await announceSlot(dependencies, dossier);
}

function isAnnounced(dossier: Dossier): boolean {
  const steps = announcing(procedureOfCase(dossier.case));
  return flowTasks(dossier).some(({ answer, step }) => answer !== null && steps.has(step));
}

function announcing({ steps }: Procedure): Set<string> {
  const announces = (actions: readonly string[] = []): boolean => actions.includes("announce-requested-slot");
  const found = steps.filter(
    (step) => announces(step.actions) || step.outcomes.some((outcome) => announces(outcome.actions)),
  );
  return new Set(found.map(({ id }) => id));
}
