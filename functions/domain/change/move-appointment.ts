/** When and where it is: another time or place for what was approved. */
import { publishStop } from "../booking/stops.ts";
import { latestValue, openTasks, procedureOfCase } from "../case/case-file.ts";
import { taskTimes } from "../case/task-times.ts";
import { appointmentForm } from "./appointment-fields.ts";
import { keepCurrent, takeAsPlanned } from "./claims.ts";
import { isOpen, isSame, nothingChanged, type Operation } from "./operation.ts";
import { isoInstant } from "../calendar/instants.ts";

export const moveAppointment: Operation = {
  title: { id: "Pindahkan jadwal", en: "Move the appointment" },
  about: {
    id: "Waktu atau tempat yang sudah disetujui diganti. Pemohon menerima surat perubahan jadwal, petugas diberi tahu.",
    en: "The approved time or place changes. The requester gets a letter, and the people concerned are told.",
  },
  fits: (dossier) =>
    isOpen(dossier) &&
    openTasks(dossier).some(({ availableFrom }) => availableFrom !== null) &&
    appointmentForm(dossier) !== null,
  fields(dossier) {
    const { fields = [], rules = [], values = {} } = appointmentForm(dossier) ?? {};
    return { fields, rules, values };
  },
  async plan(dependencies, dossier, values) {
    const form = appointmentForm(dossier);
    if (!form) throw nothingChanged;
    const { journey } = procedureOfCase(dossier.case);
    const places = journey
      ? Object.fromEntries(
          [journey.place, journey.arrival].filter((name) => name in values).map((name) => [name, values[name]]),
        )
      : {};
    const next = { ...form.stored(values), ...places };
    const was = {
      ...form.stored(form.values),
      ...Object.fromEntries(Object.keys(places).map((name) => [name, latestValue(dossier, name) ?? null])),
    };
    if (isSame(next, was)) throw nothingChanged;
    const plan = { step: form.step, values: next, was };
    await takeAsPlanned(dependencies, dossier, plan);
    return plan;
  },
  async undo(dependencies, dossier, plan) {
    await keepCurrent(dependencies, dossier, plan);
  },
  async carryOut(dependencies, dossier) {
    const { agencies, tasks } = dependencies;
    await keepCurrent(dependencies, dossier);
    if (procedureOfCase(dossier.case).journey) await publishStop(dependencies, dossier);
    const { calendar } = await agencies.settings();
    const now = isoInstant(dependencies.clock.now());
    for (const task of openTasks(dossier)) {
      await tasks.reschedule(task.caseId, task.id, taskTimes(calendar, dossier, task.step, task.openedAt, now));
    }
  },
};
