import { describe, expect, it, test } from "vitest";
import { possibleWithdrawal, withdraw } from "../../functions/domain/task/withdraw.ts";
import { people, requesterEmail } from "../support/builders.ts";
import { player, type Player } from "../support/player.ts";
import { anotherTime, visitScript } from "../support/scripts/official-visit.ts";

async function withdrawNow(work: Player, caseId: string, note = ""): Promise<void> {
  await withdraw(work, await work.dossier(caseId), note, "link-code");
}

const stepsBeforeTheVisit = [
  "register-letter",
  "check-schedule",
  "recommend",
  "decide",
  "reply",
  "choose-other-time",
  "accept-companionship",
  "replace-companion",
  "sign-guest-book",
];

const wayTo = (step: string) => ({
  ...(step === "choose-other-time" ? anotherTime : {}),
  ...(step === "replace-companion" ? { "accept-companionship": { outcome: "berhalangan", note: "Sakit." } } : {}),
});

/** Once the reply has left, the front office has been told of the visit. */
const afterTheReply = ["accept-companionship", "replace-companion", "sign-guest-book"];

describe("X1: a requester withdraws", () => {
  test.each(stepsBeforeTheVisit)("while %s waits: the case ends, and who knew of it is told", async (step) => {
    const work = player(visitScript);
    const caseId = await work.caseAt(step, wayTo(step));
    await withdrawNow(work, caseId, "Ujian dimajukan.");
    await work.flow.settle();
    const { case: item, tasks } = await work.dossier(caseId);
    expect(item.ending).toBe("DIBATALKAN");
    expect(tasks.every((task) => task.answer !== null)).toBe(true);
    expect(work.mailer.to(requesterEmail).at(-1)?.subject).toBe(`Kunjungan ${caseId} dibatalkan`);
    const notices = work.mailer.sent.filter(({ subject }) => subject.startsWith("Kunjungan dibatalkan"));
    const told = {
      [people.frontOffice.email]: afterTheReply.includes(step),
      [people.divisionHead.email]: stepsBeforeTheVisit.indexOf(step) >= stepsBeforeTheVisit.indexOf("decide"),
      [people.companion.email]: afterTheReply.includes(step),
      [people.otherCompanion.email]: false,
    };
    for (const [email, knew] of Object.entries(told)) {
      const own = notices.filter(({ to }) => to.address === email);
      expect([email, own.length]).toEqual([email, knew ? 1 : 0]);
      if (knew) expect(own[0]?.text).toContain('oleh pemohon, dengan alasan "Ujian dimajukan"');
    }
  });

  it("tells the companion, once there is one", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("sign-guest-book");
    await withdrawNow(work, caseId);
    await work.flow.settle();
    expect(work.mailer.to(people.companion.email).at(-1)?.subject).toContain("Kunjungan dibatalkan");
    expect(work.mailer.to(people.otherCompanion.email)).toEqual([]);
  });

  it("while no task is open: it is kept, and the next task is decided with it at once", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("recommend");
    work.on.crashBefore("tasks.open");
    await work.playTo(caseId, "decide").catch(() => undefined);
    await withdrawNow(work, caseId);
    expect((await work.dossier(caseId)).tasks.filter((task) => task.answer === null)).toEqual([]);
    await work.flow.settle();
    expect((await work.dossier(caseId)).tasks.at(-1)).toMatchObject({
      step: "decide",
      answer: { outcome: "dibatalkan" },
    });
    expect(work.mailer.to(people.divisionHead.email)).toEqual([]);
    work.clock.advance({ minutes: 1 });
    await work.sweep();
    expect((await work.dossier(caseId)).case.ending).toBe("DIBATALKAN");
  });

  it("who answers in the same moment does not make it fail: the next task is decided with it", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("recommend");
    work.on.before("tasks.decide", () => work.playTo(caseId, "decide"));
    await withdrawNow(work, caseId);
    await work.flow.settle();
    work.clock.advance({ minutes: 1 });
    await work.sweep();
    expect((await work.dossier(caseId)).case.ending).toBe("DIBATALKAN");
  });

  it("twice is as once", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    const before = await work.dossier(caseId);
    await Promise.all(
      [1, 2].map((each) => withdraw(work, before, `Alasan ${each}`, "link-code").catch(() => undefined)),
    );
    await work.flow.settle();
    const { case: item } = await work.dossier(caseId);
    expect(item.ending).toBe("DIBATALKAN");
    expect(work.mailer.to(requesterEmail).filter(({ subject }) => subject.includes("dibatalkan"))).toHaveLength(1);
  });

  it("with a note that cannot be kept is refused, and nothing is half stored", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    await expect(withdrawNow(work, caseId, "rusak\u0000")).rejects.toMatchObject({
      kind: "invalid",
      fields: { note: { id: "Hapus karakter khusus yang tidak terlihat." } },
    });
    expect((await work.dossier(caseId)).case.withdrawal).toBeUndefined();
  });

  it("asked again after a lost reply, it is answered as the first time", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("recommend");
    await withdrawNow(work, caseId, "Ujian dimajukan.");
    await expect(withdrawNow(work, caseId, "Ujian dimajukan.")).resolves.toBeUndefined();
    await work.flow.settle();
    await expect(withdrawNow(work, caseId)).resolves.toBeUndefined();
    expect((await work.dossier(caseId)).case.withdrawal?.note).toBe("Ujian dimajukan.");
  });
});

describe("it is too late to withdraw", () => {
  it("once the visitors are in the house", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("guide-visitors");
    expect(possibleWithdrawal(await work.dossier(caseId))).toBeNull();
    await expect(withdrawNow(work, caseId)).rejects.toMatchObject({
      kind: "stale",
      text: { id: "Permohonan ini tidak dapat dibatalkan lagi. Hubungi kantor bila ada perubahan." },
    });
  });

  test.each(["guide-visitors", "never"])("nor in the moment before %s", async (step) => {
    const work = player(visitScript);
    const caseId = await work.caseAt(step === "never" ? "guide-visitors" : "sign-guest-book");
    work.clock.set("2026-12-02T05:00:00.000Z");
    work.on.crashBefore(step === "never" ? "cases.markEnded" : "tasks.open");
    await work.playTo(caseId, "never").catch(() => undefined);
    expect(possibleWithdrawal(await work.dossier(caseId))).toBeNull();
  });

  it("once the case has ended", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("never");
    await expect(withdrawNow(work, caseId)).rejects.toMatchObject({ kind: "stale" });
  });
});
