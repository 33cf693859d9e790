/** A host who says nothing: reminded, telephoned, and at noon of the eve the section head chooses (Sc3). */
import { describe, expect, it } from "vitest";
import type { FactView } from "../../../functions/contract/shared.ts";
import { publicSchedule } from "../../../functions/domain/booking/public-schedule.ts";
import { isOver } from "../../../functions/domain/case/case-file.ts";
import type { TaskItem } from "../../../functions/domain/case/records.ts";
import { makeChange } from "../../../functions/domain/change/make-change.ts";
import { addDays } from "../../../statemachines/form/dates.ts";
import { people } from "../../support/builders.ts";
import { browser } from "../../support/http.ts";
import { player, type Player } from "../../support/player.ts";
import { hostEmail, stopDay, stopPlan, stopScript } from "../../support/scripts/mobile-library.ts";

async function shown(work: Player) {
  const { stops } = await publicSchedule(work);
  return stops.map(({ date, place, postponed }) => ({ date, place, postponed }));
}

async function calls(work: Player, caseId: string): Promise<TaskItem[]> {
  return (await work.dossier(caseId)).tasks.filter(({ step }) => step === "call-silent-host");
}

describe("Sc3: the host never answers", () => {
  it("at noon of the eve the section head has to choose, and may go ahead with a confirmation by phone", async () => {
    const work = player(stopScript);
    const caseId = await work.submit();
    await work.playTo(caseId, "confirm");
    const { deadlineAt } = await work.task(caseId);
    expect(deadlineAt).toBe(new Date(`${addDays(stopDay, -1)}T12:00:00+07:00`).toISOString());
    work.clock.set(Date.parse(String(deadlineAt)) + 60_000);
    await work.sweep();
    expect(await work.task(caseId)).toMatchObject({ step: "act-on-silence", actor: "service-section-head" });
    await expect(work.answerAsUsual(caseId, { values: {} })).rejects.toMatchObject({ kind: "invalid" });
    await work.answerAsUsual(caseId);
    expect((await work.task(caseId)).step).toBe("prepare");
  });

  it("is reminded after two office hours", async () => {
    const work = player(stopScript);
    const caseId = await work.submit();
    await work.playTo(caseId, "confirm");
    const before = work.mailer.to(hostEmail).length;
    work.clock.set("2026-11-23T04:01:00Z");
    await work.sweep();
    const [mail, ...more] = work.mailer.to(hostEmail).slice(before);
    expect(more).toEqual([]);
    expect(mail?.text).toContain("Siapkah Anda menerima layanan keliling");
  });

  it("somebody telephones on the next working day, once, and sees whom and why", async () => {
    const work = player(stopScript);
    const caseId = await work.submit();
    await work.playTo(caseId, "confirm");
    work.clock.set("2026-11-24T01:59:00Z");
    await work.sweep();
    expect(await calls(work, caseId)).toEqual([]);
    work.clock.set("2026-11-24T02:01:00Z");
    await work.sweep();
    await work.sweep();
    const [call, ...more] = await calls(work, caseId);
    expect(more).toEqual([]);
    expect(call).toMatchObject({ actor: "service-section-head", answer: null });
    expect(call?.dueAt?.slice(0, 16)).toBe("2026-11-25T02:01");
    const path = `/api/staff/tasks/${caseId}/${call?.id ?? ""}`;
    const page = await browser(work).get(path, { as: people.sectionHead });
    const facts = page.body["facts"] as FactView[];
    expect(facts.find(({ name }) => name === "phone-number")?.value).toMatch(/\d{6}/);
    expect(facts.find(({ name }) => name === "phone-question")?.value).toContain(
      "Siapkah Anda menerima layanan keliling",
    );
    const answer = { outcome: "sudah-dihubungi", note: "Siap, kata Bu Wulan.", values: {} };
    const told = await browser(work).post(path, answer, { as: people.sectionHead });
    expect(told.status).toBe(200);
    work.clock.advance({ days: 1 });
    await work.sweep();
    expect(await calls(work, caseId)).toHaveLength(1);
    expect((await work.task(caseId)).step).toBe("confirm");
  });

  it.each([
    ["the host answers after all", async (work: Player, caseId: string) => work.answerAsUsual(caseId)],
    [
      "an officer records the answer",
      async (work: Player, caseId: string) =>
        work.answer(caseId, { outcome: "ya", by: people.sectionHead.id, channel: "phone" }),
    ],
    [
      "the noon of the eve has come",
      async (work: Player) => {
        work.clock.set(`${addDays(stopDay, -1)}T12:01:00+07:00`);
        await work.sweep();
      },
    ],
    [
      "the stop is cancelled",
      async (work: Player, caseId: string) => {
        await makeChange(work, await work.dossier(caseId), people.divisionHead, {
          ...{ operation: "cancel", seen: 0, reason: "Mobil rusak berat.", values: {} },
        });
      },
    ],
  ])("nobody has to telephone any more once %s", async (_, then) => {
    const work = player(stopScript);
    const caseId = await work.submit();
    await work.playTo(caseId, "confirm");
    work.clock.set("2026-11-24T02:01:00Z");
    await work.sweep();
    expect((await calls(work, caseId)).map(isOver)).toEqual([false]);
    await then(work, caseId);
    await work.flow.settle();
    const [call] = await calls(work, caseId);
    expect([call?.answer, call?.setAside]).toEqual([null, expect.any(Number)]);
    const { sectionHead } = people;
    const inbox = await Array.fromAsync(work.tasks.inbox(sectionHead.roles));
    expect(inbox.filter(({ task }) => task.step === "call-silent-host")).toEqual([]);
  });

  it("nobody telephones where the eve comes first", async () => {
    const work = player(stopScript);
    const caseId = await work.submit();
    // Monday 7 December, 15.00: a working day later would be after Tuesday noon.
    work.clock.set(Date.parse("2026-12-07T08:00:00.000Z"));
    await work.playTo(caseId, "confirm");
    expect((await work.task(caseId)).deadlineAt).toBe("2026-12-08T05:00:00.000Z");
    work.clock.set("2026-12-08T05:01:00.000Z");
    await work.sweep();
    expect((await work.task(caseId)).step).toBe("act-on-silence");
    expect(await calls(work, caseId)).toEqual([]);
  });

  it("the eve of a Monday is the Friday before, and that of the day after a holiday the last working day", async () => {
    const work = player(stopScript);
    const { calendar } = work.agencies.now.settings;
    work.agencies.now.settings = {
      ...work.agencies.now.settings,
      calendar: { ...calendar, holidays: [{ date: "2026-12-04", name: "Hari jadi", kind: "local" }] },
    };
    const caseId = await work.caseAt("confirm", { plan: { values: stopPlan({ date: "2026-12-07" }) } });
    expect((await work.task(caseId)).deadlineAt).toBe("2026-12-03T05:00:00.000Z");
  });

  it("or the plan is changed", async () => {
    const work = player(stopScript);
    const caseId = await work.submit();
    await work.playTo(caseId, "confirm");
    work.clock.set(`${addDays(stopDay, -1)}T12:01:00+07:00`);
    await work.sweep();
    await work.answerAsUsual(caseId, { outcome: "ubah", note: "Nomor tidak aktif.", values: {} });
    expect((await work.task(caseId)).step).toBe("change-plan");
    expect(await shown(work)).toEqual([{ date: stopDay, place: "SDN 2 Contoh", postponed: true }]);
  });
});
