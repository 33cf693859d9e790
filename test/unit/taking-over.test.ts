import { describe, expect, it, test } from "vitest";
import { openTasks } from "../../functions/domain/case/case-file.ts";
import { lookAfter, takeOverBroken } from "../../functions/domain/execution/take-over.ts";
import { runName, runOf } from "../../functions/domain/execution/run.ts";
import { officialVisit } from "../../statemachines/official-visit/sop.ts";
import { waits } from "../../statemachines/language/table.ts";
import { people } from "../support/builders.ts";
import { player, type Player } from "../support/player.ts";
import { incompleteVisit, visitScript } from "../support/scripts/official-visit.ts";

const losses = ["broken", "missing"] as const;
const grace = { seconds: 40 };

/** Takes the execution of a case away, and says so as Step Functions does where it still can. */
async function lose(work: Player, caseId: string, how: (typeof losses)[number]): Promise<void> {
  const name = runName(runOf((await work.dossier(caseId)).case));
  work.flow.take(caseId, how);
  if (how === "broken") await takeOverBroken(work, { caseId, name });
  await work.flow.settle();
}

describe("13. whatever happens to an execution, the case goes on", () => {
  const rows = officialVisit.steps.filter(waits).map(({ id }) => id);
  const wayTo = (row: string) => (row === "complete-request" ? incompleteVisit() : {});
  const onTheWay = rows.filter((row) => row !== "replace-companion" && row !== "choose-other-time");

  describe.each(losses)("an execution that is %s", (how) => {
    test.each(onTheWay)("while %s is open: the same task goes on, and nobody is asked twice", async (row) => {
      const work = player(visitScript);
      const caseId = await work.caseAt(row, wayTo(row));
      const before = await work.task(caseId);
      const mails = work.mailer.sent.length;
      await lose(work, caseId, how);
      const { token: _, ...same } = before;
      expect(await work.task(caseId)).toMatchObject(same);
      await work.playTo(caseId, "never");
      work.clock.advance(grace);
      await work.sweep();
      await work.playTo(caseId, "never");
      const { case: item, tasks } = await work.dossier(caseId);
      expect(item.ending).toBe("SELESAI");
      expect(tasks.filter(({ step }) => step === row)).toHaveLength(1);
      const subjects = work.mailer.sent.slice(mails).map(({ id }) => id);
      expect(new Set(subjects).size).toBe(subjects.length);
    });

    it("after an answer, before what follows it: what follows comes, once", async () => {
      for (const call of ["workflow.resume", "tasks.open", "mails.add"]) {
        const work = player(visitScript);
        const caseId = await work.caseAt("decide");
        work.on.crashBefore(call);
        await work.answer(caseId, { outcome: "ya", by: people.divisionHead.id }).catch(() => undefined);
        await lose(work, caseId, how);
        work.clock.advance(grace);
        await work.sweep();
        await work.sweep();
        expect((await work.task(caseId)).step, call).toBe("reply");
        const asked = (await work.dossier(caseId)).tasks.filter(({ step }) => step === "reply");
        expect(asked, call).toHaveLength(1);
      }
    });

    it("before its first task: it begins again", async () => {
      const work = player(visitScript);
      work.on.crashBefore("tasks.open");
      const caseId = await work.submit().catch(() => "KJG-2026-00001");
      await lose(work, caseId, how);
      work.clock.advance(grace);
      await work.sweep();
      expect((await work.task(caseId)).step).toBe("register-letter");
    });
  });

  it("an answer that comes while another execution takes over is the answer to the same task", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    const task = await work.task(caseId);
    const answered = async () => {
      const by = { person: "staff:sri", name: "Sri", role: "library-division-head", channel: "staff" } as const;
      const at = work.clock.at();
      await work.tasks.decide(caseId, task.id, { outcome: "ya", values: {}, note: "", ...by, at });
    };
    work.on.before("cases.nextRun", answered);
    work.flow.take(caseId, "broken");
    await takeOverBroken(work, { caseId, name: caseId });
    await work.flow.settle();
    work.clock.advance(grace);
    await work.sweep();
    const { tasks } = await work.dossier(caseId);
    expect(tasks.filter(({ step }) => step === "decide")).toHaveLength(1);
    expect((await work.task(caseId)).step).toBe("reply");
  });

  it("an execution grows no older than 300 days", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("sign-guest-book");
    work.clock.advance({ minutes: 299 * 24 * 60 });
    await work.sweep();
    expect(work.flow.running(caseId)).toEqual([caseId]);
    work.clock.advance({ minutes: 2 * 24 * 60 });
    await work.sweep();
    expect(work.flow.running(caseId)).toEqual([`${caseId}-2`]);
    expect(openTasks(await work.dossier(caseId))).toHaveLength(1);
  });
});

describe("6. a case has at most one live execution", () => {
  it("fifty that look after it at once begin one", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    work.flow.take(caseId, "missing");
    const dossier = await work.dossier(caseId);
    await Promise.all(Array.from({ length: 50 }, () => lookAfter(work, dossier)));
    await work.flow.settle();
    expect(work.flow.running(caseId)).toEqual([`${caseId}-2`]);
    expect(work.flow.started.filter((each) => each.caseId === caseId)).toHaveLength(2);
    expect((await work.task(caseId)).step).toBe("decide");
  });

  it("a report about an execution that was replaced changes nothing", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    await lose(work, caseId, "broken");
    await takeOverBroken(work, { caseId, name: caseId });
    expect(work.flow.running(caseId)).toEqual([`${caseId}-2`]);
  });

  test.each(["workflow.stop", "workflow.start"])("a crash at %s while it is replaced is mended", async (call) => {
    for (const how of ["crashBefore", "crashAfter"] as const) {
      const work = player(visitScript);
      const caseId = await work.caseAt("decide");
      work.flow.take(caseId, "broken");
      work.on[how](call);
      await takeOverBroken(work, { caseId, name: caseId }).catch(() => undefined);
      work.clock.advance(grace);
      await work.sweep();
      expect(work.flow.running(caseId), how).toEqual([`${caseId}-2`]);
      expect((await work.task(caseId)).step).toBe("decide");
    }
  });
});

describe("what fails at one place again and again", () => {
  async function stopped(): Promise<{ work: Player; caseId: string }> {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    for (let times = 0; times < 3; times += 1) {
      await lose(work, caseId, "broken");
      work.clock.advance({ minutes: 6 });
      await work.sweep();
    }
    return { work, caseId };
  }

  it("is tried three times, then told on the case and to the operators", async () => {
    const { work, caseId } = await stopped();
    const { case: item } = await work.dossier(caseId);
    expect(item).toMatchObject({ run: 3, problem: "decide: Broken", faults: { place: "decide", count: 3 } });
    expect(work.flow.running(caseId)).toEqual([]);
    expect(work.log.of("case-stopped")).toHaveLength(1);
    await work.sweep();
    expect(work.flow.running(caseId)).toEqual([]);
  });

  it("goes on with the next answer, which is another place", async () => {
    const { work, caseId } = await stopped();
    await work.answer(caseId, { outcome: "ya", by: people.divisionHead.id });
    work.clock.advance(grace);
    await work.sweep();
    expect((await work.task(caseId)).step).toBe("reply");
    expect((await work.dossier(caseId)).case).not.toHaveProperty("problem");
  });

  it("that nobody answered for half a year is no failure, however often", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    const state = work.workflow.state;
    work.workflow.state = async (run) => {
      const found = await state(run);
      return found.status === "broken" ? { ...found, error: "States.Timeout" } : found;
    };
    for (let times = 0; times < 5; times += 1) await lose(work, caseId, "broken");
    expect(work.flow.running(caseId)).toEqual([`${caseId}-6`]);
    expect((await work.dossier(caseId)).case).not.toHaveProperty("problem");
  });

  it("waits before the second time, for what passes by itself", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    await lose(work, caseId, "broken");
    await lose(work, caseId, "broken");
    expect(work.flow.running(caseId)).toEqual([]);
    work.clock.advance({ minutes: 4 });
    await work.sweep();
    expect(work.flow.running(caseId)).toEqual([]);
    work.clock.advance({ minutes: 2 });
    await work.sweep();
    expect(work.flow.running(caseId)).toEqual([`${caseId}-3`]);
  });

  it("is counted anew at another place", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("recommend");
    await lose(work, caseId, "broken");
    await work.playTo(caseId, "decide");
    await lose(work, caseId, "broken");
    expect((await work.dossier(caseId)).case.faults).toMatchObject({ place: "decide", count: 1 });
    expect(work.flow.running(caseId)).toEqual([`${caseId}-3`]);
  });
});

describe("an execution that runs", () => {
  /** The answer is given with a token that a late call of the state left behind. */
  async function unheard(): Promise<{ work: Player; caseId: string }> {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    await work.tasks.open({ ...(await work.task(caseId)), token: "an older token" });
    await work.answer(caseId, { outcome: "ya", by: people.divisionHead.id });
    work.clock.advance(grace);
    await work.sweep();
    return { work, caseId };
  }

  it("and has not heard the answer is replaced after a quarter of an hour, once: what follows comes", async () => {
    const { work, caseId } = await unheard();
    expect(openTasks(await work.dossier(caseId))).toEqual([]);
    for (let times = 0; times < 4; times += 1) {
      work.clock.advance({ minutes: 6 });
      await work.sweep();
    }
    expect((await work.task(caseId)).step).toBe("reply");
    expect(work.flow.running(caseId)).toEqual([`${caseId}-2`]);
  });

  it("and has come to its task is not looked at any more before it is old", async () => {
    const { work, caseId } = await unheard();
    const { workflow } = work;
    let looks = 0;
    const { state } = workflow;
    workflow.state = async (run) => {
      looks += 1;
      return state(run);
    };
    for (let times = 0; times < 8; times += 1) {
      work.clock.advance({ minutes: 6 });
      await work.sweep();
    }
    const untilItCame = looks;
    expect((await work.task(caseId)).step).toBe("reply");
    for (let times = 0; times < 8; times += 1) {
      work.clock.advance({ minutes: 6 });
      await work.sweep();
    }
    expect(looks).toBe(untilItCame);
  });

  it("and is looked at once while its task waits, with the note of its start, is left alone", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    const before = await work.dossier(caseId);
    expect(before.case.startedAt).toBeTruthy();
    await lookAfter(work, before);
    const due = await work.todos.due(new Date(work.clock.now() + 86_400_000).toISOString(), 200);
    expect(due.filter((todo) => todo.kind === "execution")).toEqual([]);
  });
});
