/**
 * A case from which classes of what people outside gave are erased: what the fields of its rows say is in such a class, and
 * whatever repeats it, such as mails. Texts that must stand are empty then, so that what was sealed before reads as erased.
 */
import type { RetentionClass } from "../../../statemachines/language/known-ids.ts";
import { retentionOf } from "../../../statemachines/language/retention.ts";
import { entryOf, fieldsOf, findStep } from "../../../statemachines/language/table.ts";
import type { Field, Procedure, StepId } from "../../../statemachines/language/vocabulary.ts";
import { procedureOfCase } from "../case/case-file.ts";
import { contactOf, subjectOf } from "../case/contact.ts";
import type { PaperItem } from "../documents/records.ts";
import type { Answer, CaseItem, Change, Dossier, MailItem, StoredFile, TaskItem, Values } from "../case/records.ts";

/** Stands where something personal stood in words. */
export const erasedMark = "••••";

/** What stands in the place of a subject or a mail that is gone. */
const erasedText = "(dihapus)";

/** @param at instant of the erasing, ISO 8601 */
export function withoutClasses(dossier: Dossier, classes: readonly RetentionClass[], at: string): Dossier {
  const procedure = procedureOfCase(dossier.case);
  const gone: Gone = { at, procedure, classes: new Set(classes), contact: classes.includes("contact") };
  const { changes, devices, mails, papers, tasks } = dossier;
  const item = ofCase(gone, dossier.case);
  const subject = subjectOf(item);
  return {
    ...dossier,
    case: item,
    tasks: tasks.map((task) => ofTask(gone, task, subject)),
    mails: gone.contact ? mails.map(withoutWords) : mails,
    ...(papers ? { papers: papers.map((each) => ofPaper(gone, each, contactOf(dossier).name)) } : {}),
    ...(changes ? { changes: changes.map((change) => ofChange(gone, change)) } : {}),
    ...(devices
      ? { devices: classes.includes("devices") ? devices.map((each) => ({ ...each, name: "" })) : devices }
      : {}),
  };
}

interface Gone {
  at: string;
  procedure: Procedure;
  classes: ReadonlySet<RetentionClass>;
  /** Whether names and contacts go, with the words of people outside. */
  contact: boolean;
}

function ofCase(gone: Gone, item: CaseItem): CaseItem {
  const row = entryOf(gone.procedure).id;
  const { confirmedBy, content, mailProblem, withdrawal, ...rest } = item;
  const next: CaseItem = {
    ...rest,
    request: withoutFields(gone, item.request, row),
    files: item.files.map((file) => ofFile(gone, file, item.request, row)),
    ...(confirmedBy ? { confirmedBy: gone.contact ? { ...confirmedBy, words: "" } : confirmedBy } : {}),
    ...(withdrawal ? { withdrawal: ofAnswer(gone, withdrawal, row) } : {}),
    ...(mailProblem && !gone.contact ? { mailProblem } : {}),
    // A fingerprint of the whole request tells who guesses it right.
    ...(content !== undefined && !gone.contact ? { content } : {}),
  };
  return item.subject === undefined ? next : { ...next, subject: subjectOf(next) };
}

function ofTask(gone: Gone, task: TaskItem, subject: string): TaskItem {
  const { about, answer, step } = task;
  return {
    ...task,
    subject,
    answer: answer && ofAnswer(gone, answer, step),
    ...(about ? { about: gone.contact ? { ...about, address: "" } : about } : {}),
  };
}

function ofAnswer(gone: Gone, answer: Answer, row: StepId): Answer {
  const { files, stated, values } = answer;
  return {
    ...answer,
    values: withoutFields(gone, values, row),
    ...(files ? { files: files.map((file) => ofFile(gone, file, values, row)) } : {}),
    ...(stated ? { stated: gone.contact ? { name: "", position: "" } : stated } : {}),
    note: gone.contact && isWordsOfOutsider(answer) ? "" : answer.note,
  };
}

function ofChange(gone: Gone, change: Change): Change {
  const { more, person, reason, step, values, was } = change;
  return {
    ...change,
    reason: gone.contact && person === "requester" ? "" : reason,
    values: withoutFields(gone, values, step),
    was: withoutFields(gone, was, step),
    ...(more
      ? {
          more: more.map((each) => ({
            ...each,
            values: withoutFields(gone, each.values, each.step),
            was: withoutFields(gone, each.was, each.step),
          })),
        }
      : {}),
  };
}

/** Said by somebody outside, or written down by an officer who spoke for them. */
function isWordsOfOutsider({ channel, person }: Answer): boolean {
  return person === "requester" || ["counter", "phone", "whatsapp", "letter"].includes(channel);
}

function withoutWords({ address: _, deliveries: _all, ...mail }: MailItem): MailItem {
  return { ...mail, subject: erasedText, body: { paragraphs: [], buttons: [], closing: [] } };
}

/** Its words go with the names that stand in them, the paper itself as letters do; its number and who signed it stay. */
function ofPaper({ at, classes, contact }: Gone, { issued, sheet, ...paper }: PaperItem, name: string): PaperItem {
  const file = issued?.file;
  const reference = sheet.reference.map(([label, words]): [string, string] => [
    label,
    name === "" ? words : words.replaceAll(name, erasedMark),
  ]);
  const isGone = file?.erased === undefined && classes.has("letter");
  return {
    ...paper,
    sheet: contact ? { ...sheet, addressee: [], body: [], copies: [], reference } : sheet,
    ...(issued && file ? { issued: { ...issued, file: isGone ? { ...file, erased: at } : file } } : {}),
  };
}

/** Files stay, for their fields are the record that there was a paper. */
function withoutFields(gone: Gone, values: Values, row: StepId | undefined): Values {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const fields = fieldsNamed(gone, name, row);
      if (fields.some((field) => field.kind !== "file" && isOfClass(gone, field))) return [];
      const columns = fields.flatMap((field) => field.columns ?? []).filter((column) => isOfClass(gone, column));
      return [[name, withoutColumns(value, columns)]];
    }),
  );
}

/** The rows of a table without some of its columns; anything else as it is. */
export function withoutColumns(value: unknown, columns: readonly Field[]): unknown {
  if (!Array.isArray(value) || columns.length === 0) return value;
  const names = new Set(columns.map(({ name }) => name));
  return value.map((row: unknown) =>
    typeof row === "object" && row !== null
      ? Object.fromEntries(Object.entries(row).filter(([name]) => !names.has(name)))
      : row,
  );
}

function ofFile(gone: Gone, file: StoredFile, values: Values, row: StepId): StoredFile {
  return file.erased === undefined && isGone(gone, file, values, row) ? { ...file, name: "", erased: gone.at } : file;
}

function isGone(gone: Gone, { id }: StoredFile, values: Values, row: StepId): boolean {
  const name = Object.keys(values).find((each) => values[each] === id);
  return name !== undefined && fieldsNamed(gone, name, row).some((field) => isOfClass(gone, field));
}

function isOfClass({ classes }: Gone, field: Field): boolean {
  const found = retentionOf(field);
  return found !== null && classes.has(found);
}

/** Fields of a row, or of any where the row is not said or has none of that name. */
function fieldsNamed({ procedure }: Gone, name: string, row: StepId | undefined): Field[] {
  const own = row === undefined ? undefined : findStep(procedure, row)?.fields;
  const found = (own ?? []).filter((field) => field.name === name);
  return found.length > 0 ? found : fieldsOf(procedure).filter((field) => field.name === name);
}
