/** Whoever asked changes the date or the number of people, as long as nobody has decided. */
import { entryOf } from "../../../statemachines/language/table.ts";
import type { Procedure } from "../../../statemachines/language/vocabulary.ts";
import { announceSlot, releaseSlots, theAppointment } from "../booking/room-bookings.ts";
import { flowTasks, openTasks, procedureOfCase } from "../case/case-file.ts";
import type { Dossier, Values } from "../case/records.ts";
import { taskTimes } from "../case/task-times.ts";
import { enterAnew } from "./correct-data.ts";
import { isSame, nothingAsked, nothingChanged, type Operation } from "./operation.ts";
import { requesterForm } from "./requester-form.ts";
import { isoInstant } from "../calendar/instants.ts";

export const changeRequest: Operation = {
  title: { id: "Permohonan diubah oleh pemohon", en: "Request changed by the requester" },
  about: {
    id: "Tanggal, jam, atau jumlah orang pada permohonan yang belum diputuskan diganti oleh pemohon. Yang sedang memprosesnya diberi tahu.",
    en: "Date, time or number of people of an undecided request are changed by the requester. Whoever deals with it is told.",
  },
  fits: (dossier) => requesterForm(dossier) !== null,
  fields: (dossier, _circumstances, given) => requesterForm(dossier, given) ?? nothingAsked(),
  plan(_dependencies, dossier, values) {
    const { fields = [], values: before = {} } = requesterForm(dossier) ?? {};
    const differs = fields.filter(({ name }) => !isSame(values[name], before[name]));
    if (differs.length === 0) throw nothingChanged;
    const pick = (from: Values): Values => Object.fromEntries(differs.map(({ name }) => [name, from[name] ?? null]));
    const { id: step } = entryOf(procedureOfCase(dossier.case));
    return Promise.resolve({ step, values: pick(values), was: pick(before) });
  },
  async carryOut(dependencies, dossier) {
    await enterAnew(dependencies, dossier);
    if (isAnnounced(dossier)) {
      await releaseSlots(dependencies, dossier, theAppointment(dossier));
      await announceSlot(dependencies, dossier);
    }
    const { calendar } = await dependencies.agencies.settings();
    for (const task of openTasks(dossier)) {
      const now = isoInstant(dependencies.clock.now());
      const times = taskTimes(calendar, dossier, task.step, task.openedAt, now);
      await dependencies.tasks.reschedule(task.caseId, task.id, times);
    }
  },
};

/** Whether the time that is asked for stands in the day book by now. */
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
