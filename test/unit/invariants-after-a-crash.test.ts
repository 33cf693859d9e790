import { describe, expect, it, test } from "vitest";
import { acceptRequest } from "../../functions/domain/intake/open-case.ts";
import { openTasks } from "../../functions/domain/case/case-file.ts";
import { officialVisit } from "../../statemachines/official-visit/sop.ts";
import { people, requesterEmail, visitRequest } from "../support/builders.ts";
import { Crash } from "../support/fakes/interruptions.ts";
import { player, type Player } from "../support/player.ts";
import { anotherTime, visitScript } from "../support/scripts/official-visit.ts";
import { linksIn } from "../support/mail-links.ts";

const grace = { seconds: 40 };

/** Lets time pass and the sweep look, until nothing is left to do. */
async function sweepUntilQuiet(work: Player): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    work.clock.advance({ minutes: 20 });
    const { failed, ...done } = await work.sweep();
    if (failed === 0 && Object.values(done).every((count) => count === 0)) return;
  }
  throw new Error("the sweep never came to rest");
}

describe("4. decision first, resume second", () => {
  it("a decision is stored before the workflow hears of it", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    work.on.calls.length = 0;
    await work.answer(caseId, { outcome: "ya", by: people.divisionHead.id });
    const calls = work.on.calls.filter((call) => /tasks\.(decide|open|markResumed)|workflow\.resume/.test(call));
    // The sweep is told that it need not look any more when what follows is there, and not before.
    expect(calls).toEqual(["tasks.decide", "workflow.resume", "tasks.open", "tasks.markResumed"]);
  });

  it("decided but not resumed is found by the sweep, and resumed once", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    work.on.crashBefore("workflow.resume");
    await work.answer(caseId, { outcome: "ya", by: people.divisionHead.id });
    work.clock.advance(grace);
    expect((await work.sweep()).resume).toBe(1);
    expect((await work.task(caseId)).step).toBe("reply");
    expect(work.flow.resumed.filter(({ outcome }) => outcome === "ya")).toHaveLength(1);
    expect((await work.sweep()).resume).toBe(0);
  });

  it("resuming twice is harmless, also where nobody heard that it was done", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    work.on.crashBefore("tasks.open");
    const answered = work.answer(caseId, { outcome: "ya", by: people.divisionHead.id });
    await expect(answered).rejects.toBeInstanceOf(Crash);
    work.clock.advance(grace);
    expect((await work.sweep()).resume).toBe(1);
    expect((await work.dossier(caseId)).tasks.filter((task) => task.step === "reply")).toHaveLength(1);
    expect(work.flow.running(caseId)).toEqual([caseId]);
    expect((await work.dossier(caseId)).tasks.every((task) => task.resumed || task.answer === null)).toBe(true);
  });

  it("an opening that is tried again after the answer resumes with the new token", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("recommend");
    const answerAtOnce = async () => {
      const { id } = await work.task(caseId);
      await work.tasks.decide(caseId, id, {
        outcome: "ya",
        values: {},
        note: "",
        person: "staff:sri",
        name: people.divisionHead.name,
        role: "library-division-head",
        channel: "link-device",
        at: work.clock.at(),
      });
      throw new Crash("after the answer came");
    };
    work.on.after("tasks.open", answerAtOnce);
    await work.playTo(caseId, "decide").catch(() => undefined);
    await work.flow.settle();
    expect(openTasks(await work.dossier(caseId))).toEqual([]);
    work.clock.advance(grace);
    await work.sweep();
    expect((await work.task(caseId)).step).toBe("reply");
    expect((await work.dossier(caseId)).tasks.filter((task) => task.step === "decide")).toHaveLength(1);
  });
});

describe("5. a mail is sent from stored state, at least once", () => {
  test.each([
    ["before it is sent", "crashBefore", "mailer.send", 1],
    ["after it was sent, before that is noted", "crashBefore", "mails.markSent", 2],
    ["after that is noted", "crashAfter", "mails.markSent", 1],
    ["before it is stored", "crashBefore", "mails.add", 1],
    ["after it was stored", "crashAfter", "mails.add", 1],
  ] as const)("a crash %s loses nothing", async (_when, how, call, times) => {
    const work = player(visitScript);
    const caseId = await work.caseAt("recommend");
    work.on[how](call);
    await work.playTo(caseId, "decide").catch((error: unknown) => expect(error).toBeInstanceOf(Crash));
    await work.flow.settle();
    work.clock.advance({ minutes: 2 });
    await work.sweep();
    const mails = work.mailer.to(people.divisionHead.email);
    expect(mails).toHaveLength(times);
    expect(new Set(mails.map(({ id }) => id)).size).toBe(1);
    expect((await work.dossier(caseId)).mails.filter((mail) => mail.task)).toMatchObject([{ state: "sent" }]);
    expect((await work.task(caseId)).step).toBe("decide");
  });

  it("the mail that is sent again is the same: its links and its message id", async () => {
    const work = player(visitScript);
    work.on.crashBefore("mails.markSent");
    await work.submit().catch(() => undefined);
    await work.flow.settle();
    await sweepUntilQuiet(work);
    const [first, second] = work.mailer.to(requesterEmail);
    expect(second).toEqual(first);
    expect(linksIn(first)).toHaveLength(1);
  });

  it("no decision waits for a mail to succeed", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("reply");
    work.mailer.send = async () => {
      throw new Error("the mail service is away");
    };
    await work.playTo(caseId, "accept-companionship");
    const { mails } = await work.dossier(caseId);
    expect(mails.filter((mail) => mail.state === "pending").map(({ attempts }) => attempts)).toEqual([1, 1, 1]);
  });

  it("a mail that cannot be sent is tried ever more rarely, then given up where staff see it", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("register-letter");
    let attempts = 0;
    work.mailer.send = async ({ subject }) => {
      if (/^Mohon/.test(subject)) attempts += 1;
      throw new Error("the mail service is away");
    };
    await work.playTo(caseId, "decide");
    for (let minute = 0; minute < 3 * 24 * 60; minute += 30) {
      work.clock.advance({ minutes: 30 });
      await work.sweep();
    }
    expect((await work.dossier(caseId)).mails.find((mail) => mail.task)?.state).toBe("failed");
    expect(attempts).toBe(11);
  });

  it("the letters of one answer are stored once, however often the workflow asks", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("reply");
    work.on.crashAfter("mails.markSent");
    await work.playTo(caseId, "accept-companionship").catch(() => undefined);
    await work.flow.settle();
    await sweepUntilQuiet(work);
    const subjects = work.mailer.sent.map(({ to, subject }) => `${to.address}: ${subject}`);
    expect(new Set(subjects).size).toBe(subjects.length);
  });
});

describe("6. a case starts once", () => {
  const request = { procedure: officialVisit, submissionId: "one", language: "id", values: visitRequest() } as const;

  it("the case is stored before the workflow starts, under its own id", async () => {
    const work = player(visitScript);
    const { caseId } = await acceptRequest(work, request);
    const calls = work.on.calls.filter((call) => /cases\.create|workflow\.start|cases\.markStarted/.test(call));
    expect(calls).toEqual(["cases.create", "workflow.start"]);
    await work.flow.settle();
    expect(work.on.calls).toContain("cases.markStarted");
    expect(work.flow.started).toEqual([{ procedure: "official-visit", caseId }]);
  });

  test.each([
    ["before the workflow was asked", "crashBefore", "workflow.start"],
    ["after the workflow was asked", "crashAfter", "workflow.start"],
    ["before the first task was opened", "crashBefore", "tasks.open"],
    ["before the start was noted", "crashBefore", "cases.markStarted"],
  ] as const)("a crash %s is mended by the sweep", async (_when, how, call) => {
    const work = player(visitScript);
    work.on[how](call);
    const { caseId } = await acceptRequest(work, request);
    await work.flow.settle().catch((error: unknown) => expect(error).toBeInstanceOf(Crash));
    work.clock.advance(grace);
    await work.sweep();
    expect(work.flow.started.filter((each) => each.caseId === caseId)).toHaveLength(1);
    expect((await work.task(caseId)).step).toBe("register-letter");
    expect((await work.sweep()).execution).toBe(0);
  });

  test.each(["cases.claimSubmission", "links.add", "cases.create"])(
    "the same form sent again after a crash at %s gives one case",
    async (call) => {
      const work = player(visitScript);
      for (const how of ["crashAfter", "crashBefore"] as const) {
        work.on[how](call);
        await acceptRequest(work, request).catch((error: unknown) => expect(error).toBeInstanceOf(Crash));
      }
      const { caseId } = await acceptRequest(work, request);
      const { caseId: again } = await acceptRequest(work, request);
      expect(again).toBe(caseId);
      expect([...work.memory.cases.keys()]).toEqual([caseId]);
      expect(work.flow.started).toHaveLength(1);
    },
  );
});

it("a case ends as it should, whatever call it dies at", async () => {
  const calm = player(visitScript);
  const first = await calm.caseAt("choose-other-time", anotherTime);
  await calm.answer(first, {
    outcome: "pilih",
    by: "requester",
    values: { slot: { date: "2026-12-03", start: "09:00", end: "11:00" } },
  });
  await calm.playTo(first, "never");
  const calls = [...new Set(calm.on.calls)].filter(
    (call) => !/^cases\.(dossier|nextNumber|claim|create)|^links\.add/.test(call),
  );
  expect(calls.length).toBeGreaterThan(8);
  for (const call of calls) {
    for (const how of ["crashBefore", "crashAfter"] as const) {
      const work = player(visitScript);
      const caseId = await work.submit();
      work.on[how](call);
      for (let round = 0; round < 3; round += 1) {
        const unlessItDied = (error: unknown) => expect(error, call).toBeInstanceOf(Crash);
        await work.playTo(caseId, "never").catch(unlessItDied);
        await work.flow.settle().catch(unlessItDied);
        work.clock.advance({ minutes: 2 });
        await work.sweep().catch(unlessItDied);
      }
      expect((await work.dossier(caseId)).case.ending, `${how} ${call}`).toBe("SELESAI");
    }
  }
});
