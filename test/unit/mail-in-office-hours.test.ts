/** Whoever works here is asked by mail while the office is open, but for what is at hand; people outside at any hour. */
import { describe, expect, it } from "vitest";
import { readAgainFrom } from "../../functions/domain/mail/office-hours.ts";
import { mailItem, people, requesterEmail, visitDay } from "../support/builders.ts";
import { player, type Player } from "../support/player.ts";
import { otherVehicle, stopPlan, stopScript } from "../support/scripts/mobile-library.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const kabid = people.divisionHead;

/** "2026-11-24 09:00" in Jakarta. */
const at = (local: string): string => new Date(`${local.replace(" ", "T")}:00+07:00`).toISOString();

async function sweptAt(work: Player, local: string): Promise<void> {
  work.clock.set(at(local));
  await work.sweep();
}

/** The Kabid is asked about a visit weeks away at an hour of the day. */
async function askedAt(local: string): Promise<{ work: Player; caseId: string; asked(): number }> {
  const work = player(visitScript);
  const caseId = await work.caseAt("recommend", {}, { preferredDate: "2027-01-13" });
  work.clock.set(at(local));
  await work.answerAsUsual(caseId);
  expect((await work.task(caseId)).step).toBe("decide");
  return { work, caseId, asked: () => work.mailer.to(kabid.email).length };
}

const mailsTo = async (work: Player, caseId: string, to: string) =>
  (await work.dossier(caseId)).mails.filter((mail) => mail.to === to);

describe("a mail that asks staff for something", () => {
  it.each([
    ["in the evening", "2026-11-24 20:00", "2026-11-25 07:29", "2026-11-25 07:30"],
    ["in the noon break", "2026-11-24 12:00", "2026-11-24 12:59", "2026-11-24 13:00"],
    ["on a Saturday", "2026-11-28 10:00", "2026-11-30 07:29", "2026-11-30 07:30"],
    ["on the eve of holidays", "2026-12-23 16:01", "2026-12-28 07:29", "2026-12-28 07:30"],
  ])("waits %s for the office to open, and goes once", async (_when, night, before, opening) => {
    const { asked, caseId, work } = await askedAt(night);
    expect(asked()).toBe(0);
    await sweptAt(work, before);
    expect(asked()).toBe(0);
    expect(await mailsTo(work, caseId, `staff:${kabid.id}`)).toMatchObject([
      { state: "pending", notBefore: at(opening) },
    ]);
    await sweptAt(work, opening);
    expect(asked()).toBe(1);
    work.clock.advance({ minutes: 1 });
    await work.sweep();
    expect(asked()).toBe(1);
  });

  it("goes at once while the office is open", async () => {
    expect((await askedAt("2026-11-24 09:00")).asked()).toBe(1);
  });

  it("is not sent any more where it was answered before the office opened", async () => {
    const { asked, caseId, work } = await askedAt("2026-11-24 20:00");
    work.clock.set(at("2026-11-24 21:00"));
    await work.answerAsUsual(caseId);
    await sweptAt(work, "2026-11-25 08:00");
    expect(asked()).toBe(0);
    expect(await mailsTo(work, caseId, `staff:${kabid.id}`)).toMatchObject([{ state: "too-late" }]);
  });

  it("that failed shortly before the office closed is tried again when it opens", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("recommend");
    work.clock.set(at("2026-11-24 15:59"));
    const { send } = work.mailer;
    work.mailer.send = async () => {
      throw new Error("the mail server is down");
    };
    await work.answerAsUsual(caseId);
    work.mailer.send = send;
    await sweptAt(work, "2026-11-24 18:00");
    expect(work.mailer.to(kabid.email)).toEqual([]);
    await sweptAt(work, "2026-11-25 07:30");
    expect(work.mailer.to(kabid.email).map(({ subject }) => subject)).toEqual([expect.stringMatching(/^Mohon/)]);
  });

  it("says by itself what it is about: the mail of the morning does not say it, too", async () => {
    const { caseId, work } = await askedAt("2026-11-24 20:00");
    const before = await work.caseAt("decide", {}, { preferredDate: "2027-01-14" });
    await sweptAt(work, "2026-11-25 07:30");
    const subjects = work.mailer.to(kabid.email).map(({ subject }) => subject);
    expect([caseId, before].map((id) => subjects.filter((subject) => subject.includes(id)).length)).toEqual([1, 1]);
    expect(subjects.filter((subject) => subject.startsWith("Tugas hari ini"))).toEqual([]);
    await sweptAt(work, "2026-11-26 07:30");
    const [morning] = work.mailer.to(kabid.email).filter(({ subject }) => subject.startsWith("Tugas hari ini"));
    expect(morning?.subject).toBe("Tugas hari ini, Kamis, 26 November 2026: 2 terlambat");
  });

  it.each([
    ["a visit of tomorrow, at night", -1, "22:00"],
    ["a visit of today, before the office opens", 0, "06:30"],
  ])("goes at any hour where it is about %s", async (_what, days, hour) => {
    const work = player(visitScript);
    const caseId = await work.caseAt("accept-companionship");
    const before = work.mailer.to(people.otherCompanion.email).length;
    const eve = new Date(Date.parse(`${visitDay}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
    work.clock.set(at(`${eve} ${hour}`));
    await work.answer(caseId, { outcome: "berhalangan", by: people.companion.id, note: "Sakit." });
    await work.answer(caseId, {
      outcome: "tunjuk",
      by: people.sectionHead.id,
      values: { companion: people.otherCompanion.id },
    });
    expect(work.mailer.to(people.otherCompanion.email)).toHaveLength(before + 1);
  });

  it("is one for the plan of a month also where it waited", async () => {
    const work = player(stopScript);
    const dates = ["2026-12-08", "2026-12-09"];
    work.clock.set(at("2026-11-24 15:50"));
    for (const date of dates) {
      const values = stopPlan({ date, place: `Balai ${date}`, vehicle: otherVehicle });
      await work.caseAt("judge-plan", { plan: { values } }, { preferredDate: date });
    }
    await sweptAt(work, "2026-11-24 16:10");
    await sweptAt(work, "2026-11-25 07:00");
    expect(work.mailer.to(kabid.email)).toEqual([]);
    await sweptAt(work, "2026-11-25 07:30");
    expect(work.mailer.to(kabid.email).map(({ subject }) => subject)).toEqual([
      "Mohon keputusan: rencana layanan keliling Desember 2026, 2 lokasi",
    ]);
  });

  it("waits for no office that never opens", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("recommend");
    const { settings } = work.agencies.now;
    const dossier = await work.dossier(caseId);
    const asking = mailItem({ letter: "task", to: `staff:${kabid.id}` });
    const never = { ...settings.calendar, officeHours: {} };
    const night = Date.parse(at("2026-11-24 20:00"));
    expect(readAgainFrom(settings.calendar, dossier, asking, night)).toBe(at("2026-11-25 07:30"));
    expect(readAgainFrom(never, dossier, asking, night)).toBeNull();
  });
});

describe("mail to people outside", () => {
  it("goes at any hour", async () => {
    const work = player(visitScript);
    work.clock.set(at("2026-11-28 23:30"));
    await work.submit({ preferredDate: "2027-01-13" });
    expect(work.mailer.to(requesterEmail)).toHaveLength(1);
  });
});
