/** What is stored of a person in a case, as the copy that they may ask for (UU 27/2022, articles 5 to 7). Pure. */
import { allEntryFields } from "../../../statemachines/form/office-entry.ts";
import { actorOf } from "../../../statemachines/language/registry.ts";
import { findStep, outcomesOf } from "../../../statemachines/language/table.ts";
import type { Field, Text } from "../../../statemachines/language/vocabulary.ts";
import type { AgencySettings, StaffMember } from "../agency.ts";
import { factsOf, procedureOfCase } from "../case/case-file.ts";
import type { Answer, Dossier, StoredFile, TaskItem, Values } from "../case/records.ts";
import type { Cell } from "../export/spreadsheet.ts";
import { momentInWords, type Style } from "../format.ts";
import { shownName } from "../form/file-names.ts";
import { inWords } from "../form/field-words.ts";
import { mailWords } from "../mail/render-mail.ts";
import { privacyLine } from "./hidden.ts";

export const copyHeadings: Cell[] = ["Berkas", "Bagian", "Data", "Isi", "Waktu"];

/** A line: of what part of the case, what it is, what it says, and since when. */
type Line = [part: string, label: string, content: string, at?: string];

/** Without what has been erased, where the case is given as it may be shown. */
export function copyOf(
  dossier: Dossier,
  { settings, staff }: { settings: AgencySettings; staff: StaffMember[] },
): Cell[][] {
  const style: Style = { language: "id", zone: settings.calendar.zone };
  const context = { style, staff };
  const lines = [
    ...head(dossier, style),
    ...valueLines("Permohonan", allEntryFields(procedureOfCase(dossier.case)), dossier.case.request, context),
    ...dossier.tasks.flatMap((task) => answerLines(dossier, task, context)),
    ...changeLines(dossier, context),
    ...filesOf(dossier).map((file): Line => ["Lampiran", shownName(file.name), `${file.type}, ${file.size} byte`]),
    ...mailLines(dossier),
    ...(dossier.devices ?? []).map((each): Line => [
      "Perangkat yang dikenal",
      each.name || "Tanpa nama",
      "",
      each.since,
    ]),
  ];
  const said = (at: string | undefined): string => (at === undefined ? "" : momentInWords(at, style));
  return lines.map(([part, label, content, at]) => [dossier.case.id, part, label, content, said(at)]);
}

interface Context {
  style: Style;
  staff: StaffMember[];
}

function head({ case: item }: Dossier, { zone }: Style): Line[] {
  const state = privacyLine(item, zone);
  return [
    ["Berkas", "Layanan", procedureOfCase(item).title.id, item.createdAt],
    ...(item.endedAt ? [["Berkas", "Berakhir", item.ending ?? "", item.endedAt] satisfies Line] : []),
    ...(item.consentVersion
      ? [["Berkas", "Persetujuan pemrosesan data", `Versi ${item.consentVersion}`, item.createdAt] satisfies Line]
      : []),
    ...(state ? [["Berkas", "Keadaan data pribadi", state.id] satisfies Line] : []),
    ...(item.confirmedBy
      ? [["Berkas", "Konfirmasi lewat telepon", item.confirmedBy.words, item.confirmedBy.at] satisfies Line]
      : []),
  ];
}

/** What people outside answered, whoever wrote it down; of other answers what is personal. */
function answerLines(dossier: Dossier, { answer, setAside, step: id }: TaskItem, context: Context): Line[] {
  const step = findStep(procedureOfCase(dossier.case), id);
  if (!answer || !step || setAside !== undefined) return [];
  const isTheirs = answer.person === "requester" || !actorOf(step.actor).inside;
  const fields = (step.fields ?? []).filter(({ personal }) => isTheirs || personal);
  const values = valueLines(step.activity.id, fields, answer.values, context, answer.at);
  return isTheirs ? [...outcomeLines(dossier, step.activity, answer, id), ...values] : values;
}

function outcomeLines(dossier: Dossier, activity: Text, answer: Answer, stepId: string): Line[] {
  const procedure = procedureOfCase(dossier.case);
  const step = findStep(procedure, stepId);
  const outcome = step && outcomesOf(procedure, step).find(({ id }) => id === answer.outcome);
  const stated = answer.stated && `${answer.stated.name}, ${answer.stated.position}`;
  return [
    [activity.id, "Jawaban", outcome?.label.id ?? answer.outcome, answer.at],
    ...(answer.note ? [[activity.id, "Catatan", answer.note, answer.at] satisfies Line] : []),
    ...(stated ? [[activity.id, "Yang menjawab", stated, answer.at] satisfies Line] : []),
  ];
}

function changeLines({ case: item, changes = [] }: Dossier, context: Context): Line[] {
  const procedure = procedureOfCase(item);
  const fields = [...allEntryFields(procedure), ...procedure.steps.flatMap((step) => step.fields ?? [])];
  const personal = fields.filter((field) => field.personal);
  return changes.flatMap((change) =>
    factsOf(change).flatMap(({ values, was }) => [
      ...valueLines("Sebelum diperbaiki", personal, was, context, change.at),
      ...valueLines("Sesudah diperbaiki", personal, values, context, change.at),
    ]),
  );
}

function valueLines(part: string, fields: Field[], values: Values, { style, staff }: Context, at?: string): Line[] {
  return fields.flatMap((field): Line[] => {
    const value = values[field.name];
    if (value === undefined || value === null || ["file", "consent"].includes(field.kind)) return [];
    return [[part, field.label.id, inWords(field, value, { style, staff }), ...(at === undefined ? [] : [at])] as Line];
  });
}

function filesOf({ case: item, tasks }: Dossier): StoredFile[] {
  const theirs = tasks.filter(({ answer }) => answer?.person === "requester");
  return [...item.files, ...theirs.flatMap(({ answer }) => answer?.files ?? [])];
}

function mailLines({ mails }: Dossier): Line[] {
  return mails
    .filter(({ to }) => to === "requester")
    .map((mail): Line => {
      const to = (mail.deliveries ?? []).map(({ address }) => address).join(", ");
      return [
        "Surat dan email",
        mail.subject,
        `${to ? `${to}\n` : ""}${mailWords(mail.body)}`,
        mail.sentAt ?? mail.createdAt,
      ];
    });
}
