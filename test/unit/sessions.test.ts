import { describe, expect, it } from "vitest";
import type { TaskView } from "../../functions/contract/decision.ts";
import { appointmentOf } from "../../functions/domain/case/appointment.ts";
import { suggestSessions } from "../../functions/domain/booking/schedule-check.ts";
import { people, requesterEmail, visitDay } from "../support/builders.ts";
import { browser } from "../support/http.ts";
import { player, type Player, type Replies } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const session = (start: string, end: string, headcount: number, date = visitDay) => ({ date, start, end, headcount });
const three = [session("09:00", "10:00", 40), session("10:00", "11:00", 40), session("11:00", "12:00", 40)];

/** A group of 120 that asks for an hour. */
const large = { headcount: 120, preferredStart: "09:00", preferredEnd: "10:00" };
const divided = (sessions: object[]): Replies => ({
  "check-schedule": { values: { availability: "sesuai", sessions } },
  recommend: {
    values: {
      recommendation: "cocok",
      companion: people.companion.id,
      sessionCompanions: [people.otherCompanion.id],
    },
  },
});

async function firm(work: Player): Promise<string[]> {
  const { room } = await work.agencies.settings();
  const books = await work.dayBooks.read(room.name, [visitDay]);
  return books.flatMap(({ bookings }) =>
    bookings.filter(({ state }) => state === "firm").map(({ start, headcount }) => `${start} ${headcount}`),
  );
}

describe("a group above capacity comes in sessions", () => {
  it("is proposed even sessions one after another: 120 persons, 3 of 40", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("check-schedule", {}, large);
    const suggested = await suggestSessions(work, await work.dossier(caseId));
    expect(suggested.map(({ headcount }) => headcount)).toEqual([40, 40, 40]);
    expect(suggested[0]).toMatchObject({ date: visitDay, start: "09:00", end: "10:00" });
  });

  it("is proposed none when the room holds it", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("check-schedule");
    expect(await suggestSessions(work, await work.dossier(caseId))).toEqual([]);
  });

  it("books each session, counts everybody once, and names each companion in the letter", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("accept-companionship", divided(three), large);
    expect(await firm(work)).toEqual(["09:00 40", "10:00 40", "11:00 40"]);
    expect(appointmentOf(await work.dossier(caseId))).toMatchObject({ headcount: 120, slot: { start: "09:00" } });
    const letter = work.mailer.to(requesterEmail).at(-1)?.text ?? "";
    expect(letter).toContain(`09.00-10.00 WIB, 40 orang, didampingi ${people.companion.name}`);
    expect(letter).toContain(`10.00-11.00 WIB, 40 orang, didampingi ${people.otherCompanion.name}`);
    expect(letter).toContain("jumlah : 120 orang");
    expect(work.mailer.to(people.otherCompanion.email).at(-1)?.subject).toContain("Kunjungan dijadwalkan");
  });

  it.each([
    ["less than the group", [session("09:00", "10:00", 50), session("10:00", "11:00", 50)], "100 orang"],
    [
      "more in one than the room holds",
      [session("09:00", "10:00", 60), session("10:00", "11:00", 60)],
      "paling banyak 50",
    ],
    [
      "overlapping",
      [session("09:00", "10:00", 50), session("09:30", "10:30", 50), session("11:00", "12:00", 20)],
      "bertumpang tindih",
    ],
    [
      "outside opening hours",
      [session("03:00", "04:00", 50), session("10:00", "11:00", 50), session("11:00", "12:00", 20)],
      "jam layanan",
    ],
  ])("refuses sessions that are wrong: %s", async (_, sessions, words) => {
    const work = player(visitScript);
    const caseId = await work.caseAt("check-schedule", {}, large);
    const reply = { outcome: "lapor", by: people.registrar.id, values: { availability: "sesuai", sessions } };
    await expect(work.answer(caseId, reply)).rejects.toMatchObject({
      kind: "invalid",
      fields: { sessions: { id: expect.stringContaining(words) } },
    });
    expect((await work.task(caseId)).step).toBe("check-schedule");
  });

  it("takes all sessions or none", async () => {
    const work = player(visitScript);
    const first = await work.caseAt("decide", {}, { headcount: 40, preferredStart: "11:00", preferredEnd: "12:00" });
    const caseId = await work.caseAt("decide", divided(three), large);
    await work.answer(first, { outcome: "ya", by: people.divisionHead.id });
    const approve = work.answer(caseId, { outcome: "ya", by: people.divisionHead.id });
    await expect(approve).rejects.toMatchObject({ kind: "taken" });
    expect(await firm(work)).toEqual(["11:00 40"]);
  });
});

describe("what is said of a large group", () => {
  const scheduleOf = async (work: Player, caseId: string) => {
    const path = `/api/staff/tasks/${caseId}/${(await work.task(caseId)).id}`;
    const { aids } = (await browser(work).get(path, { as: people.registrar })).body as unknown as TaskView;
    return { schedule: aids.schedule, filledIn: aids.prefill["sessions"] };
  };

  it("is its size and a ready proposal, filled in; that it clashes is not said where nobody is in the way", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("check-schedule", {}, large);
    const { filledIn, schedule } = await scheduleOf(work, caseId);
    expect(schedule).toMatchObject({ fits: false, clash: false, divides: true, sessions: 3, conflicts: [] });
    expect(schedule?.proposal.map(({ headcount }) => headcount)).toEqual([40, 40, 40]);
    expect(filledIn).toEqual(schedule?.proposal);
  });

  it("is a clash where others are in the way of every session at that hour, and the proposal goes around them", async () => {
    const work = player(visitScript);
    await work.caseAt("accept-companionship", {}, { headcount: 40, preferredStart: "09:00", preferredEnd: "10:00" });
    const { schedule } = await scheduleOf(work, await work.caseAt("check-schedule", {}, large));
    expect(schedule).toMatchObject({ fits: false, clash: true, divides: true });
    expect(schedule?.proposal[0]).toMatchObject({ start: "10:00", headcount: 40 });
  });

  it("is no clash where others leave room for a session beside them", async () => {
    const work = player(visitScript);
    await work.caseAt("accept-companionship", {}, { headcount: 10, preferredStart: "09:00", preferredEnd: "10:00" });
    const { schedule } = await scheduleOf(work, await work.caseAt("check-schedule", {}, large));
    expect(schedule).toMatchObject({ fits: false, clash: false });
    expect(schedule?.proposal[0]).toMatchObject({ start: "09:00", headcount: 40 });
  });

  it("proposes no session at an hour of today that has passed", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("check-schedule", {}, large);
    work.clock.set(Date.parse(`${visitDay}T02:20:00.000Z`));
    const [first] = await suggestSessions(work, await work.dossier(caseId));
    expect(first).toMatchObject({ date: visitDay, start: "09:30" });
  });
});

describe("an urgent request", () => {
  it("is pointed out, with its reason, to whoever deals with it and decides on it; an ordinary one is not", async () => {
    const work = player(visitScript);
    const urgent = await work.submit({ preferredDate: "2026-11-25", urgentReason: "Akreditasi dimajukan." });
    const ordinary = await work.submit();
    for (const caseId of [urgent, ordinary]) {
      await work.playTo(caseId, "recommend");
      const { id } = await work.task(caseId);
      const path = `/api/staff/tasks/${caseId}/${id}`;
      const { aids } = (await browser(work).get(path, { as: people.sectionHead })).body as unknown as TaskView;
      const told = "Permohonan mendesak, kurang dari waktu tunggu yang biasa: Akreditasi dimajukan.";
      expect(aids.notices.map((notice) => notice.id)).toEqual(caseId === urgent ? [told] : []);
    }
  });

  it("may ask for a day before the lead time when it says why", async () => {
    const work = player(visitScript);
    const caseId = await work.submit({ preferredDate: "2026-11-25", urgentReason: "Akreditasi sekolah dimajukan." });
    expect((await work.dossier(caseId)).case.request["urgentReason"]).toBe("Akreditasi sekolah dimajukan.");
  });

  it("is refused without a reason, and today or earlier with one", async () => {
    const work = player(visitScript);
    for (const values of [
      { preferredDate: "2026-11-25" },
      { preferredDate: "2026-11-23", urgentReason: "Akreditasi sekolah dimajukan." },
    ]) {
      await expect(work.submit(values)).rejects.toMatchObject({ fields: { preferredDate: expect.anything() } });
    }
  });
});
