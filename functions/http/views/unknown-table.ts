/** What lists show of a case whose table, or whose row, the program does not know: that it is there, and why no more. */
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import type { CaseRow, TaskRow } from "../../contract/staff.ts";
import type { CaseItem, TaskItem } from "../../domain/case/records.ts";

/** A line of the list of cases, but for what every case has. */
export function caseOfUnknownTable({
  procedure,
  version,
  subject = "",
}: CaseItem): Pick<CaseRow, "procedure" | "subject"> {
  return { procedure: unknownTable(procedure, version), subject };
}

/** A line of the inbox. Nobody can answer it, for nobody knows what it asks. */
export function taskOfUnknownTable(task: TaskItem): TaskRow {
  return {
    case: task.caseId,
    task: task.id,
    title: unknownRow,
    state: unknownRow.id,
    number: null,
    procedure: unknownTable(task.procedure, task.version),
    subject: task.subject,
    askedBy: { id: task.askedBy, en: task.askedBy },
    actor: { id: task.actor, en: task.actor },
    mine: false,
    insteadOf: null,
    unattended: null,
    people: null,
    time: {
      standard: { written: "", basis: "none" },
      openedAt: task.openedAt,
      beginsAt: null,
      dueAt: task.dueAt,
      usedMinutes: null,
      standardMinutes: null,
      share: null,
      status: "unmeasured",
      outages: [],
    },
    availableFrom: task.availableFrom,
    outsideSop: false,
  };
}

const unknownRow: Text = { id: "Langkah tidak dikenal", en: "Unknown step" };

function unknownTable(procedure: string, version: number): Text {
  return {
    id: `${procedure} versi ${version} (tabel tidak dikenal)`,
    en: `${procedure} version ${version} (unknown table)`,
  };
}
