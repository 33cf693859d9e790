/** The rows of the tables as sheets of paper, for a time when the service is away. */
import { currentProcedures } from "../../../statemachines/language/registry.ts";
import { fieldsAskedThrough } from "../../../statemachines/form/check-form.ts";
import { entryChannelsOf, outcomesOf } from "../../../statemachines/language/table.ts";
import type { Field, Outcome, Procedure, Step, Text } from "../../../statemachines/language/vocabulary.ts";
import type { PaperSheetsView, SheetField } from "../../contract/staff.ts";
import { titleOf, type AgencySettings } from "../../domain/agency.ts";

type Service = PaperSheetsView["services"][number];
type Sheet = Service["sheets"][number];

/** A sheet per row of every table that runs, in the order of the SOPs; and the sheet of a day, where a table has one. */
export function paperSheets(settings: AgencySettings): PaperSheetsView {
  const tables = currentProcedures().toSorted((one, other) => one.sop - other.sop || (one.id < other.id ? -1 : 1));
  return {
    government: settings.government,
    agency: settings.name,
    services: tables.map((table) => ({
      procedure: table.id,
      sop: table.sop,
      title: table.title,
      code: table.code,
      sheets: [
        ...table.steps.filter(isDone).map((step) => sheetOf(settings, table, step)),
        ...(table.daySheet ? [sheetOfDay(settings, table, table.daySheet.fields)] : []),
      ],
    })),
  };
}

/** Whether somebody would have to do it on paper; what the calendar opens is no work. */
function isDone({ kind, entryChannels }: Step): boolean {
  return kind !== "entry" || !entryChannels || entryChannels.some((channel) => channel !== "calendar");
}

function sheetOf(settings: AgencySettings, table: Procedure, step: Step): Sheet {
  const fields =
    step.kind === "entry" ? fieldsAskedThrough(step.fields ?? [], officeChannel(table)) : (step.fields ?? []);
  const outcomes = outcomesOf(table, step).filter(({ onDeadline }) => !onDeadline);
  return {
    id: step.id,
    number: step.number,
    activity: step.activity,
    actor: titleOf(settings, step.actor),
    inputs: step.inputs,
    written: step.time.written,
    output: step.output,
    outcomes: step.kind === "automatic" ? [] : outcomes.map(outcomeLine),
    fields: fields.map((field) => fieldLine(settings, field, outcomes)),
  };
}

function officeChannel(table: Procedure): "public" | "staff" {
  return entryChannelsOf(table).includes("staff") ? "staff" : "public";
}

/** Nobody does the rows of each reader on paper: a day is kept as a whole. */
function sheetOfDay(settings: AgencySettings, table: Procedure, fields: Field[]): Sheet {
  const keeper = table.steps.at(-1)?.actor ?? table.requester;
  return {
    ...{ id: "day", number: null, activity: wholeDay, actor: titleOf(settings, keeper) },
    ...{ inputs: "", written: "", output: "", outcomes: [] },
    fields: fields.map((field) => fieldLine(settings, field, [])),
  };
}

function outcomeLine({ label, note, noteLabel }: Outcome): Sheet["outcomes"][number] {
  return { label, note: note === "required" ? (noteLabel ?? usualNote) : null };
}

/** @param outcomes of the row: a field that belongs to some of them only says to which */
function fieldLine(settings: AgencySettings, field: Field, outcomes: Outcome[]): SheetField {
  const { columns, kind, label, options = [], optionsFrom } = field;
  const listedBefore = optionsFrom ? settings[optionsFrom].map((each) => ({ id: each, en: each })) : [];
  const asked = outcomes.filter(({ id }) => field.outcomes?.includes(id));
  const always = field.outcomes === undefined || asked.length === outcomes.length;
  return {
    label,
    kind,
    when: always ? null : listed(asked.map((outcome) => outcome.label)),
    options: [...listedBefore, ...options.map((option) => option.label)],
    columns: (columns ?? []).map((column) => column.label),
  };
}

function listed(labels: Text[]): Text {
  return { id: labels.map(({ id }) => id).join("; "), en: labels.map(({ en }) => en).join("; ") };
}

const wholeDay: Text = { id: "Catatan satu hari layanan", en: "One day of service" };
const usualNote: Text = { id: "Catatan", en: "Note" };
