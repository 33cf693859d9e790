/** The SOP sheet of a table: the agency's own columns, word for word, and where each outcome leads. */
import { actorIn } from "../language/actors.ts";
import { outcomesOf, stepOf } from "../language/table.ts";
import type { Outcome, Procedure, Step, TimeBasis } from "../language/vocabulary.ts";

/** A row of the agency's SOP; activity, inputs, written time, output and remarks verbatim. */
export interface SheetRow {
  procedure: string;
  sop: number;
  step: number;
  activity: string;
  actor: string;
  inputs: string;
  /** `min` and `max` are ISO 8601 durations. */
  standardTime: { written: string; basis: TimeBasis; min: string | null; max: string | null; unit: string | null };
  output: string;
  remarks: string;
  /** Outcome id -> row number, ending, or id of a row outside the SOP; outcomes outside the SOP end in `*`. */
  outcomes: Record<string, number | string>;
}

/** The rows that stand in the agency's document, in its order. */
export function sheetRows(procedure: Procedure): SheetRow[] {
  return procedure.steps.flatMap((step) => {
    if (step.number === null) return [];
    const { written, basis, min = null, max = null, unit = null } = step.time;
    return [
      {
        procedure: procedure.id,
        sop: procedure.sop,
        step: step.number,
        activity: step.activity.id,
        actor: step.actor,
        inputs: step.inputs,
        standardTime: { written, basis, min, max, unit },
        output: step.output,
        remarks: step.remarks ?? "",
        outcomes: Object.fromEntries(
          outcomesOf(procedure, step).map((outcome) => [outcomeKey(outcome), target(procedure, outcome)]),
        ),
      },
    ];
  });
}

/** The whole table for people, rows outside the SOP marked "di luar SOP". */
export function sheetText(procedure: Procedure): string {
  const heading = `SOP ${procedure.sop}  ${procedure.title.id}  (${procedure.id}, versi ${procedure.version})`;
  const rows = procedure.steps.map((step) => rowText(procedure, step));
  const anytime = (procedure.anytime ?? []).map(
    (outcome) => `  Sewaktu-waktu: ${outcomeText(procedure, outcome)}, pada ${outcome.during.join(", ")}`,
  );
  return [heading, "=".repeat(heading.length), "", ...rows, ...anytime].join("\n");
}

function rowText(procedure: Procedure, step: Step): string {
  const mark = step.number === null ? ` *  [di luar SOP, ${step.outsideSop}]` : `${String(step.number).padStart(2)} `;
  const lines = [
    `${mark} ${step.state}`,
    `     Kegiatan     ${step.activity.id}`,
    `     Pelaksana    ${actorIn(procedure, step.actor)?.title.id ?? step.actor}`,
    `     Kelengkapan  ${step.inputs}`,
    `     Waktu        ${step.time.written}`,
    `     Output       ${step.output}`,
    ...(step.remarks ? [`     Keterangan   ${step.remarks}`] : []),
    ...step.outcomes.map((outcome) => `     -> ${outcomeText(procedure, outcome)}`),
  ];
  return `${lines.join("\n")}\n`;
}

function outcomeText(procedure: Procedure, outcome: Outcome): string {
  const mark = outcome.outsideSop ? ` [di luar SOP, ${outcome.outsideSop}]` : "";
  return `${outcomeKey(outcome)}: ${outcome.label.id} -> ${target(procedure, outcome)}${mark}`;
}

function outcomeKey(outcome: Outcome): string {
  return outcome.outsideSop ? `${outcome.id}*` : outcome.id;
}

function target(procedure: Procedure, outcome: Outcome): number | string {
  if (typeof outcome.to !== "string") return outcome.to.end;
  const step = stepOf(procedure, outcome.to);
  return step.number ?? step.id;
}
