/** Whoever asked changes the date or the number of people, as long as nobody has decided. */
import { entryOf } from "../../../statemachines/language/table.ts";
import { openTasks, procedureOfCase } from "../case/case-file.ts";
import type { Values } from "../case/records.ts";
import { taskTimes } from "../case/task-times.ts";
import { announceAnew, enterAnew } from "./enter-anew.ts";
import { followCompletion } from "./complete-request.ts";
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
    await announceAnew(dependencies, dossier);
    const { calendar } = await dependencies.agencies.settings();
    for (const task of openTasks(dossier)) {
      const now = isoInstant(dependencies.clock.now());
      const times = taskTimes(calendar, dossier, task.step, task.openedAt, now);
      await dependencies.tasks.reschedule(task.caseId, task.id, times);
    }
  },
};

/** Whoever was asked to complete the request answered: what they changed is stored with that answer. */
export const completedRequest: Operation = {
  title: { id: "Permohonan dilengkapi", en: "Request completed" },
  about: {
    id: "Yang belum lengkap pada permohonan dilengkapi oleh pemohon, atau dicatat petugas atas namanya.",
    en: "What was missing in the request is completed by whoever asked, or recorded for them.",
  },
  fits: () => false,
  fields: nothingAsked,
  plan: () => Promise.reject(nothingChanged),
  carryOut: followCompletion,
};
