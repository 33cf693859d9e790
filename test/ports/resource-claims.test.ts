import { expect, it } from "vitest";
import { stepOf } from "../../statemachines/language/table.ts";
import { mobileLibrary } from "../../statemachines/mobile-library/sop.ts";
import type { Answer, Dossier } from "../../functions/domain/case/records.ts";
import { Refusal } from "../../functions/domain/refusal.ts";
import { releaseResources, takeResources } from "../../functions/domain/booking/vehicle-bookings.ts";
import { answer, caseItem, people, taskItem } from "../support/builders.ts";
import { hostRequest, stopDay, stopPlan, vehicle } from "../support/scripts/mobile-library.ts";
import { onEveryStore } from "./stores.ts";

const own = { procedure: mobileLibrary.id, version: mobileLibrary.version };

/** A stop that was planned and approved; the section head is about to assign vehicle and crew. */
function planned(index: number, plan = stopPlan()): Dossier {
  const id = `PSL-2026-${String(index).padStart(5, "0")}`;
  const place = `Desa ${index}`;
  const planning = answer({ outcome: "ajukan", values: { ...plan, place } });
  const task = taskItem({ ...own, caseId: id, id: "plan", step: "plan", answer: planning, resumed: true });
  return { case: caseItem({ ...own, id, request: hostRequest(), files: [] }), tasks: [task], mails: [] };
}

const assign = stepOf(mobileLibrary, "assign");

const assigning = (values = {}): Answer =>
  answer({
    outcome: "tugaskan",
    values: { officers: [people.mobileOfficer.id], driver: people.driver.id, vehicle, ...values },
  });

onEveryStore("vehicles and officers", (stores) => {
  it("of fifty who want the same vehicle at the same time exactly one gets it, and the others are told where it goes", async () => {
    const dossiers = Array.from({ length: 50 }, (_, index) => planned(index + 1));
    const attempts = await Promise.allSettled(
      dossiers.map((dossier) => takeResources(stores(), dossier, assign, assigning())),
    );
    const winner = attempts.findIndex(({ status }) => status === "fulfilled");
    expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const each of attempts.filter((attempt) => attempt.status === "rejected")) {
      expect(each.reason).toBeInstanceOf(Refusal);
      expect((each.reason as Refusal).text.id).toContain(
        `Mobil sudah dijadwalkan di Desa ${winner + 1} pukul 08.00-12.30`,
      );
    }
    for (const book of [`vehicle:${vehicle}`, `person:${people.driver.id}`, `person:${people.mobileOfficer.id}`]) {
      const [day] = await stores().dayBooks.read(book, [stopDay]);
      expect(day?.bookings.map(({ caseId }) => caseId)).toEqual([dossiers[winner]?.case.id]);
    }
  });

  it("of fifty with the same driver in different vehicles exactly one gets him, and no vehicle stays taken in vain", async () => {
    const mark = (index: number): string => `XX ${index}`;
    const attempts = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) =>
        takeResources(
          stores(),
          planned(index),
          assign,
          assigning({ officers: [people.driver.id], vehicle: mark(index) }),
        ),
      ),
    );
    expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const books = await Promise.all(
      attempts.map((_, index) => stores().dayBooks.read(`vehicle:${mark(index)}`, [stopDay])),
    );
    expect(books.flat().flatMap((book) => book.bookings)).toHaveLength(1);
  });

  it("the same case takes it once however often it asks, and gives all of it back", async () => {
    const dossier = planned(1);
    expect(await takeResources(stores(), dossier, assign, assigning())).toHaveLength(3);
    expect(await takeResources(stores(), dossier, assign, assigning())).toEqual([]);
    await releaseResources(stores(), dossier, "current");
    expect((await stores().dayBooks.read(`vehicle:${vehicle}`, [stopDay]))[0]?.bookings).toHaveLength(1);
    await releaseResources(stores(), dossier, "nothing");
    expect((await stores().dayBooks.read(`vehicle:${vehicle}`, [stopDay]))[0]?.bookings).toEqual([]);
    await takeResources(stores(), planned(2), assign, assigning());
  });

  it("coming back and leaving in the same minute do not clash; travel counts", async () => {
    await takeResources(stores(), planned(1), assign, assigning());
    const after = { arrival: "13:10", start: "13:20", end: "14:00", travelMinutes: 40 };
    await takeResources(stores(), planned(2, stopPlan(after)), assign, assigning());
    const between = stopPlan({ ...after, arrival: "13:00" });
    await expect(takeResources(stores(), planned(3, between), assign, assigning())).rejects.toBeInstanceOf(Refusal);
  });
});
