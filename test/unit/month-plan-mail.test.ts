/** The plan of a month is one mail to whoever decides, not one for each stop. */
import { describe, expect, it } from "vitest";
import { people } from "../support/builders.ts";
import { linksIn } from "../support/mail-links.ts";
import { player, type Player } from "../support/player.ts";
import { otherVehicle, stopPlan, stopScript } from "../support/scripts/mobile-library.ts";

const kabid = people.divisionHead;

async function putForward(work: Player, date: string): Promise<string> {
  const values = stopPlan({ date, place: `Balai ${date}`, vehicle: otherVehicle });
  return work.caseAt("judge-plan", { plan: { values } }, { preferredDate: date });
}

async function later(work: Player, minutes: number): Promise<void> {
  work.clock.advance({ minutes });
  await work.sweep();
}

describe("the plan of a month", () => {
  it("is one mail with a link to each of its stops, a quarter of an hour after the first", async () => {
    const work = player(stopScript);
    const dates = ["2026-12-08", "2026-12-09", "2026-12-10"];
    const cases: string[] = [];
    for (const date of dates) {
      cases.push(await putForward(work, date));
      await later(work, 3);
    }
    expect(work.mailer.to(kabid.email)).toEqual([]);
    await later(work, 7);
    await later(work, 30);
    const [mail, ...more] = work.mailer.to(kabid.email);
    expect(more).toEqual([]);
    expect(mail?.subject).toBe("Mohon keputusan: rencana layanan keliling Desember 2026, 3 lokasi");
    for (const caseId of cases) expect(mail?.text).toContain(`(${caseId})`);
    expect(linksIn(mail).filter(({ path }) => path.startsWith("/k/"))).toHaveLength(3);
    for (const caseId of cases)
      expect((await work.dossier(caseId)).mails.filter(({ to }) => to === `staff:${kabid.id}`)).toMatchObject([
        { state: "sent" },
      ]);
  });

  it("asks for one stop as for anything, and for what was decided meanwhile no more", async () => {
    const work = player(stopScript);
    const [first, second] = [await putForward(work, "2026-12-08"), await putForward(work, "2026-12-09")];
    await work.answerAsUsual(first);
    await later(work, 16);
    expect(work.mailer.to(kabid.email).map(({ subject }) => subject)).toEqual([
      `Mohon keputusan: rencana layanan keliling SDN 2 Contoh (${second})`,
    ]);
  });

  it("a host who withdraws before it went out is not told of to whoever never heard of it", async () => {
    const work = player(stopScript);
    const caseId = await putForward(work, "2026-12-08");
    await work.answer(caseId, { outcome: "dibatalkan", by: "requester" });
    await later(work, 30);
    expect(work.mailer.to(kabid.email)).toEqual([]);
  });
});

describe("decisions of a month that are late", () => {
  const dates = ["2026-12-08", "2026-12-09", "2026-12-10"];
  /** Put forward one after another on Monday, and not decided; the sweep goes on each quarter of an hour. */
  async function undecided(until: string): Promise<{ work: Player; cases: string[] }> {
    const work = player(stopScript);
    const cases: string[] = [];
    for (const date of dates) {
      cases.push(await putForward(work, date));
      await later(work, 3);
    }
    await later(work, 20);
    while (work.clock.at() < until) await later(work, 10);
    return { work, cases };
  }
  const about = (work: Player, to: { email: string }, beginning: string) =>
    work.mailer.to(to.email).filter(({ subject }) => subject.startsWith(beginning));

  it("come as one reminder that leads to each, with how late it is", async () => {
    const { cases, work } = await undecided("2026-11-25T02:00:00.000Z");
    const reminders = about(work, kabid, "Pengingat: Mohon keputusan: rencana layanan keliling");
    const late = reminders.find(({ text }) => text.includes("terlambat"));
    expect(late?.subject).toBe("Pengingat: Mohon keputusan: rencana layanan keliling Desember 2026, 3 lokasi");
    expect(late?.text).toContain("Kami ingatkan bahwa 3 keputusan berikut belum selesai.");
    for (const caseId of cases) expect(late?.text).toMatch(new RegExp(`\\(${caseId}\\), terlambat `));
    expect(linksIn(late).filter(({ path }) => path.startsWith("/k/"))).toHaveLength(3);
    for (const mail of reminders) expect(mail.subject).toContain("3 lokasi");
  });

  it("come to the post above as one mail, which leads to what can be done about each", async () => {
    const { cases, work } = await undecided("2026-11-27T02:00:00.000Z");
    const [mail, ...more] = about(work, people.agencyHead, "Terlambat:");
    expect(more).toEqual([]);
    expect(mail?.subject).toBe("Terlambat: 3 keputusan menunggu Kepala Bidang Perpustakaan");
    for (const caseId of cases) {
      const task = await work.task(caseId);
      expect(mail?.text).toContain(`/petugas/tugas/${caseId}/${task.id}?bagian=ingatkan`);
    }
  });

  it("are told alone where only one is left", async () => {
    const { cases, work } = await undecided("2026-11-23T04:00:00.000Z");
    for (const caseId of cases.slice(1)) await work.answerAsUsual(caseId);
    while (work.clock.at() < "2026-11-27T02:00:00.000Z") await later(work, 30);
    const told = about(work, people.agencyHead, "Terlambat:");
    expect(told).toHaveLength(1);
    expect(told[0]?.subject).toContain(cases[0]);
    expect(told[0]?.subject).not.toContain("keputusan menunggu");
  });
});
