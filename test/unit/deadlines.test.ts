import { describe, expect, it } from "vitest";
import { openLink } from "../../functions/domain/access/open-link.ts";
import { member, people, requesterEmail } from "../support/builders.ts";
import { linksIn } from "../support/mail-links.ts";
import { player } from "../support/player.ts";
import { anotherTime, proposedSlots, visitScript } from "../support/scripts/official-visit.ts";

describe("Sc3: the visitor never answers", () => {
  it("at the deadline of five working days the case expires, and the closing mail is sent", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("choose-other-time", anotherTime);
    const { deadlineAt } = await work.task(caseId);
    expect(deadlineAt?.slice(0, 16)).toBe("2026-11-30T02:00");

    work.clock.set(Date.parse(deadlineAt ?? "") - 1_000);
    expect((await work.sweep()).deadline).toBe(0);
    work.clock.set(deadlineAt ?? "");
    expect((await work.sweep()).deadline).toBe(1);
    const { case: item, tasks } = await work.dossier(caseId);
    expect(item.ending).toBe("KEDALUWARSA");
    expect(tasks.at(-1)?.answer).toMatchObject({ outcome: "kedaluwarsa", person: "system", channel: "system" });
    expect(work.mailer.to(requesterEmail).at(-1)?.subject).toBe(
      `Permohonan ${caseId} kami tutup karena belum ada jawaban`,
    );
    expect(await work.sweep()).toMatchObject({ deadline: 0, resume: 0, mail: 0 });
  });

  it("is reminded after two and four working days with what was asked, how to answer, and until when", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("choose-other-time", anotherTime, {});
    const asked = work.mailer.to(requesterEmail).length;
    const reminders = () => work.mailer.to(requesterEmail).slice(asked);
    for (const [instant, count] of [
      ["2026-11-25T01:59:00Z", 0],
      ["2026-11-25T02:01:00Z", 1],
      ["2026-11-26T02:01:00Z", 1],
      ["2026-11-27T02:01:00Z", 2],
    ] as const) {
      work.clock.set(instant);
      await work.sweep();
      expect(reminders()).toHaveLength(count);
    }
    const [mail] = reminders();
    expect(mail?.subject).toBe(`Menunggu jawaban Bapak/Ibu: kunjungan SMPN 1 Contoh (${caseId})`);
    expect(mail?.text).toContain("Kapan Anda dapat berkunjung?");
    expect(mail?.text).toContain("Mohon dijawab paling lambat Senin, 30 November 2026, pukul 09.00 WIB");
    expect(linksIn(mail).map(({ outcome }) => outcome)).toEqual(["pilih", "usul-lain", null]);
  });

  it("in English, where that was chosen", async () => {
    const work = player(visitScript);
    const caseId = await work.submit({}, { language: "en" });
    await work.playTo(caseId, "choose-other-time", anotherTime);
    work.clock.set("2026-11-25T02:01:00Z");
    await work.sweep();
    const mail = work.mailer.to(requesterEmail).at(-1);
    expect(mail?.subject).toBe(`Waiting for your answer: visit SMPN 1 Contoh (${caseId})`);
    expect(mail?.text).toContain("Please answer by Monday, 30 November 2026, 09:00 WIB");
  });

  it("holidays inside the five working days move the deadline", async () => {
    const work = player(visitScript);
    work.clock.set("2026-12-21T02:00:00.000Z");
    const slots = ["2027-01-04", "2027-01-06", "2027-01-07"].map((date) => ({ date, start: "09:00", end: "11:00" }));
    const caseId = await work.caseAt(
      "choose-other-time",
      { ...anotherTime, reply: { outcome: "tidak", values: { proposedSlots: slots } } },
      { preferredDate: "2027-01-11", letterDate: "2026-12-18" },
    );
    expect((await work.task(caseId)).deadlineAt?.slice(0, 10)).toBe("2026-12-30");
  });

  it("an answer in the last minute still counts", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("choose-other-time", anotherTime);
    const { deadlineAt } = await work.task(caseId);
    work.clock.set(Date.parse(deadlineAt ?? "") - 500);
    await work.answer(caseId, { outcome: "pilih", by: "requester", values: { slot: proposedSlots[0] } });
    work.clock.advance({ days: 1 });
    expect((await work.sweep()).deadline).toBe(0);
    expect((await work.task(caseId)).step).toBe("check-schedule");
  });

  it("of the visitor and the deadline in the same moment, one wins and the other does no harm", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("choose-other-time", anotherTime);
    work.clock.set((await work.task(caseId)).deadlineAt ?? "");
    work.on.before("tasks.decide", () =>
      work.answer(caseId, { outcome: "pilih", by: "requester", values: { slot: proposedSlots[0] } }),
    );
    expect(await work.sweep()).toMatchObject({ deadline: 0, failed: 1 });
    expect((await work.task(caseId)).step).toBe("check-schedule");
    expect(await work.sweep()).toMatchObject({ deadline: 0, failed: 0 });
  });

  it("while outside parties think, the agency's standard time does not run", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("choose-other-time", anotherTime);
    work.clock.advance({ days: 4 });
    await work.answer(caseId, { outcome: "pilih", by: "requester", values: { slot: proposedSlots[0] } });
    const { dueAt, openedAt } = await work.task(caseId);
    expect(Date.parse(dueAt ?? "") - Date.parse(openedAt)).toBe(20 * 60_000);
  });
});

describe("due times", () => {
  it("run in office hours only: what opens at night is due the next morning", async () => {
    const work = player(visitScript);
    work.clock.set("2026-11-28T13:00:00.000Z");
    const caseId = await work.submit({ preferredDate: "2026-12-09" });
    expect((await work.task(caseId)).dueAt?.slice(0, 16)).toBe("2026-11-30T00:32");
  });

  it("of the guest book run from the beginning of the visit", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("sign-guest-book");
    expect(await work.task(caseId)).toMatchObject({
      availableFrom: "2026-12-02T01:00:00.000Z",
      dueAt: "2026-12-02T02:05:00.000Z",
      deadlineAt: null,
    });
  });

  it("an official who is late is reminded with the same buttons, the post above is told, and nothing is decided for them", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    // Late since days, and the day of the visit is not near yet.
    work.clock.set("2026-11-27T03:00:00Z");
    await work.sweep();
    await work.sweep();
    const [asked, reminded, ...more] = work.mailer.to(people.divisionHead.email);
    expect(more).toEqual([]);
    expect(reminded?.subject).toBe(`Pengingat: ${asked?.subject ?? ""}`);
    expect(reminded?.text).toMatch(/belum selesai dan terlambat \d hari kerja/);
    expect(linksIn(reminded)).toEqual(linksIn(asked));
    const [told] = work.mailer.to(people.agencyHead.email);
    expect(told?.subject).toMatch(/^Terlambat: kunjungan SMPN 1 Contoh, menunggu Kepala Bidang Perpustakaan/);
    expect((await work.task(caseId)).step).toBe("decide");
  });
});

describe("somebody who came to a post since its task was opened", () => {
  it("answers by the reminder as whoever was asked", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    await work.sweep();
    const second = member("ratna", "Ratna Dewi, M.M.", ["library-division-head"]);
    work.agencies.now.staff = [...work.agencies.now.staff, second];
    work.clock.set("2026-11-27T03:00:00Z");
    await work.sweep();
    const [link] = linksIn(work.mailer.to(second.email)[0]);
    expect(await openLink(work, link?.id ?? "")).toMatchObject({ link: { caseId, person: "staff:ratna" } });
  });
});

describe("a task at which nobody waits any more", () => {
  /** An execution before this one opened it just as the case was moved on; it is due now. */
  async function outrun(times: { remindAt?: string; deadlineAt: string | null }) {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    await work.sweep();
    const before = await work.task(caseId);
    const { case: item } = await work.dossier(caseId);
    await work.cases.nextRun(caseId, 1, { from: { step: "recommend" }, at: work.clock.at(), faults: null });
    const moved = { ...before, id: "moved", step: "recommend", actor: "service-section-head" as const, run: 2 };
    const { remindAt: _remindAt, ...later } = moved;
    await work.tasks.open({ ...later, deadlineAt: null });
    await work.tasks.setAside(caseId, before.id, 1);
    const { remindAt: _before, ...left } = before;
    await work.tasks.open({ ...left, id: "left", ...times });
    expect(item.run ?? 1).toBe(1);
    await work.cases.lookAgain(caseId, "2026-12-31T00:00:00.000Z");
    work.clock.advance({ minutes: 2 });
    return { work, caseId, left: async () => (await work.dossier(caseId)).tasks.find(({ id }) => id === "left") };
  }

  it("is remembered for no reminder, which the sweep would meet again each minute", async () => {
    const { left, work } = await outrun({ remindAt: "2026-11-23T02:00:00.000Z", deadlineAt: null });
    const mails = work.mailer.sent.length;
    expect(await work.sweep()).toMatchObject({ reminder: 1, failed: 0 });
    expect(await work.sweep()).toMatchObject({ reminder: 0, failed: 0 });
    expect((await left())?.setAside).toBeDefined();
    expect(work.mailer.sent).toHaveLength(mails);
  });

  it("nor for its deadline", async () => {
    const { left, work } = await outrun({ deadlineAt: "2026-11-23T02:00:00.000Z" });
    expect(await work.sweep()).toMatchObject({ deadline: 1, failed: 0 });
    expect(await work.sweep()).toMatchObject({ deadline: 0, failed: 0 });
    expect((await left())?.answer).toBeNull();
  });

  it("of a case that is gone is looked at once", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    const task = await work.task(caseId);
    await work.tasks.open({ ...task, caseId: "KJG-2026-99999", remindAt: "2026-11-23T02:00:00.000Z" });
    work.clock.advance({ minutes: 2 });
    expect(await work.sweep()).toMatchObject({ reminder: 1, failed: 0 });
    expect(await work.sweep()).toMatchObject({ reminder: 0, failed: 0 });
  });
});

describe("the sweep", () => {
  it("goes on with the rest when one piece of work fails", async () => {
    const work = player(visitScript);
    await work.sweep();
    work.on.crashBefore("workflow.start");
    const first = await work.submit();
    work.on.crashBefore("workflow.start");
    const second = await work.submit();
    work.clock.advance({ minutes: 1 });
    work.on.crashBefore("workflow.start");
    expect(await work.sweep()).toMatchObject({ execution: 1, failed: 1 });
    expect(await work.sweep()).toMatchObject({ execution: 1, failed: 0 });
    for (const caseId of [first, second]) expect((await work.task(caseId)).step).toBe("register-letter");
  });

  it("leaves alone what is being carried out right now", async () => {
    const work = player(visitScript);
    work.on.crashBefore("workflow.start");
    await work.submit();
    expect((await work.sweep()).execution).toBe(0);
  });
});
