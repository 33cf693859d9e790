/** Who does it: a task in other hands, other people or another vehicle. */
import { answeringRoles, fieldsOf } from "../../../statemachines/language/table.ts";
import type { Field, Step } from "../../../statemachines/language/vocabulary.ts";
import { isActive } from "../agency.ts";
import { isoInstant } from "../calendar/instants.ts";
import { dayAt, presentOn } from "../people/presence.ts";
import { releaseResources } from "../booking/vehicle-bookings.ts";
import { isOver, latestValue, openTasks, procedureOfCase, stepOfTask } from "../case/case-file.ts";
import type { Dossier, Person, TaskItem, Values } from "../case/records.ts";
import { attendanceOf, attendedAs } from "../task/attendance.ts";
import { isAskedByLink, reach } from "../task/open-task.ts";
import { askedPersons, personsFor } from "../task/permission.ts";
import { reportUnattended } from "../task/unattended.ts";
import { takeAsPlanned } from "./claims.ts";
import { isOpen, isSame, nothingChanged, type ChangeDependencies, type Operation } from "./operation.ts";

const person: Field = {
  name: "person",
  label: { id: "Dikerjakan oleh", en: "To be done by" },
  kind: "choice",
  required: true,
};

/** Work of officers: what is decided waits for whoever holds the post, or acts for them. */
function isOfficers({ kind }: Step): boolean {
  return kind !== "outside" && kind !== "decision";
}

/** Whether it is this task that is handed on: what is done beside the flow waits for whoever does it first. */
export function isHandedOn(dossier: Dossier, task: Pick<TaskItem, "id" | "step">): boolean {
  return openTasks(dossier)[0]?.id === task.id && isOfficers(stepOfTask(dossier, task));
}

export const handOn: Operation = {
  title: { id: "Ambil alih atau teruskan tugas", en: "Take over or hand on the task" },
  about: {
    id: "Tugas yang terbuka menunggu orang yang dipilih; batas waktunya tidak berubah. Keputusan tidak dialihkan begitu: catat pengganti (Plh.).",
    en: "The open task waits for the person chosen; its times stay. Decisions are not handed on: enter who acts for the official.",
  },
  fits: (dossier) => openTasks(dossier).some((task) => isOfficers(stepOfTask(dossier, task))),
  fields(dossier, { staff }) {
    const [task] = openTasks(dossier);
    const roles = task ? answeringRoles(stepOfTask(dossier, task)) : [];
    const people = staff.filter((member) => isActive(member) && member.roles.some((role) => roles.includes(role)));
    const options = people.map(({ id, name }) => ({ value: id, label: { id: name, en: name } }));
    return { fields: [{ ...person, options }], values: {} };
  },
  async plan(_dependencies, dossier, values) {
    const [task] = openTasks(dossier);
    const from = (task?.assignees ?? []).map(staffId).join(",");
    return { values: {}, was: {}, about: [task?.id ?? "", String(values[person.name]), from].join(" ") };
  },
  async carryOut(dependencies, dossier, { about = "" }) {
    const { taskId, to } = handedOn(about);
    await askInstead(dependencies, dossier, taskId, [`staff:${to}`]);
  },
};

/** Of a change by which a task was handed on: the task, ids of the staff whom it named before (empty: all of a role), and since. */
export function handedOn(about: string): { taskId: string; to: string; from: string[] } {
  const [taskId = "", to = "", from = ""] = about.split(" ");
  return { taskId, to, from: from === "" ? [] : from.split(",") };
}

function staffId(asked: Person): string {
  return asked.replace(/^staff:/, "");
}

export const replacePeople: Operation = {
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
    const changed = peopleFields(dossier).filter(({ name }) => !isSame(values[name], latestValue(dossier, name)));
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

/** The task waits for these from now on; where none of them is there, for those who step in, as when it was opened. */
async function askInstead(
  dependencies: ChangeDependencies,
  dossier: Dossier,
  taskId: string,
  persons: Person[],
): Promise<void> {
  const { agencies, clock, tasks } = dependencies;
  const task = dossier.tasks.find((each) => each.id === taskId && !isOver(each));
  if (!task) return;
  await tasks.assign(task.caseId, task.id, persons);
  const step = stepOfTask(dossier, task);
  const [settings, staff, now] = [await agencies.settings(), await agencies.staff(), clock.now()];
  const present = presentOn(staff, dayAt(settings, now));
  const { standIns: _before, unattendedSince: _since, ...rest } = task;
  const asked = { ...rest, assignees: persons };
  const attendance = attendanceOf(procedureOfCase(dossier.case), step, asked, present);
  const attended = { ...asked, ...attendedAs(task, attendance, isoInstant(now)) };
  await tasks.attend(task.caseId, task.id, attended);
  const others = attendance.standIns.length > 0 ? askedPersons(step, dossier, attended, staff) : [];
  if (isAskedByLink(step)) await reach(dependencies, dossier, attended, [...new Set([...persons, ...others])]);
  if (attended.unattendedSince) await reportUnattended(dependencies, dossier, [attended]);
}
