import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { registerLetters } from "../../functions/domain/mail/letters/index.ts";
import { compile } from "../../statemachines/compiler/compile.ts";
import { procedures } from "../../statemachines/language/registry.ts";
import {
  closingName,
  failureStates,
  followUpName,
  hasChoice,
  hasFollowUp,
} from "../../statemachines/compiler/state-names.ts";
import { temporaryProblem } from "../../statemachines/compiler/states.ts";
import { endingsOf, placeName, versionKey, waitingDays, waits } from "../../statemachines/language/table.ts";
import type { Procedure, Step } from "../../statemachines/language/vocabulary.ts";
import { bookProposal, proposalAnswered } from "./book-proposal.ts";
import { PlayedMachine, type Behaviour, type Call } from "./played-machine.ts";
import { edgesOf, failurePath, placesAt, promisedBy, wayOver, wayTo, type Edge } from "./walk.ts";

/** The agency's tables, and one from outside. */
const tables = [...procedures, bookProposal];
afterAll(registerLetters({ "proposal-answered": proposalAnswered }));

const dayMs = 86_400_000;
const secondMs = 1_000;

describe.each(tables.map((procedure) => ({ name: versionKey(procedure), procedure })))(
  "the machine of $name, played on the workflow endpoint",
  ({ procedure }) => {
    let played: PlayedMachine;
    let lastCase = 0;
    const newCase = () => `${procedure.code}-${(lastCase += 1)}`;
    const edges = edgesOf(procedure);
    const waiting = procedure.steps.filter(waits);

    beforeAll(async () => {
      played = await PlayedMachine.open(procedure);
    });
    afterAll(() => played.close());

    it.each(named(edges))("goes where the table says after $name", async ({ edge }) => {
      const caseId = newCase();
      const way = wayOver(procedure, edge);
      await played.walk(caseId, way);
      const promised = promisedBy(procedure, way, caseId);
      expect(await played.states(caseId)).toEqual(promised.states);
      expect(played.calls(caseId).map(withoutToken)).toEqual(promised.calls);
      expect(await played.outlook(caseId)).toMatchObject({ status: "SUCCEEDED" });
    });

    it("goes on from every row and every outcome in place of an execution that was lost", async () => {
      for (const { at, rest } of edges.flatMap((each) => placesAt(procedure, each))) {
        const caseId = newCase();
        await played.walkFrom(caseId, at, rest);
        const promised = promisedBy(procedure, rest, caseId, at.outcome !== undefined);
        expect(await played.states(caseId), placeName(at)).toEqual(promised.states);
        expect(played.calls(caseId).map(withoutToken), placeName(at)).toEqual(promised.calls);
        expect(await played.outlook(caseId)).toMatchObject({ status: "SUCCEEDED" });
      }
    });

    it("does not begin anew when it is told a place that the table does not have", async () => {
      const caseId = newCase();
      await played.start(caseId, undefined, { step: "nowhere" });
      await expectFailure(caseId, "nowhere", "UnknownPlace");
      expect(opened(played.calls(caseId))).toEqual([]);
    });

    it("reaches every ending of the table, and every state but those of failure, on these ways", () => {
      const ways = edges.map((edge) => promisedBy(procedure, wayOver(procedure, edge), "case"));
      expect(new Set(ways.map(({ ending }) => ending))).toEqual(new Set(endingsOf(procedure)));
      const states = new Set([...ways.flatMap((way) => way.states), ...failurePath]);
      expect([...states].toSorted()).toEqual(Object.keys(compile(procedure).States).toSorted());
    });

    it("gives each task a token of its own", async () => {
      const tokens: unknown[] = [];
      for (const edge of edges.slice(0, 5)) {
        const caseId = newCase();
        await played.walk(caseId, wayOver(procedure, edge));
        tokens.push(...opened(played.calls(caseId)).map(({ payload }) => payload["taskToken"]));
      }
      expect(tokens.length).toBeGreaterThan(0);
      expect(new Set(tokens).size).toBe(tokens.length);
    });

    it.each(waiting)("stops waiting at $id when its time is over, and says so", async (step) => {
      const caseId = newCase();
      await played.walk(caseId, wayTo(procedure, step));
      const patience = played.clock.now() + (waitingDays(step) ?? 0) * dayMs;
      await played.runUntil(patience - secondMs);
      expect(await played.outlook(caseId)).toMatchObject({ status: "RUNNING" });
      await played.runUntil(patience);
      await expectFailure(caseId, step.id, "States.Timeout");
      expect(opened(played.calls(caseId)).filter(({ payload }) => payload["step"] === step.id)).toHaveLength(1);
    });

    it.each(waiting.filter((step) => hasChoice(procedure, step)))(
      "does not guess at $id when the answer is none of its outcomes",
      async (step) => {
        const caseId = newCase();
        await played.walk(caseId, wayTo(procedure, step));
        await played.answer(caseId, "entah");
        await expectFailure(caseId, step.id, "UnknownOutcome");
        expect((await played.outlook(caseId)).cause).toContain("entah");
      },
    );

    it.each(callsOnTheWay(procedure))("calls again what failed for a moment: $what", async ({ way, isIt }) => {
      const caseId = newCase();
      const failures = 3;
      await played.walk(caseId, way, failing(isIt, temporaryProblem, failures));
      expect(await played.outlook(caseId)).toMatchObject({ status: "SUCCEEDED" });
      const calls = played.calls(caseId);
      const promised = promisedBy(procedure, way, caseId);
      expect(withoutRepeats(calls)).toEqual(promised.calls);
      expect(calls).toHaveLength(promised.calls.length + failures);
    });

    it.each(callsOnTheWay(procedure))("records any other failure and stops: $what", async ({ upTo, isIt, step }) => {
      const caseId = newCase();
      await played.walk(caseId, upTo, failing(isIt, "TypeError"));
      await expectFailure(caseId, step.id, "TypeError");
      expect(played.calls(caseId).filter(isIt)).toHaveLength(1);
    });

    it("stops with the error that happened, also when it cannot be recorded", async () => {
      const caseId = newCase();
      await played.start(caseId, ({ payload }) => failure("failure" in payload ? "SyntaxError" : "TypeError"));
      expect((await played.states(caseId)).slice(-2)).toEqual(failurePath);
      expect(await played.outlook(caseId)).toMatchObject({ status: "FAILED", error: "TypeError" });
    });

    async function expectFailure(caseId: string, step: string, error: string): Promise<void> {
      expect((await played.states(caseId)).slice(-2)).toEqual([failureStates.record, failureStates.stop]);
      expect(played.calls(caseId).at(-1)).toEqual({
        name: "RunActions",
        payload: {
          caseId,
          procedure: procedure.id,
          version: procedure.version,
          step,
          failure: { error, cause: expect.any(String) as string },
        },
      });
      expect(await played.outlook(caseId)).toMatchObject({ status: "FAILED", error });
    }
  },
);

interface FunctionCall {
  /** In words, for the name of the test. */
  what: string;
  /** A way on which it happens, and its part that is over when it does. */
  way: Edge[];
  upTo: Edge[];
  step: Step;
  isIt: (call: Call) => boolean;
}

/** Every call of a function that a machine can make, each with a way to it. */
function callsOnTheWay(procedure: Procedure): FunctionCall[] {
  const calls = edgesOf(procedure).flatMap((edge): FunctionCall[] => {
    const { step, outcome } = edge;
    const way = wayOver(procedure, edge);
    const ofStep = ({ payload }: Call) => payload["step"] === step.id && !("failure" in payload);
    const upTo = wayTo(procedure, step);
    const isEntering = (call: Call) => ofStep(call) && !("outcome" in call.payload);
    const entering = { what: step.state, way, upTo, step, isIt: isEntering };
    if (!waits(step) || !hasFollowUp(outcome)) return [entering];
    const isIt = (call: Call) => ofStep(call) && call.payload["outcome"] === outcome.id;
    return [entering, { what: followUpName(step, outcome), way, upTo: [...upTo, edge], step, isIt }];
  });
  const closings = endingsOf(procedure).flatMap((ending): FunctionCall[] => {
    const last = edgesOf(procedure).find(({ outcome: { to } }) => typeof to === "object" && to.end === ending);
    if (!last) return [];
    const isIt = ({ payload }: Call) => payload["ending"] === ending;
    const way = wayOver(procedure, last);
    return [{ what: closingName(ending), way, upTo: way, step: last.step, isIt }];
  });
  return [...new Map([...calls, ...closings].map((call) => [call.what, call])).values()];
}

function named(edges: Edge[]): { name: string; edge: Edge }[] {
  return edges.map((edge) => ({ name: `${edge.step.id}, ${edge.outcome.id}`, edge }));
}

const failure = (errorType: string) => ({ ok: false as const, errorType, errorMessage: "on purpose" });

/** A function that fails so many times when it is the call meant, or each time. */
function failing(isIt: (call: Call) => boolean, error: string, times = Number.POSITIVE_INFINITY): Behaviour {
  let left = times;
  return (call) => (isIt(call) && left-- > 0 ? failure(error) : undefined);
}

const opened = (calls: Call[]): Call[] => calls.filter(({ name }) => name === "OpenTask");

/** A call as the table promises it; what a task needs to be answered is checked to be there and left out. */
function withoutToken({ name, payload: { taskToken, entered, ...payload } }: Call): Call {
  if (name === "OpenTask") {
    expect(taskToken).toMatch(/^.{20,}$/);
    expect(entered).toMatch(/^\d{4}-\d\d-\d\dT/);
  }
  return { name, payload };
}

/** A function that is called again gets what it got before, so that it finds what it did; the token alone is new. */
function withoutRepeats(calls: Call[]): Call[] {
  const texts = calls.map(({ name, payload: { taskToken: _, ...payload } }) => JSON.stringify({ name, payload }));
  return calls.filter((_, index) => texts[index] !== texts[index - 1]).map(withoutToken);
}
