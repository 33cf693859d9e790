/** The ways in which a running case is changed, each with what it asks and what comes of it. */
import { answeringRoles, fieldsOf, waits } from "../../../statemachines/language/table.ts";
import { currentProcedures } from "../../../statemachines/language/registry.ts";
import type { Field, Step } from "../../../statemachines/language/vocabulary.ts";
import { isActive } from "../agency.ts";
import { appointmentOf } from "../case/appointment.ts";
import { flowTasks, latestValue, openTasks, possibleOutcomes, procedureOfCase, stepOfTask } from "../case/case-file.ts";
import { positionOf } from "../case/position.ts";
import type { Dossier, OperationId, Values } from "../case/records.ts";
import { enterEndOfAgreement, validityOf } from "../case/agreement.ts";
import { taskTimes } from "../case/task-times.ts";
import { releaseResources, takeResources } from "../booking/vehicle-bookings.ts";
import { publishStop } from "../booking/stops.ts";
import { announceSlot, claim, releaseSlots, theAppointment } from "../booking/room-bookings.ts";
import { isoInstant } from "../calendar/instants.ts";
import { isStopped } from "../execution/take-over.ts";
import { Refusal } from "../refusal.ts";
import { reach, isAskedByLink } from "../task/open-task.ts";
import { afterActions } from "../task/run-actions.ts";
import { rememberNaming } from "../case/related-cases.ts";
import { personsFor } from "../task/permission.ts";
import { appointmentForm } from "./appointment-fields.ts";
import { correctData } from "./correct-data.ts";
import { lastDecision, tasksFrom } from "../case/last-decision.ts";
import { idsOf, nothingAsked, withPlan, type ChangeDependencies, type Operation, type Plan } from "./operation.ts";

const isOpen = (dossier: Dossier): boolean => dossier.case.ending === undefined;

/** The outcome by which the requester could withdraw: what it releases, other endings release too. */
function withdrawalOf(dossier: Dossier) {
  return procedureOfCase(dossier.case).anytime?.[0];
}

/** A case that ends beside its flow: what is open is closed, what was booked is free again. */
function closing(plan: Plan): Pick<Operation, "carryOut" | "plan"> {
  return {
    plan: async (_dependencies, dossier) => ({ ...plan, setAside: idsOf(openTasks(dossier)) }),
    async carryOut(dependencies, dossier) {
      await afterActions(dependencies, dossier, withdrawalOf(dossier)?.actions);
    },
  };
}

const goOn: Operation = {
  title: { id: "Lanjutkan", en: "Go on" },
  about: {
    id: "Alur berkas dimulai lagi dari tempat berkas berhenti, setelah penyebab gangguannya diperbaiki.",
    en: "The workflow starts again where the case stopped, after its cause has been mended.",
  },
  fits: ({ case: item }) => !item.ending && isStopped(item),
  fields: nothingAsked,
  async plan(_dependencies, dossier) {
    const from = positionOf(dossier);
    return from ? { from } : {};
  },
};

const person: Field = {
  name: "person",
  label: { id: "Dikerjakan oleh", en: "To be done by" },
  kind: "choice",
  required: true,
};

const handOn: Operation = {
  title: { id: "Ambil alih atau teruskan tugas", en: "Take over or hand on the task" },
  about: {
    id: "Tugas yang terbuka menunggu orang yang dipilih; batas waktunya tidak berubah.",
    en: "The open task waits for the person chosen; its times stay.",
  },
  fits: (dossier) => openTasks(dossier).some((task) => stepOfTask(dossier, task).kind !== "outside"),
  fields(dossier, { staff }) {
    const [task] = openTasks(dossier);
    const roles = task ? answeringRoles(stepOfTask(dossier, task)) : [];
    const people = staff.filter((member) => isActive(member) && member.roles.some((role) => roles.includes(role)));
    const options = people.map(({ id, name }) => ({ value: id, label: { id: name, en: name } }));
    return { fields: [{ ...person, options }], values: {} };
  },
  async plan(_dependencies, dossier, values) {
    const [task] = openTasks(dossier);
    return { values: {}, was: {}, about: `${task?.id ?? ""} ${String(values[person.name])}` };
  },
  async carryOut(dependencies, dossier, { about = "" }) {
    const [taskId = "", id = ""] = about.split(" ");
    await askInstead(dependencies, dossier, taskId, [`staff:${id}`]);
  },
};

const replacePeople: Operation = {
  title: { id: "Ganti petugas atau kendaraan", en: "Replace people or the vehicle" },
  about: {
    id: "Berlaku segera, tanpa keputusan baru dan tanpa surat penundaan. Yang diganti dan penggantinya diberi tahu.",
    en: "Holds at once, without a new decision or a letter of delay. Those concerned are told.",
  },
  fits: (dossier) => isOpen(dossier) && peopleFields(dossier).length > 0,
  fields(dossier) {
    const fields = peopleFields(dossier);
    return { fields, values: Object.fromEntries(fields.map(({ name }) => [name, latestValue(dossier, name)])) };
  },
  async plan(dependencies, dossier, values) {
    const changed = peopleFields(dossier).filter(({ name }) => !same(values[name], latestValue(dossier, name)));
    if (changed.length === 0) throw nothingChanged;
    const pick = (of: (name: string) => unknown): Values =>
      Object.fromEntries(changed.map(({ name }) => [name, of(name) ?? null]));
    const plan = { values: pick((name) => values[name]), was: pick((name) => latestValue(dossier, name)) };
    await takeAsPlanned(dependencies, dossier, plan);
    return plan;
  },
  async undo(dependencies, dossier) {
    await releaseResources(dependencies, dossier, "current");
  },
  async carryOut(dependencies, dossier) {
    await releaseResources(dependencies, dossier, "current");
    const staff = await dependencies.agencies.staff();
    for (const task of openTasks(dossier)) {
      const step = stepOfTask(dossier, task);
      if (step.assignee) await askInstead(dependencies, dossier, task.id, personsFor(step, dossier, staff));
    }
  },
};

const moveAppointment: Operation = {
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
    if (same(next, was)) throw nothingChanged;
    const plan = { step: form.step, values: next, was };
    await takeAsPlanned(dependencies, dossier, plan);
    return plan;
  },
  async undo(dependencies, dossier) {
    await keepCurrent(dependencies, dossier);
  },
  async carryOut(dependencies, dossier) {
    const { agencies, tasks } = dependencies;
    await keepCurrent(dependencies, dossier);
    if (procedureOfCase(dossier.case).journey) await publishStop(dependencies, dossier);
    const { calendar } = await agencies.settings();
    for (const task of openTasks(dossier)) {
      await tasks.reschedule(task.caseId, task.id, taskTimes(calendar, dossier, task.step, task.openedAt));
    }
  },
};

const takeBack: Operation = {
  title: { id: "Tarik keputusan", en: "Take back the decision" },
  about: {
    id: "Keputusan terakhir tidak berlaku lagi dan diminta ulang. Bila suratnya sudah terkirim, putaran baru berakhir dengan surat perbaikan.",
    en: "The last decision holds no more and is asked for again. Where its letter has left, the new round ends with a corrected letter.",
  },
  fits: (dossier) => isOpen(dossier) && lastDecision(dossier) !== null,
  fields: nothingAsked,
  async plan(_dependencies, dossier) {
    const decided = lastDecision(dossier);
    if (!decided) throw nothingChanged;
    return { setAside: idsOf(tasksFrom(dossier, decided)), from: { step: decided.step } };
  },
  async carryOut(dependencies, dossier) {
    if (procedureOfCase(dossier.case).journey) return releaseResources(dependencies, dossier, "nothing");
    await releaseSlots(dependencies, dossier, ({ state }) => state === "asked");
    await announceSlot(dependencies, dossier);
  },
};

const rowField: Field = { name: "row", label: { id: "Langkah", en: "Row" }, kind: "choice", required: true };

const sendToRow: Operation = {
  title: { id: "Kirim ke langkah lain", en: "Send to another row" },
  about: {
    id: "Berkas diteruskan dari langkah yang dipilih; jawaban yang sudah ada tetap tersimpan.",
    en: "The case goes on at the row chosen; what was answered stays.",
  },
  fits: (dossier) => isOpen(dossier),
  fields(dossier) {
    const rows = rowsOpenTo(dossier);
    const options = rows.map(({ activity, id, state }) => ({ value: id, label: { id: state, en: activity.en } }));
    return { fields: [{ ...rowField, options }], values: {} };
  },
  async plan(_dependencies, dossier, values) {
    return { setAside: idsOf(openTasks(dossier)), from: { step: String(values[rowField.name]) } };
  },
};

/** Rows that it has come to and that can be answered as it stands: nobody sends it past what was not done yet. */
function rowsOpenTo(dossier: Dossier): Step[] {
  const come = new Set(flowTasks(dossier).map(({ step }) => step));
  return procedureOfCase(dossier.case).steps.filter((step) => {
    const answers = possibleOutcomes(dossier, step).filter(({ onDeadline }) => !onDeadline);
    return waits(step) && come.has(step.id) && answers.some((outcome) => step.outcomes.includes(outcome));
  });
}

const cancel: Operation = {
  title: { id: "Batalkan oleh dinas", en: "Cancel for the agency" },
  about: {
    id: "Berkas diakhiri oleh dinas. Pemohon menerima surat dengan alasan Anda; jadwal, mobil, dan petugas dapat dipakai lagi.",
    en: "The agency ends the case. The requester gets a letter with your reason; times, vehicle and people are free again.",
  },
  fits: (dossier) => isOpen(dossier) && withdrawalOf(dossier) !== undefined,
  fields: nothingAsked,
  ...closing({ ending: "DIBATALKAN" }),
};

const duplicateOf: Field = {
  name: "duplicateOf",
  label: { id: "Nomor berkas yang sama", en: "Number of the same case" },
  kind: "case",
  required: true,
};

const markDuplicate: Operation = {
  title: { id: "Tandai sebagai berkas ganda", en: "Mark as a duplicate" },
  about: {
    id: "Berkas ini ditutup tanpa surat; nomornya tetap terpakai, dan kedua berkas saling menunjuk.",
    en: "This case is closed without a letter; its number stays used, and the two point at each other.",
  },
  fits: (dossier) => isOpen(dossier),
  fields: () => ({ fields: [duplicateOf], values: {} }),
  async plan(_dependencies, dossier, values) {
    const about = String(values[duplicateOf.name]);
    if (about === dossier.case.id) throw itself;
    return { about, ending: "DITUTUP", setAside: idsOf(openTasks(dossier)) };
  },
  async carryOut(dependencies, dossier, { about = "" }) {
    await rememberNaming(dependencies, dossier.case.id, [duplicateOf], { duplicateOf: about });
    await afterActions(dependencies, dossier, withdrawalOf(dossier)?.actions);
  },
};

const closeQuietly: Operation = {
  title: { id: "Tutup sebagai kiriman sampah", en: "Close as spam" },
  about: {
    id: "Berkas ditutup tanpa surat kepada pengirim.",
    en: "The case is closed, and nobody is written to.",
  },
  fits: (dossier) => isOpen(dossier) && openTasks(dossier).every((task) => !task.availableFrom),
  fields: nothingAsked,
  ...closing({ ending: "DITUTUP" }),
};

const lastDay: Field = {
  name: "until",
  label: { id: "Berlaku sampai", en: "In force until" },
  kind: "date",
  required: true,
  latest: 3650,
};

const endAgreement: Operation = {
  title: { id: "Akhiri atau perpanjang perjanjian", en: "End or extend the agreement" },
  about: {
    id: "Tanggal akhir perjanjian diganti, pada register juga. Unggah naskah perubahannya pada berkas tersendiri.",
    en: "The agreement ends on another day, in the register too.",
  },
  fits: ({ case: item, ...rest }) => item.ending === "SELESAI" && validityOf({ case: item, ...rest }) !== null,
  fields(dossier) {
    const until = validityOf(dossier)?.until;
    return { fields: [lastDay], values: { [lastDay.name]: until } };
  },
  async plan(_dependencies, dossier, values) {
    const { validity } = procedureOfCase(dossier.case);
    const valid = validityOf(dossier);
    const until = String(values[lastDay.name]);
    if (!validity || !valid || until === valid.until) throw nothingChanged;
    if (until < valid.from) throw beforeItBegins;
    return { values: { [validity.until]: until }, was: { [validity.until]: valid.until } };
  },
  async carryOut(dependencies, dossier) {
    await enterEndOfAgreement(dependencies, dossier, "SELESAI");
    // They warn of an end that is another now.
    const untrue = dossier.mails.filter(({ notBefore, state }) => state === "pending" && notBefore !== undefined);
    for (const mail of untrue) await dependencies.mails.markTooLate(mail);
  },
};

const newerVersion: Operation = {
  title: { id: "Pindahkan ke versi SOP terbaru", en: "Move to the newest version of the SOP" },
  about: {
    id: "Berkas diteruskan menurut versi SOP yang berlaku sekarang, dari langkah yang sama.",
    en: "The case goes on by the version of the SOP that holds now, at the same row.",
  },
  fits: (dossier) => isOpen(dossier) && newest(dossier) !== undefined,
  fields: nothingAsked,
  async plan(_dependencies, dossier) {
    const table = newest(dossier);
    const from = positionOf(dossier);
    if (!table || !from) throw nothingChanged;
    return { version: table.version, from };
  },
  async carryOut({ cases }, dossier, { version }) {
    if (version !== undefined && dossier.case.version !== version) await cases.setVersion(dossier.case.id, version);
  },
};

const dayPassed: Operation = {
  title: { id: "Waktunya lewat tanpa keputusan", en: "Its time passed undecided" },
  about: {
    id: "Berkas ditutup karena waktunya lewat sebelum diputuskan; pemohon diberi tahu.",
    en: "The case is closed because its time passed before it was decided; the requester is told.",
  },
  fits: isOpen,
  fields: nothingAsked,
  ...closing({ ending: "KEDALUWARSA" }),
};

export const operations: Record<OperationId, Operation> = {
  "go-on": goOn,
  "hand-on": handOn,
  "replace-people": replacePeople,
  "move-appointment": moveAppointment,
  "take-back": takeBack,
  "send-to-row": sendToRow,
  "correct-data": correctData,
  cancel,
  "mark-duplicate": markDuplicate,
  "close-quietly": closeQuietly,
  "end-agreement": endAgreement,
  "newer-version": newerVersion,
  "day-passed": dayPassed,
};

/** The newest version of the table, where the case runs by an older one and its place exists there too. */
function newest(dossier: Dossier) {
  const { procedure, version } = dossier.case;
  const table = currentProcedures().find(({ id }) => id === procedure);
  const place = positionOf(dossier);
  const has =
    place &&
    table?.steps.some(
      ({ id, outcomes }) =>
        id === place.step && (place.outcome === undefined || outcomes.some((outcome) => outcome.id === place.outcome)),
    );
  return table && table.version > version && has ? table : undefined;
}

/** Staff and vehicle fields that were answered, as they are asked last. */
function peopleFields(dossier: Dossier): Field[] {
  const all = fieldsOf(procedureOfCase(dossier.case)).filter(
    ({ kind, optionsFrom }) => kind === "staff" || optionsFrom === "vehicles",
  );
  const answered = all.filter(({ name }) => latestValue(dossier, name) !== undefined);
  const last = new Map(answered.map((field) => [field.name, field]));
  return [...last.values()].map(
    ({ outcomes: _, requiredWhen: __, requiredUnless: ___, prefill: ____, ...field }) => field,
  );
}

async function askInstead(
  dependencies: ChangeDependencies,
  dossier: Dossier,
  taskId: string,
  persons: ReturnType<typeof personsFor>,
): Promise<void> {
  const task = dossier.tasks.find(({ answer, id }) => id === taskId && answer === null);
  if (!task) return;
  await dependencies.tasks.assign(task.caseId, task.id, persons);
  const step = stepOfTask(dossier, task);
  const asked = { ...task, assignees: persons };
  if (isAskedByLink(step)) await reach(dependencies, dossier, asked, persons);
}

/** Takes what a change needs before it is stored: the room, vehicle and people of the appointment as it will be. */
async function takeAsPlanned(dependencies: ChangeDependencies, dossier: Dossier, plan: Plan): Promise<void> {
  const at = isoInstant(dependencies.clock.now());
  const planned = withPlan(dossier, plan, at);
  const answer = {
    outcome: "",
    values: {},
    note: "",
    person: "system",
    name: "",
    role: "",
    channel: "system",
    at,
  } as const;
  if (procedureOfCase(dossier.case).journey) {
    await takeResources(dependencies, planned, "", answer);
    return;
  }
  if (plan.step !== undefined && appointmentOf(planned))
    await claim(dependencies, "reserve-visit-slot", planned, "", answer);
}

/** Frees what the appointment as it is stored does not need. */
async function keepCurrent(dependencies: ChangeDependencies, dossier: Dossier): Promise<void> {
  if (procedureOfCase(dossier.case).journey) await releaseResources(dependencies, dossier, "current");
  else await releaseSlots(dependencies, dossier, theAppointment(dossier));
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

const nothingChanged = new Refusal("invalid", {
  id: "Belum ada yang diubah.",
  en: "Nothing was changed.",
});
const sameCase = { id: "Pilih berkas lain, bukan berkas ini sendiri.", en: "Choose another case than this one." };
const itself = new Refusal("invalid", sameCase, { duplicateOf: sameCase });
const tooEarly = {
  id: "Perjanjian belum berlaku pada tanggal itu.",
  en: "The agreement does not begin before that day.",
};
const beforeItBegins = new Refusal("invalid", tooEarly, { until: tooEarly });
