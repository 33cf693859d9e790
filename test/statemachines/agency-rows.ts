/**
 * Digests of the agency's own SOP document, a row each, so that every clone can hold the tables to its letter without
 * the document. Where the agency publishes another text, make them anew from it:
 *
 *     node infra/toolchain/run.mjs file test/statemachines/agency-rows.ts path/to/sops.json
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import type { SheetRow } from "../../statemachines/compiler/sop-sheet.ts";

/** A row of the agency's own document, as transcribed word for word. */
interface SourceRow {
  step: number;
  kegiatan: string;
  kelengkapan: string;
  waktu: string;
  output: string;
  keterangan: string;
  actor: string;
  timeBasis: SheetRow["standardTime"]["basis"];
  slaMin: string | null;
  slaMax: string | null;
  unit: string | null;
}

/** The document itself: one entry per SOP. */
export type AgencyDocument = { sop: number; steps: SourceRow[] }[];

/** What a row of the document says, in the columns of our sheet. */
export type AgencyRow = Omit<SheetRow, "procedure" | "outcomes">;

const columns = ["activity", "actor", "inputs", "standardTime", "output", "remarks"] as const;

/** SOP and step of a row, and the SHA-256 (hex) of what each column says. */
export type RowDigests = { sop: number; step: number } & Record<(typeof columns)[number], string>;

const digestFile = new URL("agency-rows.json", import.meta.url);

/** The digests kept beside this file, in the document's order. */
export function keptDigests(): RowDigests[] {
  return JSON.parse(readFileSync(digestFile, "utf8")) as RowDigests[];
}

/** The rows of the document, in its order. */
export function rowsOf(document: AgencyDocument): AgencyRow[] {
  return document.flatMap(({ sop, steps }) => steps.map((row) => asSheetRow(sop, row)));
}

/** The digests of a row. The written time, its basis, limits and unit are one column, as in the document. */
export function digestsOf(row: AgencyRow): RowDigests {
  const { sop, step, activity, actor, inputs, standardTime, output, remarks } = row;
  const { written, basis, min, max, unit } = standardTime;
  return {
    sop,
    step,
    activity: digest(activity),
    actor: digest(actor),
    inputs: digest(inputs),
    standardTime: digest(JSON.stringify([written, basis, min, max, unit])),
    output: digest(output),
    remarks: digest(remarks),
  };
}

/** Where rows say something else than the document: a line each that names SOP, row and column; in its order. */
export function differences(rows: AgencyRow[], expected: RowDigests[]): string[] {
  const place = ({ sop, step }: { sop: number; step: number }) => `SOP ${sop}, row ${step}`;
  const left = new Map(rows.map((row) => [place(row), digestsOf(row)]));
  const lines = expected.flatMap((row) => {
    const found = left.get(place(row));
    left.delete(place(row));
    if (!found) return [`${place(row)} is missing`];
    return columns.filter((column) => found[column] !== row[column]).map((column) => `${place(row)}: ${column}`);
  });
  return [...lines, ...[...left.keys()].map((each) => `${each} is not in the document`)];
}

function asSheetRow(sop: number, row: SourceRow): AgencyRow {
  return {
    sop,
    step: row.step,
    activity: row.kegiatan,
    actor: row.actor,
    inputs: row.kelengkapan,
    standardTime: { written: row.waktu, basis: row.timeBasis, min: row.slaMin, max: row.slaMax, unit: row.unit },
    output: row.output,
    remarks: row.keterangan,
  };
}

function digest(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

if (import.meta.main) {
  const [document] = process.argv.slice(2);
  if (document === undefined) throw new Error("which document? path/to/sops.json");
  const digests = rowsOf(JSON.parse(readFileSync(document, "utf8")) as AgencyDocument).map(digestsOf);
  writeFileSync(digestFile, `${JSON.stringify(digests, null, 2)}\n`);
}
