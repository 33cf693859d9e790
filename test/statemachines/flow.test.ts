import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changeSentence, flowChanges, flowOf } from "../../statemachines/language/flow.ts";
import { procedures } from "../../statemachines/language/registry.ts";
import type { Procedure } from "../../statemachines/language/vocabulary.ts";
import "../../statemachines/index.ts";
import { smallTable } from "./small-table.ts";

/** What may be changed in place, wherever it stands: words, what pages show, and what a field accepts. */
const free = new Set(
  [
    "title label activity state inputs requires output produces remarks written hint error section noteLabel heading short unit number",
    "sop outsideSop tone summary service readyTexts notices folder ownPage daySheet rules pattern earliest latest earliestWhen",
    "serviceDay versioned prefill autofill accepts noAddress retention searched changeable month disposes kiosk",
    // From when on it may be chosen, and when it is due: looked at when somebody chooses, and stored with the task.
    "notBefore dueBefore phoneAfter remindAfter",
    // Whoever acts for another is warned; nothing goes another way.
    "burdens",
    // What is filled in beforehand.
    "suggestedWorkingDays",
    "suggested inRoom isRoom form decimals missing noun addressee promise asks mailSays staffHear meanwhile shows told toldOnBehalf",
    "suggested inRoom isRoom form decimals missing noun addressee promise asks mailSays staffHear meanwhile shows told toldOnBehalf",
    "calendar",
  ].flatMap((line) => line.split(" ")),
);

type Path = (string | number)[];

/** Whether a change at this place is one of words. Lengths of time are flow, bounds of a field are not. */
function isFree(path: Path): boolean {
  // The name of the field with the number of their letter, not the number of a row.
  if (path[0] === "incomingLetter") return false;
  if (path.some((part) => typeof part === "string" && free.has(part) && !(part === "unit" && path.includes("time")))) {
    return true;
  }
  return !path.includes("time") && (path.at(-1) === "min" || path.at(-1) === "max");
}

/** Every place of a table at which there is something to change. */
function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, each]) =>
    placesIn(each, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return path.length === 0 ? inner : [path, ...inner];
}

/** The table with the value at a place replaced by another of its kind, or taken away. */
function mutated(table: Procedure, path: Path, away: boolean): Procedure {
  // Rows share parts; a change is of one place.
  const changed = JSON.parse(JSON.stringify(table)) as Procedure;
  const last = path[path.length - 1] as string;
  const holder = path.slice(0, -1).reduce<unknown>((each, key) => (each as Record<string, unknown>)[key], changed);
  const at = holder as Record<string, unknown>;
  if (away) {
    if (Array.isArray(at)) at.splice(Number(last), 1);
    else Reflect.deleteProperty(at, last);
  } else at[last] = otherThan(at[last]);
  return changed;
}

function otherThan(value: unknown): unknown {
  if (typeof value === "string") return `${value}-lain`;
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  if (Array.isArray(value)) return value.toReversed().slice(1);
  return value;
}

const places = procedures.flatMap((table) =>
  placesIn(table)
    .filter(([first]) => first !== "id" && first !== "version")
    .map((path) => ({ table, before: flowOf(table), path })),
);

describe("a table that cases run by", () => {
  it("may change its words and nothing else, and says which row and which part changed", () => {
    const seen = { free: 0, flow: 0 };
    fc.assert(
      fc.property(fc.nat(places.length - 1), fc.boolean(), (place, away) => {
        const { table, before, path } = places[place] as (typeof places)[number];
        const value = path.reduce<unknown>((each, key) => (each as Record<string, unknown>)[key], table);
        // What makes no table at all, and what is no change.
        fc.pre(!(away && ["steps", "outcomes", "contact", "title", "label", "time"].includes(String(path.at(-1)))));
        fc.pre(away || typeof value !== "object" || (Array.isArray(value) && value.length > 0));
        const changes = flowChanges(before, mutated(table, path, away));
        const told = changes.map(changeSentence).join("\n");
        if (isFree(path)) {
          seen.free += 1;
          expect(changes, path.join(".")).toEqual([]);
          return;
        }
        seen.flow += 1;
        expect(changes, path.join(".")).not.toEqual([]);
        const [room, index] = path;
        const row = (room === "steps" || room === "aside") && typeof index === "number" ? table[room]?.[index] : null;
        expect(told).toContain(row && path.length > 2 ? row.id : "the table");
        const part = path.findLast((each) => typeof each === "string");
        const partOfRow = path.length > 2 && part !== "id" && part !== "name" && part !== "fields";
        if (row && partOfRow) expect(told).toContain(path[2] === "time" ? "time" : nameOfPart(path));
      }),
      { numRuns: 400, seed: 20_261_201 },
    );
    expect(Math.min(seen.free, seen.flow)).toBeGreaterThan(50);
  });

  it("is the same table however it is written down", () => {
    for (const table of procedures) {
      const { id, ...rest } = structuredClone(table);
      expect(flowChanges(flowOf(table), { ...rest, id })).toEqual([]);
    }
  });

  it("may offer more options in a field, and never fewer", () => {
    const [before, after] = [smallTable(), smallTable()];
    const option = (value: string) => ({ value, label: { id: value, en: value } });
    const [field] = before.steps[2].fields ?? [];
    const [wider] = after.steps[2].fields ?? [];
    if (!field || !wider) throw new Error("no field");
    field.options = [option("a"), option("b")];
    wider.options = [option("c"), option("b"), option("a")];
    expect(flowChanges(flowOf(before), after)).toEqual([]);
    expect(flowChanges(flowOf(after), before).map(changeSentence)).toEqual([
      'small@1: row 3 (judge): field "companion" options was ["c","b","a"], is ["a","b"]',
    ]);
  });

  it("may show outcomes and fields in another order, and keeps the order of its rows", () => {
    const [before, after] = [smallTable(), smallTable()];
    after.steps[2].outcomes.reverse();
    expect(flowChanges(flowOf(before), after)).toEqual([]);
    const rows: unknown[] = after.steps;
    rows.reverse();
    expect(flowChanges(flowOf(before), after)).toMatchObject([{ row: "the table", part: "rows" }]);
  });

  it("tells a row that is new, and one that is gone", () => {
    const after = smallTable();
    const before = flowOf(after);
    after.steps[3].id = "close";
    const told = flowChanges(before, after).map(changeSentence);
    expect(told).toContain("small@1: row (finish) is gone");
    expect(told).toContain("small@1: row 4 (close) is new");
  });
});

/** The last attribute that a row's part is named by: of an outcome and a field their own. */
function nameOfPart(path: Path): string {
  const [, , part, , inner] = path;
  const holder = part === "outcomes" || part === "fields";
  if (!holder || inner === undefined) return holder ? part.slice(0, -1) : String(part);
  if (inner === "columns") return "column";
  return String(inner);
}
