import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { procedures } from "../../statemachines/language/registry.ts";
import { sheetRows, sheetText, type SheetRow } from "../../statemachines/compiler/sop-sheet.ts";
import { smallTable } from "./small-table.ts";

/** A row of the agency's own document, as transcribed word for word. */
interface SourceRow {
  step: number;
  kegiatan: string;
  kelengkapan: string;
  waktu: string;
  output: string;
  keterangan: string;
  actor: string;
  timeBasis: string;
  slaMin: string | null;
  slaMax: string | null;
  unit: string | null;
}

const root = fileURLToPath(new URL("../../", import.meta.url));
const source = path.join(process.env["DOMAIN_DIR"] ?? path.join(root, "../shared/domain"), "sops.json");
const sops = existsSync(source)
  ? (JSON.parse(readFileSync(source, "utf8")) as { sop: number; steps: SourceRow[] }[])
  : [];
if (sops.length === 0) console.warn(`skipped: the agency's SOP text is not at ${source} (set DOMAIN_DIR)`);

describe.skipIf(sops.length === 0)("the tables say what the agency's document says", () => {
  const written = [...new Set(procedures.map((procedure) => procedure.sop))];

  it.each(written)("word for word, in every row of SOP %i", (sop) => {
    const rows = procedures.filter((procedure) => procedure.sop === sop).flatMap(sheetRows);
    const inOrder = rows.toSorted((left, right) => left.step - right.step);
    const expected = sops.find((each) => each.sop === sop)?.steps.map(asSheet);
    expect(inOrder.map(({ procedure: _, sop: __, outcomes: ___, ...row }) => row)).toEqual(expected);
  });
});

describe("the procedures command", () => {
  const command = path.join(root, "statemachines/compiler/procedures.ts");
  const run = (...options: string[]) => spawnSync(process.execPath, [command, ...options], { encoding: "utf8" });

  it("prints an object with the agreed columns for each row of the SOPs", () => {
    const rows = JSON.parse(run("--json").stdout) as SheetRow[];
    expect(rows).toHaveLength(procedures.flatMap((each) => each.steps.filter((step) => step.number !== null)).length);
    for (const row of rows) {
      expect(Object.keys(row)).toEqual([
        "procedure",
        "sop",
        "step",
        "activity",
        "actor",
        "inputs",
        "standardTime",
        "output",
        "remarks",
        "outcomes",
      ]);
    }
  });

  it("prints a sheet for people, and refuses options it does not know", () => {
    expect(run()).toMatchObject({ status: 0, stdout: expect.stringContaining("[di luar SOP, X3]") });
    expect(run("--xml")).toMatchObject({ status: 2, stdout: "" });
  });
});

describe("a sheet", () => {
  const table = smallTable();

  it("leads each outcome to a row number, a row outside the SOP or an ending, and stars what the SOP does not know", () => {
    const [, , judge, finish] = table.steps;
    finish.number = null;
    judge.outcomes = judge.outcomes.map((each) => (each.id === "tidak" ? { ...each, outsideSop: "X6" } : each));
    const rows = sheetRows(table);
    expect(rows.map((row) => row.step)).toEqual([1, 2, 3]);
    expect(rows.at(-1)?.outcomes).toEqual({ ya: "finish", "tidak*": "DITUTUP", dibatalkan: "DIBATALKAN" });
    expect(sheetText(table)).toContain("[di luar SOP, X1] Mengerjakan finish");
  });
});

function asSheet(row: SourceRow): Omit<SheetRow, "procedure" | "sop" | "outcomes"> {
  return {
    step: row.step,
    activity: row.kegiatan,
    actor: row.actor,
    inputs: row.kelengkapan,
    standardTime: {
      written: row.waktu,
      basis: row.timeBasis as SheetRow["standardTime"]["basis"],
      min: row.slaMin,
      max: row.slaMax,
      unit: row.unit,
    },
    output: row.output,
    remarks: row.keterangan,
  };
}
