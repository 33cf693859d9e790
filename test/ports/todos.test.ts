import { expect, it } from "vitest";
import { answer, caseItem, mailItem, mondayMorning, taskItem } from "../support/builders.ts";
import { onBoth } from "./stores.ts";

const caseId = caseItem().id;
const after = (seconds: number) => new Date(Date.parse(mondayMorning) + seconds * 1_000).toISOString();

onBoth("todos", (stores) => {
  it("a case that was not marked as started is due after half a minute, until it is", async () => {
    const { cases, todos } = stores();
    await cases.create(caseItem(), { subject: "SMPN 1" });
    expect(await todos.due(after(29), 10)).toEqual([]);
    expect(await todos.due(after(30), 10)).toEqual([{ kind: "start", caseId }]);
    await cases.markStarted(caseId, after(31));
    expect(await todos.due(after(99), 10)).toEqual([]);
  });

  it("a mail that was not marked as sent is due after half a minute, until it is", async () => {
    const { mails, todos } = stores();
    expect(await mails.add(mailItem())).toBe(true);
    expect(await mails.add(mailItem({ subject: "lain" }))).toBe(false);
    expect(await todos.due(after(29), 10)).toEqual([]);
    expect(await todos.due(after(30), 10)).toEqual([{ kind: "mail", mail: mailItem() }]);
    await mails.markSent(mailItem(), after(31), "kepsek@smpn1.sch.test");
    expect(await todos.due(after(99), 10)).toEqual([]);
  });

  it("a mail that failed is due again when it was said, and counts its attempts; given up it is due no more", async () => {
    const { cases, mails, todos } = stores();
    await cases.create(caseItem(), { subject: "SMPN 1" });
    await cases.markStarted(caseId, mondayMorning);
    await mails.add(mailItem());
    await mails.markFailed(mailItem(), after(600));
    expect(await todos.due(after(599), 10)).toEqual([]);
    const failedOnce = mailItem({ attempts: 1 });
    expect(await todos.due(after(600), 10)).toEqual([{ kind: "mail", mail: failedOnce }]);
    await mails.markFailed(failedOnce, null);
    expect(await todos.due(after(9_999), 10)).toEqual([]);
    expect((await cases.dossier(caseId))?.mails).toEqual([mailItem({ attempts: 2, state: "failed" })]);
  });

  it("a decided task that was not resumed is due half a minute after the answer, until it is", async () => {
    const { tasks, todos } = stores();
    await tasks.open(taskItem());
    await tasks.decide(caseId, "task-1", answer({ at: after(60) }));
    expect(await todos.due(after(89), 10)).toEqual([]);
    expect(await todos.due(after(90), 10)).toMatchObject([{ kind: "resume", task: { token: "TASK-TOKEN-0" } }]);
    await tasks.markResumed(caseId, "task-1");
    expect(await todos.due(after(999), 10)).toEqual([]);
  });

  it("an open task with a deadline is due when it has passed, unless it was answered", async () => {
    const { tasks, todos } = stores();
    await tasks.open(taskItem({ deadlineAt: after(60) }));
    await tasks.open(taskItem({ id: "task-2" }));
    expect(await todos.due(after(59), 10)).toEqual([]);
    expect(await todos.due(after(60), 10)).toMatchObject([{ kind: "deadline", task: { id: "task-1" } }]);
    await tasks.decide(caseId, "task-1", answer({ at: after(61) }));
    await tasks.markResumed(caseId, "task-1");
    expect(await todos.due(after(999), 10)).toEqual([]);
  });

  it("the longest due come first, and no more than asked for", async () => {
    const { mails, todos } = stores();
    for (const second of [3, 1, 2]) await mails.add(mailItem({ id: `mail-${second}`, createdAt: after(second) }));
    const due = await todos.due(after(99), 2);
    expect(due.map((todo) => todo.kind === "mail" && todo.mail.id)).toEqual(["mail-1", "mail-2"]);
  });

  it("an ended case is due no more", async () => {
    const { cases, todos } = stores();
    await cases.create(caseItem(), { subject: "SMPN 1" });
    await cases.markEnded(caseId, "SELESAI", after(1));
    expect(await todos.due(after(99), 10)).toEqual([]);
  });
});
