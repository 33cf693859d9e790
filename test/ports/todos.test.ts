import { expect, it } from "vitest";
import { answer, caseItem, mailItem, mondayMorning, taskItem } from "../support/builders.ts";
import { onEveryStore } from "./stores.ts";

const caseId = caseItem().id;
const after = (seconds: number) => new Date(Date.parse(mondayMorning) + seconds * 1_000).toISOString();

onEveryStore("todos", (stores) => {
  it("a case that was not marked as started is due after half a minute, until it is", async () => {
    const { cases, todos } = stores();
    await cases.create(caseItem(), { subject: "SMPN 1" });
    expect(await todos.due(after(29), 10)).toEqual([]);
    expect(await todos.due(after(30), 10)).toEqual([{ kind: "execution", caseId }]);
    await cases.markStarted(caseId, after(31));
    expect(await todos.due(after(99), 10)).toEqual([]);
    const day = 86_400;
    expect(await todos.due(after(299 * day), 10)).toEqual([]);
    // An execution lives for a year at most.
    expect(await todos.due(after(301 * day), 10)).toEqual([{ kind: "execution", caseId }]);
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

  it("a mail for later is due from its instant, not before", async () => {
    const { mails, todos } = stores();
    const mail = mailItem({ notBefore: after(600) });
    await mails.add(mail);
    expect(await todos.due(after(599), 10)).toEqual([]);
    expect(await todos.due(after(600), 10)).toEqual([{ kind: "mail", mail }]);
  });

  it("a mail without an address is due no more, until it is to be sent again", async () => {
    const { cases, mails, todos } = stores();
    await cases.create(caseItem(), { subject: "SMPN 1" });
    await cases.markStarted(caseId, mondayMorning);
    await mails.add(mailItem());
    await mails.markByHand(mailItem());
    expect(await todos.due(after(99), 10)).toEqual([]);
    expect((await cases.dossier(caseId))?.mails[0]?.state).toBe("by-hand");
    await mails.sendAgain(mailItem(), "phone-1", after(60));
    const again = mailItem({ resentFor: "phone-1" });
    expect(await todos.due(after(60), 10)).toEqual([{ kind: "mail", mail: again }]);
  });

  it("a mail is sent again once for each task, and remembers where it went", async () => {
    const { cases, mails, todos } = stores();
    await cases.create(caseItem(), { subject: "SMPN 1" });
    await cases.markStarted(caseId, mondayMorning);
    await mails.add(mailItem());
    await mails.markSent(mailItem(), after(1), "satu@contoh.test");
    await mails.sendAgain(mailItem(), "phone-1", after(2));
    const again = mailItem({ resentFor: "phone-1" });
    await mails.markSent(again, after(3), "dua@contoh.test");
    await mails.sendAgain(mailItem(), "phone-1", after(4));
    expect(await todos.due(after(99), 10)).toEqual([]);
    expect((await cases.dossier(caseId))?.mails[0]).toMatchObject({
      state: "sent",
      deliveries: [
        { address: "satu@contoh.test", at: after(1) },
        { address: "dua@contoh.test", at: after(3) },
      ],
    });
  });

  it("an attempt that was under way when a mail was put back does not count", async () => {
    const { mails, todos } = stores();
    await mails.add(mailItem());
    await mails.sendAgain(mailItem(), "phone-1", after(2));
    await mails.markSent(mailItem(), after(3), "lama@contoh.test");
    await mails.markFailed(mailItem(), null);
    await mails.markByHand(mailItem());
    expect(await todos.due(after(99), 10)).toEqual([{ kind: "mail", mail: mailItem({ resentFor: "phone-1" }) }]);
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
