import type { ActorId } from "../../statemachines/language/vocabulary.ts";
import type { Tasks } from "../../functions/domain/ports.ts";
import { expect, it } from "vitest";
import { answer, caseItem, taskItem } from "../support/builders.ts";
import { onEveryStore } from "./stores.ts";

const { caseId, id } = taskItem();

async function inboxOf(tasks: Tasks, roles: ActorId[], after?: string): Promise<string[]> {
  return (await Array.fromAsync(tasks.inbox(roles, after))).map(({ task }) => task.id);
}

onEveryStore("tasks", (stores) => {
  it("opening answers the task as stored; opening again keeps it and replaces the token", async () => {
    const { cases, tasks } = stores();
    await cases.create(caseItem(), { subject: "SMPN 1" });
    expect(await tasks.open(taskItem())).toEqual(taskItem());
    const again = taskItem({ token: "TASK-TOKEN-1", openedAt: "2026-11-24T02:00:00.000Z", dueAt: null });
    expect(await tasks.open(again)).toEqual(taskItem({ token: "TASK-TOKEN-1" }));
    expect((await cases.dossier(caseId))?.tasks).toEqual([taskItem({ token: "TASK-TOKEN-1" })]);
  });

  it("of twenty answers at once one wins, and all are told what is stored", async () => {
    const { tasks } = stores();
    await tasks.open(taskItem());
    const answers = Array.from({ length: 20 }, (_, index) => answer({ note: `jawaban ${index}` }));
    const results = await Promise.all(answers.map((each) => tasks.decide(caseId, id, each)));
    expect(results.filter(({ won }) => won)).toHaveLength(1);
    const winner = results.find(({ won }) => won)?.task.answer;
    expect(answers).toContainEqual(winner);
    for (const { task } of results) expect(task.answer).toEqual(winner);
  });

  it("a task that was answered keeps its answer when it is opened again, and is driven again with the new token", async () => {
    const { tasks, todos } = stores();
    await tasks.open(taskItem());
    await tasks.decide(caseId, id, answer());
    await tasks.markResumed(caseId, id);
    const again = await tasks.open(taskItem({ token: "TASK-TOKEN-1" }));
    expect(again.answer).toEqual(answer());
    expect(await todos.due(answer().at, 10)).toMatchObject([
      { kind: "resume", task: { token: "TASK-TOKEN-1", resumed: false, answer: answer() } },
    ]);
  });

  it("the first tap of the start stays, moves the task in the list, and is refused by an answered task", async () => {
    const { tasks } = stores();
    const first = { at: "2026-11-23T03:00:00.000Z", dueAt: "2026-11-23T03:30:00.000Z" };
    await tasks.open(taskItem());
    await tasks.open(taskItem({ id: "other", dueAt: "2026-11-23T03:10:00.000Z" }));
    const begun = taskItem({ startedAt: first.at, dueAt: first.dueAt });
    expect(await tasks.start(caseId, id, first)).toEqual(begun);
    expect(await tasks.start(caseId, id, { at: "2026-11-23T05:00:00.000Z", dueAt: null })).toEqual(begun);
    expect(await inboxOf(tasks, ["mail-registrar"])).toEqual(["other", id]);
    await tasks.decide(caseId, "other", answer());
    expect(await tasks.start(caseId, "other", first)).not.toHaveProperty("startedAt");
    await expect(tasks.start(caseId, "nothing", first)).rejects.toThrow();
  });

  it("of twenty taps at once one is stored, and all are told which", async () => {
    const { tasks } = stores();
    await tasks.open(taskItem());
    const taps = Array.from({ length: 20 }, (_, second) => `2026-11-23T03:00:${String(second + 10)}.000Z`);
    const told = await Promise.all(taps.map((at) => tasks.start(caseId, id, { at, dueAt: null })));
    expect(new Set(told.map(({ startedAt }) => startedAt)).size).toBe(1);
    expect(taps).toContain(told[0]?.startedAt);
  });

  it("a task that does not exist cannot be decided", async () => {
    await expect(stores().tasks.decide(caseId, "nothing", answer())).rejects.toThrow();
  });

  it("a step that the system did is recorded once, and is in nobody's inbox", async () => {
    const { cases, tasks, todos } = stores();
    await cases.create(caseItem(), { subject: "SMPN 1" });
    await cases.markStarted(caseId, answer().at);
    await tasks.record(taskItem({ answer: answer(), resumed: true }));
    await tasks.record(taskItem({ answer: answer({ note: "lain" }), resumed: true }));
    expect((await cases.dossier(caseId))?.tasks).toEqual([taskItem({ answer: answer(), resumed: true })]);
    expect(await inboxOf(tasks, ["mail-registrar"])).toEqual([]);
    expect(await todos.due("2027-01-01", 10)).toEqual([]);
  });

  it("the inbox has the open tasks of the roles, the earliest due first, without due time last", async () => {
    const { tasks } = stores();
    const due = (hour: number) => `2026-11-23T0${hour}:00:00.000Z`;
    await tasks.open(taskItem({ id: "none", dueAt: null }));
    await tasks.open(taskItem({ id: "late", dueAt: due(9) }));
    await tasks.open(taskItem({ id: "helped", dueAt: due(5), actor: "front-office-officer" }));
    await tasks.open(taskItem({ id: "soon", dueAt: due(4) }));
    await tasks.open(taskItem({ id: "other", dueAt: due(1), actor: "library-division-head" }));
    await tasks.open(taskItem({ id: "done", dueAt: due(1) }));
    await tasks.decide(caseId, "done", answer());
    const roles: ActorId[] = ["mail-registrar", "front-office-officer"];
    expect(await inboxOf(tasks, roles)).toEqual(["soon", "helped", "late", "none"]);
    expect(await inboxOf(tasks, [])).toEqual([]);
    expect(await tasks.countDue(roles, due(9), 10)).toBe(2);
    expect(await tasks.countDue(roles, due(9), 1)).toBe(1);
  });

  it("the inbox of several roles is read on in one order from any task, however many there are", async () => {
    const { tasks } = stores();
    const roles: ActorId[] = ["mail-registrar", "front-office-officer"];
    const ids = Array.from({ length: 230 }, (_, index) => `t${String(index).padStart(3, "0")}`);
    const opened = ids.map(async (each, index) => {
      // The second role has one in five: its list ends long before the other's.
      const actor: ActorId = index % 5 === 0 ? "front-office-officer" : "mail-registrar";
      await tasks.open(taskItem({ id: each, actor, dueAt: "2026-11-23T04:00:00.000Z" }));
    });
    await Promise.all(opened);
    const listed = await Array.fromAsync(tasks.inbox(roles));
    expect(listed.map(({ task }) => task.id)).toEqual(ids);
    expect(await inboxOf(tasks, roles, listed[119]?.place)).toEqual(ids.slice(120));
    expect(await inboxOf(tasks, roles, listed.at(-1)?.place)).toEqual([]);
  });
});
