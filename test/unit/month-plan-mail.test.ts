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
