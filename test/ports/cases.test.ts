import { expect, it } from "vitest";
import { answer, caseItem, mailItem, mondayMorning, taskItem } from "../support/builders.ts";
import { onEveryStore } from "./stores.ts";

const caseId = caseItem().id;
const binding = { procedure: "official-visit", entryChannel: "public", sender: "h".repeat(64) } as const;
const later = "2026-11-23T03:00:00.000Z";

onEveryStore("cases", (stores) => {
  it("numbers are unique at any concurrency, per procedure and year", async () => {
    const { cases } = stores();
    const numbers = await Promise.all(Array.from({ length: 50 }, () => cases.nextNumber("KJG", 2026)));
    expect(new Set(numbers).size).toBe(50);
    expect(Math.max(...numbers)).toBe(50);
    expect(await cases.nextNumber("KJG", 2027)).toBe(1);
    expect(await cases.nextNumber("PKL", 2026)).toBe(1);
  });

  it("a submission is tied to one case: the first that claims it", async () => {
    const { cases } = stores();
    const claimed = (id: string, claim: string) => cases.claimSubmission(id, { ...binding, caseId: claim });
    const claims = await Promise.all(["a", "b", "c"].map((claim) => claimed("submission", claim)));
    expect(new Set(claims.map((claim) => claim.caseId)).size).toBe(1);
    expect(await claimed("submission", "d")).toEqual(claims[0]);
    expect(await claimed("other", "d")).toEqual({ ...binding, caseId: "d" });
    expect(await cases.submission("submission")).toEqual(claims[0]);
    expect(await cases.submission("never sent")).toBeNull();
  });

  it("a letter is tied to the case that had it first, however many come at once", async () => {
    const { cases } = stores();
    expect(await cases.letter("hash")).toBeNull();
    const owner = (index: number) => ({ caseId: `KJG-2026-${index}`, submissionId: `submission-${index}` });
    const claims = await Promise.all(Array.from({ length: 20 }, (_, index) => cases.claimLetter("hash", owner(index))));
    expect(new Set(claims.map(({ caseId: id }) => id)).size).toBe(1);
    expect(await cases.claimLetter("hash", owner(99))).toEqual(claims[0]);
    expect(await cases.letter("hash")).toEqual(claims[0]);
    expect(await cases.claimLetter("another", owner(99))).toEqual(owner(99));
  });

  it("a submission is known to be carried out only when somebody said so", async () => {
    const { cases } = stores();
    await cases.claimSubmission("calendar:a:2026-11-23", { caseId });
    await cases.claimSubmission("calendar:b:2026-11", { caseId: "RAK-2026-00001" });
    const asked = ["calendar:a:2026-11-23", "calendar:b:2026-11", "calendar:c:2026-11"];
    expect(await cases.carriedOut(asked)).toEqual([]);
    await cases.markCarriedOut("calendar:b:2026-11");
    await cases.markCarriedOut("calendar:b:2026-11");
    expect(await cases.carriedOut(asked)).toEqual(["calendar:b:2026-11"]);
    expect(await cases.carriedOut([])).toEqual([]);
    const again = await cases.claimSubmission("calendar:b:2026-11", { caseId: "another" });
    expect(again.caseId).toBe("RAK-2026-00001");
    await expect(cases.markCarriedOut("calendar:c:2026-11")).rejects.toThrow();
  });

  it("a case is stored once; storing it again changes nothing", async () => {
    const { cases } = stores();
    expect(await cases.create(caseItem(), { subject: "SMPN 1" })).toBe(true);
    await cases.markStarted(caseId, later);
    expect(await cases.create(caseItem({ language: "en" }), { subject: "SMPN 1" })).toBe(false);
    expect((await cases.dossier(caseId))?.case).toMatchObject({ ...caseItem(), startedAt: later });
  });

  it("the dossier has the case with its tasks and mails in order, and nothing of others", async () => {
    const { cases, mails, tasks } = stores();
    await cases.create(caseItem(), { subject: "SMPN 1" });
    await tasks.open(taskItem({ id: "b", openedAt: later }));
    await tasks.open(taskItem({ id: "c" }));
    await tasks.open(taskItem({ caseId: `${caseId}0`, id: "a" }));
    await mails.add(mailItem({ id: "later", createdAt: later }));
    await mails.add(mailItem({ id: "zero" }));
    const dossier = await cases.dossier(caseId);
    expect(dossier?.tasks).toEqual([taskItem({ id: "c" }), taskItem({ id: "b", openedAt: later })]);
    expect(dossier?.mails.map(({ id }) => id)).toEqual(["zero", "later"]);
    expect(await cases.dossier("KJG-2026-99999")).toBeNull();
  });

  it("a case with much in it is read whole", async () => {
    const { cases, mails } = stores();
    await cases.create(caseItem(), { subject: "SMPN 1" });
    const body = { paragraphs: ["x".repeat(100_000)], buttons: [], closing: [] };
    for (let index = 0; index < 15; index += 1) await mails.add(mailItem({ id: `mail-${index}`, body }));
    expect((await cases.dossier(caseId))?.mails).toHaveLength(15);
  });

  it("the end is kept; ending again keeps the first time", async () => {
    const { cases } = stores();
    await cases.create(caseItem(), { subject: "SMPN 1" });
    await cases.markEnded(caseId, "SELESAI", mondayMorning);
    await cases.markEnded(caseId, "SELESAI", later);
    expect((await cases.dossier(caseId))?.case).toMatchObject({ ending: "SELESAI", endedAt: mondayMorning });
  });

  it("the first withdrawal is kept", async () => {
    const { cases } = stores();
    await cases.create(caseItem(), { subject: "SMPN 1" });
    expect((await cases.withdraw(caseId, answer({ note: "satu" }))).note).toBe("satu");
    expect((await cases.withdraw(caseId, answer({ note: "dua" }))).note).toBe("satu");
    expect((await cases.dossier(caseId))?.case.withdrawal).toEqual(answer({ note: "satu" }));
  });

  it("a mail problem is forgotten with its address, and only with that", async () => {
    const { cases } = stores();
    await cases.create(caseItem(), { subject: "SMPN 1" });
    const problem = { address: "lama@contoh.test", fate: "bounced", at: later } as const;
    await cases.recordMailProblem(caseId, problem);
    await cases.clearMailProblem(caseId, "baru@contoh.test");
    expect((await cases.dossier(caseId))?.case.mailProblem).toEqual(problem);
    await cases.clearMailProblem(caseId, "lama@contoh.test");
    await cases.clearMailProblem(caseId, "lama@contoh.test");
    expect((await cases.dossier(caseId))?.case.mailProblem).toBeUndefined();
  });

  it("what stopped a case is on it", async () => {
    const { cases } = stores();
    await cases.create(caseItem(), { subject: "SMPN 1" });
    const faults = { place: "decide", count: 3, at: later };
    await cases.recordProblem(caseId, "decide: States.Timeout", faults);
    expect((await cases.dossier(caseId))?.case).toMatchObject({ problem: "decide: States.Timeout", faults });
  });

  it("of many that want to begin the next execution of a case, one does", async () => {
    const { cases } = stores();
    await cases.create(caseItem(), { subject: "SMPN 1" });
    const from = { step: "decide", outcome: "ya" };
    for (const after of [1, 2]) {
      const next = { from, at: later, faults: null };
      const won = await Promise.all(Array.from({ length: 50 }, () => cases.nextRun(caseId, after, next)));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect((await cases.dossier(caseId))?.case).toMatchObject({ run: after + 1, resumeAt: from });
    }
  });

  it("a next execution has not started, has no problem yet, and may begin at the beginning", async () => {
    const { cases } = stores();
    await cases.create(caseItem(), { subject: "SMPN 1" });
    await cases.markStarted(caseId, later);
    const faults = { place: "decide", count: 3, at: later };
    await cases.recordProblem(caseId, "decide: States.Timeout", faults);
    await cases.nextRun(caseId, 1, { from: { step: "decide" }, at: later, faults });
    expect((await cases.dossier(caseId))?.case).toMatchObject({ run: 2, faults });
    await cases.nextRun(caseId, 2, { from: null, at: later, faults: null });
    const item = (await cases.dossier(caseId))?.case;
    for (const gone of ["startedAt", "problem", "faults", "resumeAt"]) expect(item).not.toHaveProperty(gone);
  });

  it("a case that has ended gets no execution any more, and nobody looks at it again", async () => {
    const { cases, todos } = stores();
    await cases.create(caseItem(), { subject: "SMPN 1" });
    await cases.markEnded(caseId, "SELESAI", later);
    expect(await cases.nextRun(caseId, 1, { from: null, at: later, faults: null })).toBe(false);
    await cases.lookAgain(caseId, later);
    expect(await todos.due("2099-01-01T00:00:00.000Z", 10)).toEqual([]);
  });

  it("a case that does not exist cannot be changed into existence", async () => {
    const { cases } = stores();
    await expect(cases.markStarted(caseId, later)).rejects.toThrow();
    await expect(cases.markEnded(caseId, "SELESAI", later)).rejects.toThrow();
    await expect(cases.withdraw(caseId, answer())).rejects.toThrow();
    expect(await cases.dossier(caseId)).toBeNull();
  });

  it("lists have the newest first, open and ended apart, page by page", async () => {
    const { cases } = stores();
    const ids = Array.from({ length: 5 }, (_, index) => `KJG-2026-0000${index}`);
    for (const [index, id] of ids.entries()) {
      await cases.create(caseItem({ id, createdAt: `2026-11-23T0${index}:00:00.000Z` }), { subject: "SMPN 1" });
    }
    await cases.markEnded("KJG-2026-00002", "DITUTUP", later);
    const first = await cases.list({ open: true, limit: 3 });
    const second = await cases.list({ open: true, limit: 3, before: first.next ?? "" });
    expect(first.items.map(({ id }) => id)).toEqual(["KJG-2026-00004", "KJG-2026-00003", "KJG-2026-00001"]);
    expect(second.items.map(({ id }) => id)).toEqual(["KJG-2026-00000"]);
    expect(second.next).toBeNull();
    expect((await cases.list({ open: false, limit: 3 })).items.map(({ id }) => id)).toEqual(["KJG-2026-00002"]);
  });

  it("a case tells which cases name it, each once, also when the naming comes first or twice at once", async () => {
    const { cases } = stores();
    const naming = "PSL-2026-00001";
    await cases.link(caseId, naming);
    await cases.create(caseItem(), { subject: "SMPN 1" });
    await Promise.all([cases.link(caseId, naming), cases.link(caseId, naming), cases.link(caseId, "PSL-2026-00002")]);
    const dossier = await cases.dossier(caseId);
    expect([...(dossier?.namedBy ?? [])].toSorted()).toEqual([naming, "PSL-2026-00002"]);
    expect(dossier?.case).toMatchObject(caseItem());
  });
});
