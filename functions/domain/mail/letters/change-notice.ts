/** What people of the agency are told of a change: its end, another time, or who does it now in whose place. */
import { fieldsOf } from "../../../../statemachines/language/table.ts";
import type { Field } from "../../../../statemachines/language/vocabulary.ts";
import { titleOf } from "../../agency.ts";
import { appointmentOf } from "../../case/appointment.ts";
import { procedureOfCase } from "../../case/case-file.ts";
import { subjectOf } from "../../case/contact.ts";
import { staffIdOf, type Change, type OperationId } from "../../case/records.ts";
import { nameAndTitle } from "../../told/author.ts";
import { nounOf, withNoun } from "../../told/noun.ts";
import { notice, type Letter, type LetterContext } from "./letter.ts";
import { times } from "./when.ts";

/** @param title of the operation, for changes that have no words of their own */
export function changeNotice(context: LetterContext, change: Change, title: string): Letter {
  if (change.ending) return endingNotice(context, change);
  if (change.operation === "replace-people") return replacedNotice(context, change);
  const { dossier } = context;
  const { id } = dossier.case;
  const when = appointmentOf(dossier);
  const told = done[change.operation] ?? title;
  return notice(context, `${told}: ${nounOf(dossier).id} ${subjectOf(dossier.case)} (${id})`, [
    `${author(context, change)} mengubah berkas ${id}, ${nounOf(dossier).id} ${subjectOf(dossier.case)}: ${told.toLowerCase()}.`,
    `Alasan: ${change.reason}`,
    ...(when ? [`Waktu: ${times(context)}`] : []),
    ...(when && change.operation === "change-request" ? [`Jumlah: ${when.headcount} orang`] : []),
    ...peopleLines(context, change),
  ]);
}

/** What was done, for those who did not do it. */
const done: Partial<Record<OperationId, string>> = {
  "hand-on": "Tugas diteruskan",
  "move-appointment": "Jadwal dipindahkan",
  "take-back": "Keputusan ditarik",
  "send-to-row": "Berkas dikirim ke langkah lain",
  "change-request": "Permohonan diubah oleh pemohon",
};

function endingNotice(context: LetterContext, change: Change): Letter {
  const { dossier } = context;
  const who = subjectOf(dossier.case);
  const when = times(context);
  const what = `${nounOf(dossier).id} ${who}${when ? ` pada ${when}` : ""}`;
  const ended = endings[change.operation] ?? "ditutup";
  const by = change.person === "system" ? "" : ` (${author(context, change)})`;
  return notice(context, `${withNoun("{noun}", dossier, "id")} ${ended}: ${who} (${dossier.case.id})`, [
    `${what.charAt(0).toUpperCase()}${what.slice(1)} ${ended}${by}. Alasan: ${change.reason}`,
    "Tidak ada tindakan lain yang diperlukan.",
  ]);
}

/** How it ended, for those who had to do with it. */
const endings: Partial<Record<OperationId, string>> = {
  cancel: "dibatalkan oleh dinas",
  "mark-duplicate": "ditutup sebagai berkas ganda",
  "close-quietly": "ditutup sebagai kiriman sampah",
  "day-passed": "ditutup tanpa keputusan",
};

/** Whoever takes over and whoever is relieved read which of the two they are. */
function replacedNotice(context: LetterContext, change: Change): Letter {
  const { dossier, to } = context;
  const { id } = dossier.case;
  const me = staffIdOf(to);
  const what = `${nounOf(dossier).id} ${subjectOf(dossier.case)} (${id}), ${times(context)}`;
  const fields = changedFields(context, change);
  const listed = (values: Change["values"], name: string): unknown[] => [values[name] ?? []].flat();
  const came = fields.find(
    ({ name }) => listed(change.values, name).includes(me) && !listed(change.was, name).includes(me),
  );
  const left = fields.find(
    ({ name }) => !listed(change.values, name).includes(me) && listed(change.was, name).includes(me),
  );
  const mine = came ?? left;
  const duty = mine ? dutyOf(context, mine) : "";
  const told = came
    ? `Bapak/Ibu ditugaskan sebagai ${duty} untuk ${what}.`
    : left
      ? `Tugas Bapak/Ibu sebagai ${duty} untuk ${what} dialihkan; Bapak/Ibu tidak perlu hadir.`
      : `Yang bertugas untuk ${what} diganti.`;
  const subject = came ? "Penugasan" : left ? "Tugas dialihkan" : "Pergantian petugas";
  return notice(context, `${subject}: ${nounOf(dossier).id} ${subjectOf(dossier.case)} (${id})`, [
    told,
    ...peopleLines(context, change),
    `Diganti oleh ${author(context, change)}. Alasan: ${change.reason}`,
  ]);
}

/** "Pustakawan Pendamping: Rina, menggantikan Budi" */
function peopleLines(context: LetterContext, change: Change): string[] {
  const { staff } = context;
  const name = (id: unknown): string => staff.find((member) => member.id === id)?.name ?? String(id);
  const names = (value: unknown): string => [value ?? []].flat().map(name).join(", ");
  return changedFields(context, change).map((field) => {
    const before = names(change.was[field.name]);
    const label = field.kind === "staff" ? dutyOf(context, field) : field.label.id;
    return `${label}: ${names(change.values[field.name]) || "-"}${before ? `, menggantikan ${before}` : ""}`;
  });
}

function changedFields({ dossier }: LetterContext, { values }: Change): Field[] {
  const fields = fieldsOf(procedureOfCase(dossier.case)).filter(
    ({ kind, name, optionsFrom }) => name in values && (kind === "staff" || optionsFrom === "vehicles"),
  );
  return [...new Map(fields.map((field) => [field.name, field])).values()];
}

/** What somebody is there for: of a crew each field has its own name, else it is the role that is asked for. */
function dutyOf({ dossier, settings }: LetterContext, { label, name, role }: Field): string {
  const { journey } = procedureOfCase(dossier.case);
  if (journey?.crew.includes(name) || role === undefined) return label.id;
  return titleOf(settings, role).id;
}

function author({ settings }: LetterContext, { acting, name, person, role }: Change): string {
  if (person === "requester") return "Pemohon";
  return person === "system" ? "Sistem" : nameAndTitle(settings, { name, role, ...(acting ? { acting } : {}) }, "id");
}
