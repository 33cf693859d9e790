import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { journeyOf, type JourneyPlan } from "../../../functions/domain/booking/journey.ts";
import type { Values } from "../../../functions/domain/case/records.ts";
import { everybody, member, people } from "../../support/builders.ts";
import { player, type Player } from "../../support/player.ts";
import { otherVehicle, stopPlan, stopScript, vehicle } from "../../support/scripts/mobile-library.ts";

/** A stop that waits for the division head. */
async function judged(
  work: Player,
  { place = "SDN 2 Contoh", ...plan }: Values & { place?: string } = {},
): Promise<string> {
  const caseId = await work.submit({ hostName: place });
  await work.playTo(caseId, "judge-plan", { plan: { values: stopPlan({ place, ...plan }) } });
  return caseId;
}

const agus = member("agus", "Agus Salim", ["mobile-library-officer"]);
const free = { vehicle: otherVehicle, officers: [agus.id], driver: agus.id };

function office(): Player {
  const work = player(stopScript);
  work.agencies.now.staff = [...everybody(), agus];
  return work;
}

describe("two stops that want the same", () => {
  it("are planned both, one is approved, and approving the other is refused with what clashes and what to choose", async () => {
    const work = office();
    const first = await judged(work, { place: "Balai Desa Sumberjaya" });
    const second = await judged(work);
    await work.answerAsUsual(first);
    const refused = work.answerAsUsual(second);
    await expect(refused).rejects.toMatchObject({
      kind: "taken",
      fields: {},
      text: {
        id: `Bentrok: ${vehicle} sudah dijadwalkan di Balai Desa Sumberjaya (${first}) pukul 08.00-12.30, termasuk perjalanan. Pilih "Kembalikan untuk diperbaiki" agar mobil, petugas, atau waktunya diganti.`,
      },
    });
    expect((await work.task(second)).step).toBe("judge-plan");
    await work.answerAsUsual(second, { outcome: "tidak", note: "Mobilnya terpakai." });
    await work.answerAsUsual(second, { values: stopPlan(free) });
    await work.playTo(second, "publish", { assign: { values: free } });
    await work.playTo(first, "publish");
  });

  it("the person is named where only a person is the same", async () => {
    const work = office();
    await work.answerAsUsual(await judged(work, { place: "Balai Desa" }));
    const second = await judged(work, { ...free, driver: people.driver.id, date: "2026-12-10" });
    await work.answerAsUsual(second, { outcome: "tidak", note: "Sehari lebih awal." });
    const plan = work.answerAsUsual(second, { values: stopPlan({ ...free, driver: people.driver.id }) });
    await expect(plan).rejects.toMatchObject({
      kind: "taken",
      fields: { driver: { id: expect.stringContaining(`${people.driver.name} sudah bertugas di Balai Desa`) } },
    });
  });

  it("a plan that clashes with an approved one is refused before it is sent, and takes nothing", async () => {
    const work = office();
    await work.answerAsUsual(await judged(work, { place: "Balai Desa" }));
    const second = await work.submit({ hostName: "TBM Melati" });
    await work.playTo(second, "plan");
    await expect(work.answerAsUsual(second)).rejects.toMatchObject({
      kind: "taken",
      fields: { vehicle: { id: expect.stringContaining("Mobil sudah dijadwalkan di Balai Desa pukul 08.00-12.30") } },
    });
    await work.answerAsUsual(second, { values: stopPlan(free) });
    const [book] = await work.dayBooks.read(`vehicle:${otherVehicle}`, ["2026-12-09"]);
    expect(book?.bookings ?? []).toEqual([]);
  });

  it("what an approved stop had is free again when the host withdraws before anybody is assigned", async () => {
    const work = office();
    const first = await judged(work);
    await work.answerAsUsual(first);
    const second = await judged(work, { ...free, place: "TBM Melati" });
    await work.answerAsUsual(second, { outcome: "tidak", note: "Pakai mobil besar." });
    await work.answer(first, { outcome: "dibatalkan", by: people.sectionHead.id });
    await work.answerAsUsual(second);
    await work.answerAsUsual(second);
    expect((await work.task(second)).step).toBe("assign");
  });
});

const hour = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

const crew = [people.mobileOfficer.id, people.driver.id, agus.id];

const planned = fc
  .record({
    day: fc.constantFrom("2026-12-09", "2026-12-10"),
    from: fc.integer({ min: 8 * 4, max: 12 * 4 }),
    quarters: fc.integer({ min: 2, max: 10 }),
    travel: fc.integer({ min: 1, max: 90 }),
    vehicle: fc.constantFrom(vehicle, otherVehicle),
    officer: fc.constantFrom(...crew),
    driver: fc.constantFrom(...crew),
  })
  .map((each) => ({
    date: each.day,
    arrival: hour(each.from * 15 - 5),
    start: hour(each.from * 15),
    end: hour((each.from + each.quarters) * 15),
    travelMinutes: each.travel,
    vehicle: each.vehicle,
    officers: [each.officer],
    driver: each.driver,
  }));

it("11. approved stops never have the same car or person at the same time, travel included, however many approve at once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(planned, { minLength: 2, maxLength: 7 }), fc.boolean(), async (plans, together) => {
      const work = office();
      const cases: string[] = [];
      for (const plan of plans) cases.push(await judged(work, plan));
      const approve = async (caseId: string): Promise<unknown> => work.answerAsUsual(caseId).catch(() => null);
      if (together) await Promise.all(cases.map(approve));
      else for (const caseId of cases) await approve(caseId);
      const approved: JourneyPlan[] = [];
      for (const caseId of cases) {
        const dossier = await work.dossier(caseId);
        const yes = dossier.tasks.some(({ answer, step }) => step === "judge-plan" && answer?.outcome === "sesuai");
        const plan = journeyOf(dossier);
        if (yes && plan) approved.push(plan);
      }
      expect(approved.length).toBeGreaterThan(0);
      for (const [index, one] of approved.entries()) {
        for (const other of approved.slice(index + 1)) expect(isClash(one, other)).toBe(false);
      }
    }),
    { numRuns: 60 },
  );
});

function isClash(one: JourneyPlan, other: JourneyPlan): boolean {
  const together = one.slot.date === other.slot.date && one.departs < other.returns && other.departs < one.returns;
  return together && (one.vehicle === other.vehicle || one.crew.some((person) => other.crew.includes(person)));
}
