import { describe, expect, it } from "vitest";
import {
  currentProcedureOf,
  currentProcedures,
  procedureOf,
  procedures,
  UnknownProcedureError,
} from "../../statemachines/language/registry.ts";
import {
  entryOf,
  firstStep,
  outcomesOf,
  stepOf,
  UnknownStepError,
  versionKey,
} from "../../statemachines/language/table.ts";
import { smallTable } from "./small-table.ts";

describe("the registry", () => {
  it("finds the version a case started with, and says when it has none", () => {
    for (const each of procedures) expect(procedureOf(each.id, each.version)).toBe(each);
    expect(() => procedureOf("official-visit", 999)).toThrow(UnknownProcedureError);
    expect(() => procedureOf("nowhere", 1)).toThrow('no procedure "nowhere" in version 1');
    expect(() => currentProcedureOf("nowhere")).toThrow(UnknownProcedureError);
  });

  it("has no version twice, and starts new cases with the newest", () => {
    expect(new Set(procedures.map(versionKey)).size).toBe(procedures.length);
    const second = { ...smallTable(), version: 2 };
    expect(currentProcedures([second, smallTable()])).toEqual([second]);
    expect(currentProcedureOf("official-visit").id).toBe("official-visit");
  });

  it("knows rows, what may come of them, and where a case begins", () => {
    const table = smallTable();
    const [ask, receive, judge] = table.steps;
    expect(stepOf(table, "judge")).toBe(judge);
    expect(() => stepOf(table, "nowhere")).toThrow(UnknownStepError);
    expect(outcomesOf(table, judge).map((each) => each.id)).toEqual(["ya", "tidak", "dibatalkan"]);
    expect(outcomesOf(table, judge).at(-1)).not.toHaveProperty("during");
    expect(outcomesOf(table, receive).map((each) => each.id)).toEqual(["terima"]);
    expect(entryOf(table)).toBe(ask);
    expect(firstStep(table)).toBe(receive);
  });
});
