import fc from "fast-check";
import { expect, it } from "vitest";
import { compile, TableError } from "../../statemachines/compiler/compile.ts";
import type { Machine } from "../../statemachines/compiler/states.ts";
import type { Ending, Outcome, Procedure, Step, StepKind } from "../../statemachines/language/vocabulary.ts";
import { aslErrors, reachableStates } from "./read-machine.ts";
import { row, smallTable } from "./small-table.ts";

const kinds: StepKind[] = ["automatic", "work", "decision", "outside", "field"];
const endings: Ending[] = ["SELESAI", "DIBATALKAN", "KEDALUWARSA", "DITUTUP"];

/** Tables of up to six rows after the request; targets lie within the table, beyond it, or are endings. */
const tables: fc.Arbitrary<Procedure> = fc.integer({ min: 1, max: 6 }).chain((rows) => {
  const target = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: rows }).map((number) => `step-${number}`) },
    { weight: 4, arbitrary: fc.constantFrom(...endings).map((end) => ({ end })) },
    { weight: 1, arbitrary: fc.constantFrom("ask", "nowhere") },
  );
  const outcomes = fc
    .array(fc.record({ to: target, acts: fc.boolean() }), { minLength: 1, maxLength: 3 })
    .map((ways) => ways.map(({ to, acts }, index) => outcomeOf(index, to, acts)));
  const steps = fc.tuple(
    ...Array.from({ length: rows }, (_, index) =>
      fc.record({ kind: fc.constantFrom(...kinds), outcomes }).map((parts) => stepOf(index + 1, parts)),
    ),
  );
  const during = fc.subarray(Array.from({ length: rows }, (_, index) => `step-${index + 1}`));
  return fc.record({ steps, during }).map((parts) => procedureOf(parts.steps, parts.during));
});

it("any table either is refused with reasons or becomes a valid machine whose states can all be reached", () => {
  let compiled = 0;
  fc.assert(
    fc.property(tables, (table) => {
      const machine = compiledOrRefused(table);
      if (machine === null) return;
      compiled += 1;
      expect(aslErrors(machine)).toBe("");
      expect([...reachableStates(machine)].toSorted()).toEqual(Object.keys(machine.States).toSorted());
      expect(JSON.stringify(compile(structuredClone(table)))).toBe(JSON.stringify(machine));
    }),
    { numRuns: 200 },
  );
  expect(compiled).toBeGreaterThan(10);
});

function compiledOrRefused(table: Procedure): Machine | null {
  try {
    return compile(table);
  } catch (error) {
    expect(error).toBeInstanceOf(TableError);
    expect((error as TableError).messages.length).toBeGreaterThan(0);
    return null;
  }
}

function outcomeOf(index: number, to: Outcome["to"], acts: boolean): Outcome {
  const id = `hasil-${index + 1}`;
  return { id, label: { id, en: id }, to, ...(acts ? { actions: ["release-slots"] } : {}) };
}

/** Automatic rows get one outcome without actions: what they may not have is tested row by row elsewhere. */
function stepOf(number: number, { kind, outcomes }: { kind: StepKind; outcomes: Outcome[] }): Step {
  const unattended = outcomes.slice(0, 1).map(({ actions: _, ...outcome }) => outcome);
  return row({
    id: `step-${number}`,
    number: number + 1,
    kind,
    mail: kind === "decision",
    outcomes: kind === "automatic" ? unattended : outcomes,
    ...(kind === "outside" ? { timeout: "P60D" } : {}),
  });
}

function procedureOf(steps: Step[], during: string[]): Procedure {
  const small = smallTable();
  const [ask] = small.steps;
  const waiting = during.filter((id) => steps.some((step) => step.id === id && step.kind !== "automatic"));
  const anytime = (small.anytime ?? []).map((outcome) => ({ ...outcome, during: waiting }));
  ask.outcomes = ask.outcomes.map((outcome) => ({ ...outcome, to: "step-1" }));
  return { ...small, steps: [ask, ...steps], anytime: waiting.length > 0 ? anytime : [] };
}
