import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compile } from "../../statemachines/compiler/compile.ts";
import { currentProcedures } from "../../statemachines/language/registry.ts";
import { outcomesOf } from "../../statemachines/language/table.ts";
import { machinePath } from "../../statemachines/compiler/machine-files.ts";
import { beginningName, failureStates, resultName } from "../../statemachines/compiler/state-names.ts";
import { temporaryProblem, type ChoiceState, type Machine } from "../../statemachines/compiler/states.ts";
import { waits } from "../../statemachines/language/table.ts";
import { aslErrors, evaluated, expressionsIn, isWaiting, reachableStates, readsOf, tasksOf } from "./read-machine.ts";
import { smallTable } from "./small-table.ts";

describe.each(currentProcedures())("the machine of $id", (procedure) => {
  const machine = compile(procedure);

  it("is valid Amazon States Language", () => {
    expect(aslErrors(machine)).toBe("");
  });

  it("is committed as it is compiled", () => {
    const committed = new URL(`../../statemachines/${machinePath(procedure)}`, import.meta.url);
    expect(readFileSync(committed, "utf8")).toBe(`${JSON.stringify(compile(procedure), null, 2)}\n`);
  });

  it("has no state that cannot be reached", () => {
    expect([...reachableStates(machine)].toSorted()).toEqual(Object.keys(machine.States).toSorted());
  });

  it("has a choice rule for every outcome of every row, and no other", () => {
    const asked = procedure.steps.filter((step) => waits(step) && outcomesOf(procedure, step).length > 1);
    for (const step of asked) {
      const rules = choiceOf(machine, resultName(step)).Choices.map((rule) => rule.Condition);
      const outcomes = outcomesOf(procedure, step).map(({ id }) => `{% $states.input.outcome = '${id}' %}`);
      expect(rules, step.id).toEqual(outcomes);
    }
    const choices = Object.values(machine.States).filter((state) => state.Type === "Choice");
    expect(choices).toHaveLength(asked.length + [beginningName].length);
  });

  it("stops at every row that asks a person, and at no other", () => {
    const waiting = tasksOf(machine).flatMap(([name, task]) => (isWaiting(task) ? [name] : []));
    expect(waiting).toEqual(procedure.steps.filter(waits).map((step) => step.state));
  });

  it("keeps invariant 7: every callback state has a timeout and a catch, nothing hangs unseen", () => {
    for (const [name, task] of tasksOf(machine)) {
      if (isWaiting(task)) expect(task.TimeoutSeconds, name).toBeGreaterThan(0);
      if (isWaiting(task)) expect(task.TimeoutSeconds, name).toBeLessThan(365 * 86_400);
      const onFailure = name === failureStates.record ? failureStates.stop : failureStates.record;
      expect(task.Catch, name).toEqual([{ ErrorEquals: ["States.ALL"], Output: expect.anything(), Next: onFailure }]);
    }
  });

  it("asks nobody again because an answer took too long, and retries only errors it names", () => {
    for (const [name, { Retry }] of tasksOf(machine)) {
      const errors = Retry.flatMap((retrier) => retrier.ErrorEquals);
      expect(errors, name).toEqual(expect.arrayContaining([temporaryProblem, "States.Permissions"]));
      expect(
        errors.filter((error) => error.startsWith("States.")),
        name,
      ).toEqual(["States.Permissions"]);
    }
  });

  it("keeps trying for about a day", () => {
    for (const [, { Retry }] of tasksOf(machine)) {
      const hours = Retry.map((retrier) => {
        const delays = Array.from({ length: retrier.MaxAttempts }, (_, attempt) =>
          Math.min(retrier.IntervalSeconds * retrier.BackoffRate ** attempt, retrier.MaxDelaySeconds),
        );
        return delays.reduce((sum, delay) => sum + delay / 2, 0) / 3600;
      });
      for (const spread of hours) expect(spread).toBeCloseTo(24, -0.5);
    }
  });

  it("reads only what the state before it gave, never a variable", () => {
    const known =
      /^\$states\.(input\.(caseId|step|outcome|resumeAt|failure(\.(error|cause))?)|context\.(Task\.Token|State\.EnteredTime))$/;
    for (const [name, state] of Object.entries(machine.States)) {
      for (const read of expressionsIn(state).flatMap(readsOf)) {
        const allowed =
          known.test(read) ||
          ["substring()", "not()", "exists()", "$states.input"].includes(read) ||
          readable(state, read);
        expect(allowed, `${read} in ${name}`).toBe(true);
      }
    }
  });

  it("hands on ids and the last outcome, nothing else", () => {
    for (const [name, task] of tasksOf(machine)) {
      if (name === failureStates.record) continue;
      expect(Object.keys(task.Output as object), name).toEqual(["caseId", "step", "outcome"]);
    }
  });

  it("tells its reader the row, the actor and the standard time of each step", () => {
    for (const step of procedure.steps.filter((each) => each.kind !== "entry")) {
      const state = machine.States[step.state];
      const comment = state?.Type === "Task" ? state.Comment : "";
      expect(comment).toContain(`Waktu baku: ${step.time.written}.`);
      expect(comment).toContain(step.number === null ? "Di luar SOP" : `SOP ${procedure.sop} langkah ${step.number}.`);
    }
  });

  it("can write every state into a history without cutting its name", () => {
    expect(Object.keys(machine.States).filter((name) => [...name].length > 80)).toEqual([]);
  });
});

describe("a machine on its failure path", () => {
  const machine = compile(smallTable());
  const input = { caseId: "KCL-2026-00001", step: "receive", outcome: "terima" };

  it("hands on the error with a short cause", async () => {
    const errorOutput = { Error: "States.Timeout", Cause: "x".repeat(5_000) };
    expect(await afterFailure(machine, "Mengerjakan judge", { input, errorOutput })).toEqual({
      caseId: "KCL-2026-00001",
      step: "judge",
      failure: { error: "States.Timeout", cause: "x".repeat(200) },
    });
  });

  it("also where the error has no name and no cause", async () => {
    const handedOn = await afterFailure(machine, "Batalkan", { input, errorOutput: {} });
    expect(handedOn).toEqual({ caseId: "KCL-2026-00001", step: "receive", failure: { error: "", cause: "" } });
  });

  it("treats an outcome the table does not have as a failure", async () => {
    const choice = choiceOf(machine, "Mengerjakan judge: hasil");
    const unknown = { input: { ...input, outcome: "mungkin" } };
    expect(
      await evaluated(
        choice.Choices.map((rule) => rule.Condition),
        unknown,
      ),
    ).toEqual({ 0: false, 1: false, 2: false });
    expect(choice.Default).toBe(failureStates.record);
    expect(await evaluated(choice.Output, unknown)).toMatchObject({
      step: "judge",
      failure: { error: "UnknownOutcome", cause: "Hasil tidak dikenal: mungkin" },
    });
  });

  it("ends with the error that was recorded, also where recording it fails", () => {
    const record = machine.States[failureStates.record];
    expect(record).toMatchObject({ Output: "{% $states.input %}", Next: failureStates.stop });
    expect(record).toMatchObject({ Catch: [{ Output: "{% $states.input %}", Next: failureStates.stop }] });
    expect(machine.States[failureStates.stop]).toMatchObject({
      Type: "Fail",
      Error: "{% $states.input.failure.error %}",
      Cause: "{% $states.input.failure.cause %}",
    });
  });
});

describe("a machine on its way", () => {
  const table = smallTable();
  const machine = compile(table);

  it("starts after the request and passes automatic rows by itself", () => {
    expect(machine.StartAt).toBe(beginningName);
    expect(choiceOf(machine, beginningName).Choices[0]).toMatchObject({ Next: "Mengerjakan receive" });
    expect(machine.States["Mengerjakan receive"]).toMatchObject({
      Resource: "arn:aws:states:::lambda:invoke",
      Arguments: { Payload: { procedure: "small", version: 1, step: "receive" } },
      Next: "Mengerjakan judge",
    });
  });

  it("runs the actions of an outcome, then closes the case, then ends", () => {
    expect(machine.States["Mengerjakan judge: Tolak"]).toMatchObject({
      Arguments: { FunctionName: "${RunActions}", Payload: { step: "judge", outcome: "tidak" } },
      Next: "Menutup berkas: DITUTUP",
    });
    expect(machine.States["Menutup berkas: DITUTUP"]).toMatchObject({
      Arguments: { FunctionName: "${RunActions}", Payload: { ending: "DITUTUP" } },
      Next: "DITUTUP",
    });
    expect(machine.States["DITUTUP"]).toEqual({ Type: "Succeed" });
  });

  it("has one state for an outcome that is possible at several steps, and remembers which", () => {
    expect(machine.States["Batalkan"]).toMatchObject({
      Arguments: { Payload: { step: "{% $states.input.step %}", outcome: "dibatalkan" } },
      Next: "Menutup berkas: DIBATALKAN",
    });
  });

  it("takes the only way there is without asking which", () => {
    delete table.anytime;
    const { States } = compile(table);
    expect(States["Mengerjakan finish"]).toMatchObject({ Next: "Menutup berkas: SELESAI" });
  });

  it("waits as long as the row says, else half a year, else 60 days beyond the deadline", () => {
    const days = (change: object) => {
      const changed = smallTable();
      Object.assign(changed.steps[3], change);
      const state = compile(changed).States["Mengerjakan finish"];
      return state?.Type === "Task" ? (state.TimeoutSeconds ?? 0) / 86_400 : 0;
    };
    const [selesai] = table.steps[3].outcomes;
    const expiry = { ...selesai, id: "kedaluwarsa", onDeadline: true };
    expect(days({})).toBe(180);
    expect(days({ timeout: "P280D" })).toBe(280);
    expect(days({ kind: "outside", deadlineWorkingDays: 5, outcomes: [selesai, expiry] })).toBe(67);
  });
});

function choiceOf(machine: Machine, name: string): ChoiceState {
  const state = machine.States[name];
  if (state?.Type !== "Choice") throw new Error(`no choice "${name}"`);
  return state;
}

function afterFailure(machine: Machine, name: string, states: Record<string, unknown>): Promise<unknown> {
  const task = tasksOf(machine).find(([each]) => each === name)?.[1];
  return evaluated(task?.Catch[0]?.Output, states);
}

/** A result is there only when a callback has come back, an error only in a catch. */
function readable(state: Machine["States"][string], read: string): boolean {
  if (state.Type !== "Task") return false;
  const within = (value: unknown) => expressionsIn(value).flatMap(readsOf).includes(read);
  if (read === "$states.result.outcome") return isWaiting(state) && within(state.Output) && !within(state.Arguments);
  return /^\$states\.errorOutput\.(Error|Cause)$/.test(read) && within(state.Catch) && !within(state.Output);
}
