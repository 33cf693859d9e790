import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { procedures } from "../../statemachines/language/registry.ts";
import { sheetRows, sheetText, type SheetRow } from "../../statemachines/compiler/sop-sheet.ts";
import { differences, digestsOf, keptDigests, rowsOf, type AgencyDocument, type AgencyRow } from "./agency-rows.ts";
import { smallTable } from "./small-table.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const source = path.join(process.env["DOMAIN_DIR"] ?? path.join(root, "../shared/domain"), "sops.json");

const rows: AgencyRow[] = procedures
  .toSorted((left, right) => left.sop - right.sop)
  .flatMap((procedure) => sheetRows(procedure).toSorted((left, right) => left.step - right.step))
  .map(({ procedure: _, outcomes: __, ...row }) => row);

describe("the tables say what the agency's document says", () => {
  it("word for word, in every column of all 45 rows", () => {
    expect(keptDigests()).toHaveLength(45);
    expect(differences(rows, keptDigests())).toEqual([]);
  });

  it("and a changed letter is told by SOP, row and column, a row too few or too many by SOP and row", () => {
    const changed = rows.map((row) =>
      row.sop === 3 && row.step === 7
        ? { ...row, output: `${row.output}.`, standardTime: { ...row.standardTime, unit: "halaman" } }
        : row,
    );
    expect(differences(changed, keptDigests())).toEqual(["SOP 3, row 7: standardTime", "SOP 3, row 7: output"]);
    const moved = rows.map((row) => (row.sop === 4 && row.step === 10 ? { ...row, step: 11 } : row));
    expect(differences(moved, keptDigests())).toEqual([
      "SOP 4, row 10 is missing",
      "SOP 4, row 11 is not in the document",
    ]);
  });

  it.skipIf(!existsSync(source))("as the document beside the project proves, digests and words", () => {
    const document = rowsOf(JSON.parse(readFileSync(source, "utf8")) as AgencyDocument);
    expect(keptDigests()).toEqual(document.map(digestsOf));
    expect(rows).toEqual(document);
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
