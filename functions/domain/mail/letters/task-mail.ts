/** b. The mail that asks for a decision: one button per outcome, each only preselecting. */
import type { Step } from "../../../../statemachines/language/vocabulary.ts";
import { titleOf, type AgencySettings, type StaffMember } from "../../agency.ts";
import { appointmentOf } from "../../case/appointment.ts";
import { flowTasks, procedureOfCase, requestText } from "../../case/case-file.ts";
import { personOf, type Dossier, type MailItem, type Person, type TaskItem } from "../../case/records.ts";
import type { ComputingDependencies } from "../../task/computed-fields.ts";
import { candidateOf, choosableNow, ownOutcomes, requesterOf, type Stead } from "../../task/permission.ts";
import { longDate } from "../../format.ts";
import { isoInstant } from "../../calendar/instants.ts";
import { momentInWords, slotInWords } from "./letter.ts";

/** @returns the mail to one of the persons a task is for, ready to be stored */
export async function taskMail(
  dependencies: ComputingDependencies,
  dossier: Dossier,
  step: Step,
  task: TaskItem,
  person: Person,
): Promise<MailItem> {
  const { agencies, clock } = dependencies;
  const settings = await agencies.settings();
  const style = { language: "id", zone: settings.calendar.zone } as const;
  const procedure = procedureOfCase(dossier.case);
  const subject = requestText(dossier.case, procedure.contact.subject);
  const appointment = appointmentOf(dossier);
  const staff = await agencies.staff();
  const member = staff.find((each) => personOf(each) === person);
  const candidate = member ? candidateOf(member) : requesterOf(dossier);
  const own = ownOutcomes(dossier, task, await choosableNow(dependencies, dossier, task, candidate));
  const from = own[0]?.from;
  const asked = step.kind === "decision" ? "Mohon persetujuan" : "Mohon tanggapan";
  const about = appointment ? ` untuk ${slotInWords(appointment.slot, style)}, ${appointment.headcount} orang` : "";
  const before = flowTasks(dossier).findLast((earlier) => earlier.answer !== null && earlier.answer.name !== "");
  return {
    caseId: task.caseId,
    id: `task.${task.id}.${person}`,
    letter: "task",
    to: person,
    subject: `${asked}: ${procedure.title.id} ${subject} (${task.caseId})`,
    body: {
      paragraphs: [
        `Yth. Bapak/Ibu ${titleOf(settings, own[0]?.role ?? step.actor).id},`,
        ...(own[0]?.insteadOf
          ? [
              `Tugas ini untuk ${nameOf(own[0].insteadOf, settings, staff)}, yang berhalangan. Bapak/Ibu diminta mengerjakannya sebagai pengganti.`,
            ]
          : []),
        `Bersama ini kami sampaikan permohonan ${procedure.title.id.toLowerCase()} dari ${subject}${about}, untuk langkah "${step.state}".`,
        ...(before?.answer?.note
          ? [`Catatan ${titleOf(settings, before.answer.role).id}: "${before.answer.note}"`]
          : []),
        ...(task.dueAt ? [`Mohon berkenan menindaklanjuti paling lambat ${momentInWords(task.dueAt, style)}.`] : []),
        ...(from ? [`Langkah ini baru dapat dikerjakan mulai ${longDate(from, style)}.`] : []),
        "Pilih salah satu tombol untuk membuka lembar disposisi. Keputusan baru tersimpan setelah Bapak/Ibu menekan tombol konfirmasi di halaman tersebut.",
      ],
      buttons: own.map(({ outcome }) => ({ label: outcome.label.id, link: "task", outcome: outcome.id })),
      closing: [settings.name],
    },
    state: "pending",
    attempts: 0,
    createdAt: isoInstant(clock.now()),
    task: task.id,
  };
}

function nameOf({ persons, role }: Stead, settings: AgencySettings, staff: StaffMember[]): string {
  const names = staff.filter((member) => persons.includes(personOf(member))).map(({ name }) => name);
  return names.length > 0 ? names.join("; ") : titleOf(settings, role).id;
}
