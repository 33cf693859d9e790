import { describe, expect, test } from "vitest";
import { messageName } from "../../functions/adapters/ses/message-name.ts";
import { outgoingId } from "../../functions/domain/mail/render-mail.ts";
import { keys } from "../../functions/adapters/items/keys.ts";
import { decide } from "../../functions/domain/task/decide-task.ts";
import { contactOf } from "../../functions/domain/case/contact.ts";
import { openAsides, openTasks } from "../../functions/domain/case/case-file.ts";
import type { Dossier, TaskItem } from "../../functions/domain/case/records.ts";
import { mailProblemText, recordMailProblem, type MailReport } from "../../functions/domain/mail/delivery-failure.ts";
import { candidateOf } from "../../functions/domain/task/permission.ts";
import { mailItem, people, requesterEmail } from "../support/builders.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const newAddress = "kepala@smpn1.sch.test";

async function bounce(work: Player, caseId: string, overrides: Partial<MailReport> = {}): Promise<void> {
  await recordMailProblem(work, { caseId, fate: "bounced", addresses: [requesterEmail], ...overrides });
}

async function phoneTask(work: Player, caseId: string): Promise<TaskItem> {
  const [task, ...more] = openAsides(await work.dossier(caseId));
  if (!task || more.length > 0) throw new Error("not one phone task");
  return task;
}

async function answerPhone(work: Player, caseId: string, outcome: string, values = {}, note = ""): Promise<void> {
  const registrar = { ...candidateOf(people.registrar), name: people.registrar.name, channel: "staff" } as const;
  const task = await phoneTask(work, caseId);
  await decide(work, await work.dossier(caseId), task, { outcome, values, note }, registrar);
}

function toRequester({ mails }: Dossier) {
  return mails.filter((mail) => mail.to === "requester");
}

describe("a requester whom mail does not reach", () => {
  test("is telephoned by the registrar within a working day, and the flow goes on", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("check-schedule");
    await bounce(work, caseId);
    expect(await phoneTask(work, caseId)).toMatchObject({
      step: "reach-by-phone",
      actor: "mail-registrar",
      about: { address: requesterEmail, fate: "bounced" },
      dueAt: expect.any(String) as string,
      token: "",
    });
    expect((await work.task(caseId)).step).toBe("check-schedule");
    await work.playTo(caseId, "decide");
    expect((await work.task(caseId)).step).toBe("decide");
    expect(mailProblemText(await work.dossier(caseId))).toContain("telepon +6281234567890");
  });

  test("is telephoned once, however often the report comes", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("check-schedule");
    const at = new Date(work.clock.now()).toISOString();
    await Promise.all([bounce(work, caseId, { at }), bounce(work, caseId, { at, fate: "unwanted" })]);
    await answerPhone(work, caseId, "sudah-dihubungi", {}, "Pemohon akan membuka tautan dari WhatsApp.");
    await bounce(work, caseId, { at });
    expect(openAsides(await work.dossier(caseId))).toEqual([]);
    await bounce(work, caseId);
    expect((await phoneTask(work, caseId)).id).toBe("reach-by-phone-2");
  });

  test("what was agreed by phone must be noted, and resumes no workflow", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("check-schedule");
    await bounce(work, caseId);
    await expect(answerPhone(work, caseId, "sudah-dihubungi")).rejects.toMatchObject({ kind: "invalid" });
    work.on.calls.length = 0;
    await answerPhone(work, caseId, "sudah-dihubungi", {}, "Disepakati lewat telepon.");
    expect(work.on.calls).not.toContain("workflow.resume");
    expect(openTasks(await work.dossier(caseId))).toHaveLength(1);
    expect((await work.sweep()).resume).toBe(0);
  });

  test("gets everything again at the new address, once, and both addresses stay in the case", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("check-schedule");
    const before = work.mailer.to(requesterEmail).length;
    expect(before).toBeGreaterThan(0);
    await bounce(work, caseId);
    await answerPhone(work, caseId, "alamat-baru", { contactEmail: newAddress });
    await work.sweep();
    await work.sweep();
    const dossier = await work.dossier(caseId);
    expect(work.mailer.to(newAddress)).toHaveLength(before);
    expect(work.mailer.to(requesterEmail)).toHaveLength(before);
    expect(contactOf(dossier).email).toBe(newAddress);
    expect(dossier.case.mailProblem).toBeUndefined();
    expect(toRequester(dossier)[0]?.deliveries?.map(({ address }) => address)).toEqual([requesterEmail, newAddress]);
    await bounce(work, caseId);
    expect(openAsides(await work.dossier(caseId))).toEqual([]);
  });

  test("has the address that was told taken off the list of those that refused mail, before anything goes there again", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("check-schedule");
    await bounce(work, caseId, { fate: "suppressed" });
    expect(mailProblemText(await work.dossier(caseId))).toContain("sebelumnya menolak email");
    expect(work.mailer.triedAgain).toEqual([]);
    await answerPhone(work, caseId, "alamat-baru", { contactEmail: newAddress });
    await work.sweep();
    expect(new Set(work.mailer.triedAgain)).toEqual(new Set([newAddress]));
    expect(work.on.calls.indexOf("mailer.tryAgain")).toBeLessThan(work.on.calls.lastIndexOf("mailer.send"));
  });

  test("gets its mail all the same when that list cannot be changed", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("check-schedule");
    await bounce(work, caseId);
    work.on.before("mailer.tryAgain", () => {
      throw new Error("no right");
    });
    await answerPhone(work, caseId, "alamat-baru", { contactEmail: newAddress });
    for (let round = 0; round < 3; round += 1) {
      await work.sweep();
      work.clock.advance({ minutes: 1 });
    }
    expect(work.mailer.to(newAddress)).toHaveLength(toRequester(await work.dossier(caseId)).length);
  });

  test("reads of no mail that it was sent, where that very mail did not arrive", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("check-schedule");
    const [mail] = toRequester(await work.dossier(caseId));
    if (!mail) throw new Error("no mail");
    const message = messageName(outgoingId(mail));
    await bounce(work, caseId, { message });
    const states = async () => (await work.dossier(caseId)).mails.map(({ id, state }) => [id === mail.id, state]);
    expect(await states()).toEqual(
      (await work.dossier(caseId)).mails.map(({ id }) => [id === mail.id, id === mail.id ? "failed" : "sent"]),
    );
    await answerPhone(work, caseId, "alamat-baru", { contactEmail: newAddress });
    await work.sweep();
    await bounce(work, caseId, { message });
    expect((await states()).map(([, state]) => state)).toEqual((await states()).map(() => "sent"));
  });

  test.each(["mails.sendAgain", "cases.clearMailProblem", "tasks.markResumed"])(
    "is found again by the sweep after a crash at %s",
    async (call) => {
      const work = player(visitScript);
      const caseId = await work.caseAt("check-schedule");
      await bounce(work, caseId);
      work.on.crashBefore(call);
      await answerPhone(work, caseId, "alamat-baru", { contactEmail: newAddress }).catch(() => undefined);
      for (let round = 0; round < 3; round += 1) {
        work.clock.advance({ minutes: 1 });
        await work.sweep();
      }
      const dossier = await work.dossier(caseId);
      expect(work.mailer.to(newAddress)).toHaveLength(toRequester(dossier).length);
      expect(dossier.case.mailProblem).toBeUndefined();
      expect(dossier.tasks.every((task) => task.answer === null || task.resumed)).toBe(true);
    },
  );

  test("is telephoned when a mail was given up after its last attempt", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("check-schedule");
    const mail = mailItem({ caseId, id: "late-news", attempts: 10 });
    await work.mails.add({ ...mail, notBefore: work.clock.at() });
    work.on.before("mailer.send", () => {
      throw new Error("refused");
    });
    await work.sweep();
    const dossier = await work.dossier(caseId);
    expect(dossier.mails.find(({ id }) => id === "late-news")?.state).toBe("failed");
    expect((await phoneTask(work, caseId)).about?.fate).toBe("given-up");
    expect(dossier.case.mailProblem).toMatchObject({ address: requesterEmail, fate: "given-up" });
  });

  test("without any address has letters that staff pass on, and is telephoned at once", async () => {
    const work = player(visitScript);
    const caseId = await work.submit();
    const { request } = (await work.dossier(caseId)).case;
    await work.memory.items.update(keys.case(caseId), { set: { request: { ...request, contactEmail: "" } } });
    await work.playTo(caseId, "accept-companionship");
    const dossier = await work.dossier(caseId);
    expect(
      toRequester(dossier)
        .filter(({ state }) => state === "by-hand")
        .map(({ letter }) => letter),
    ).toEqual(["visit-confirmed"]);
    expect((await phoneTask(work, caseId)).about).toEqual({ address: "", fate: "no-address" });
    await answerPhone(work, caseId, "alamat-baru", { contactEmail: newAddress });
    await work.sweep();
    expect(work.mailer.to(newAddress)).toHaveLength(1);
  });

  test("a report about an officer's address opens no phone task", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("check-schedule");
    await bounce(work, caseId, { addresses: [people.divisionHead.email] });
    expect(openAsides(await work.dossier(caseId))).toEqual([]);
    expect((await work.dossier(caseId)).case.mailProblem?.address).toBe(people.divisionHead.email);
  });
});
