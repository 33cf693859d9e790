/** A request is stored once, whichever call of a port fails, before or after it was carried out. */
import { expect, it, test } from "vitest";
import { acceptRequest, type Submission } from "../../functions/domain/intake/open-case.ts";
import { Refusal } from "../../functions/domain/refusal.ts";
import { newSecret } from "../../infra/demo/people.ts";
import { officialVisit } from "../../statemachines/official-visit/sop.ts";
import { visitRequest } from "../support/builders.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const request: Submission = {
  procedure: officialVisit,
  submissionId: "one",
  secret: newSecret(),
  language: "id",
  values: visitRequest(),
};
const other: Submission = { ...request, values: visitRequest({ headcount: 45 }) };

/** Everything that accepting a request calls, in order. */
async function callsOf(accept: (work: Player) => Promise<unknown>): Promise<string[]> {
  const work = player(visitScript);
  await accept(work);
  return [...new Set(work.on.calls)];
}

const calls = await callsOf((work) => acceptRequest(work, request));

it("accepting a request claims its id, then stores the case, then starts it", () => {
  const order = ["cases.claimSubmission", "cases.create", "workflow.start"];
  expect(calls.filter((call) => order.includes(call))).toEqual(order);
});

async function afterFault(call: string, how: "crashBefore" | "crashAfter", retry: Submission) {
  const work = player(visitScript);
  work.on[how](call);
  await acceptRequest(work, request).catch(() => undefined);
  const answered = await acceptRequest(work, retry).catch((error: unknown) => error);
  await work.flow.settle();
  return { work, answered };
}

test.each(calls.flatMap((call) => [["crashBefore", call] as const, ["crashAfter", call] as const]))(
  "%s %s: the same again finishes the one case",
  async (how, call) => {
    const { answered, work } = await afterFault(call, how, request);
    const [caseId] = work.memory.cases.keys();
    expect(answered).toMatchObject({ caseId });
    expect(work.memory.cases.size).toBe(1);
    expect(work.flow.started).toEqual([{ procedure: "official-visit", caseId }]);
    expect((await work.task(caseId ?? "")).step).toBe("register-letter");
  },
);

test.each(calls.flatMap((call) => [["crashBefore", call] as const, ["crashAfter", call] as const]))(
  "%s %s: other content is stored where nothing is yet, and told what is where something is",
  async (how, call) => {
    const { answered, work } = await afterFault(call, how, other);
    const [[caseId, { item }] = ["", { item: null }]] = [...work.memory.cases];
    expect(work.memory.cases.size).toBe(1);
    if (item?.request["headcount"] === 45) expect(answered).toMatchObject({ caseId });
    else {
      expect(answered).toBeInstanceOf(Refusal);
      expect(answered).toMatchObject({ kind: "stored-otherwise", caseId });
    }
    expect(work.flow.started).toHaveLength(1);
  },
);
