/** Changes of one case that meet each other, an absence, or a store that does not say what became of them. */
import { describe, expect, it } from "vitest";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { latestValue, openTasks } from "../../functions/domain/case/case-file.ts";
import { personOf, type Dossier, type OperationId, type Values } from "../../functions/domain/case/records.ts";
import { makeChange } from "../../functions/domain/change/make-change.ts";
import { operations } from "../../functions/domain/change/operations.ts";
import { decide } from "../../functions/domain/task/decide-task.ts";
import { openTask } from "../../functions/domain/task/open-task.ts";
import { candidateOf } from "../../functions/domain/task/permission.ts";
import { people, visitDay } from "../support/builders.ts";
import { player, type Player, type Workplace } from "../support/player.ts";
import { otherVehicle, stopDay, stopPlan, stopScript, vehicle } from "../support/scripts/mobile-library.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const { agencyHead, companion, divisionHead, driver, sectionHead } = people;
const yes = { outcome: "sesuai", values: {}, note: "" };
const reason = "Disepakati melalui telepon.";

function change(work: Workplace, dossier: Dossier, by: StaffMember, operation: OperationId, values: Values = {}) {
  return makeChange(work, dossier, by, { operation, seen: dossier.changes?.length ?? 0, reason, values });
}

async function fields(work: Player, caseId: string, operation: OperationId) {
  const [settings, staff] = [await work.agencies.settings(), await work.agencies.staff()];
  return operations[operation].fields(await work.dossier(caseId), { settings, staff, now: work.clock.now() });
}

async function casesIn(work: Player, resource: string, dates: string[]): Promise<string[]> {
  const books = await work.dayBooks.read(resource, dates);
  return books.flatMap(({ bookings, date }) => bookings.map(() => date));
}

describe("a change that is there already", () => {
  it("is confirmed to whoever sent it twice at once, and stands once", async () => {
    const work = player(visitScript);
    const dossier = await work.dossier(await work.caseAt("reply"));
    const send = () => change(work, dossier, sectionHead, "send-to-row", { row: "decide" });
    const [one, other] = await Promise.all([send(), send()]);
    await work.flow.settle();
    expect(other).toEqual({ ...one, done: other.done });
    expect((await work.dossier(dossier.case.id)).changes).toHaveLength(1);
  });

  it("is confirmed and carried out where the store said nothing of it, or that it was there", async () => {
    const work = player(visitScript);
    const dossier = await work.dossier(await work.caseAt("decide"));
    const cases: typeof work.cases = {
      ...work.cases,
      async addChange(...given) {
        await work.cases.addChange(...given);
        return work.cases.addChange(...given);
      },
    };
    await change({ ...work, cases }, dossier, sectionHead, "cancel");
    const { case: item, changes } = await work.dossier(dossier.case.id);
    expect([item.ending, changes?.map(({ done }) => done)]).toEqual(["DIBATALKAN", [true]]);
  });
});

describe("a change that meets an execution on its way to a task", () => {
  /** As the case was read just before its execution opened the last task. */
  const justBefore = (dossier: Dossier): Dossier => ({ ...dossier, tasks: dossier.tasks.slice(0, -1) });

  it("leaves nobody waiting in a case that it ended", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    await change(work, justBefore(await work.dossier(caseId)), sectionHead, "cancel");
    expect(openTasks(await work.dossier(caseId))).toEqual([]);
    await openTask(work, { caseId, step: "decide", taskToken: "late", entered: work.clock.at() });
    expect(openTasks(await work.dossier(caseId))).toEqual([]);
  });

  it("leaves one task in a case that it moved", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("reply");
    await change(work, justBefore(await work.dossier(caseId)), sectionHead, "send-to-row", { row: "decide" });
    await work.flow.settle();
    expect(openTasks(await work.dossier(caseId)).map(({ step }) => step)).toEqual(["decide"]);
  });

  it("is told to whoever answers a task that was opened as the case ended", async () => {
    const work = player(visitScript);
    const dossier = await work.dossier(await work.caseAt("decide"));
    const ended = { ...dossier, case: { ...dossier.case, ending: "DIBATALKAN" as const } };
    const [task] = openTasks(ended);
    const answering = { ...candidateOf(divisionHead), name: divisionHead.name, channel: "staff" as const };
    if (!task) throw new Error("nothing waits");
    await expect(decide(work, ended, task, yes, answering)).rejects.toMatchObject({ kind: "already-decided" });
  });
});

describe("of two changes at once the one that is refused keeps nothing", () => {
  const moves = [
    { preferredDate: "2026-12-03", preferredStart: "09:00", preferredEnd: "11:00" },
    { preferredDate: "2026-12-04", preferredStart: "08:30", preferredEnd: "10:30" },
  ];

  it("no day of the room, where both move the visit", async () => {
    const work = player(visitScript);
    const dossier = await work.dossier(await work.caseAt("sign-guest-book"));
    const both = moves.map((values, index) =>
      change(work, dossier, index === 0 ? sectionHead : divisionHead, "move-appointment", values),
    );
    const results = await Promise.allSettled(both);
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const moved = latestValue(await work.dossier(dossier.case.id), "preferredDate");
    expect(await casesIn(work, "Ruang Baca Umum", [visitDay, "2026-12-03", "2026-12-04"])).toEqual([moved]);
  });

  it("and the other keeps its vehicle, where both replace it by the same", async () => {
    const work = player(stopScript);
    const caseId = await work.caseAt("prepare");
    const dossier = await work.dossier(caseId);
    const values = { ...(await fields(work, caseId, "replace-people")).values, vehicle: otherVehicle };
    const both = [sectionHead, divisionHead].map((by) => change(work, dossier, by, "replace-people", values));
    await Promise.allSettled(both);
    expect((await work.dossier(caseId)).changes).toHaveLength(1);
    expect(await casesIn(work, `vehicle:${otherVehicle}`, [stopDay])).toEqual([stopDay]);
    expect(await casesIn(work, `vehicle:${vehicle}`, [stopDay])).toEqual([]);
  });
});

describe("a task that is handed on to somebody who is not there", () => {
  const leave = [{ from: "2026-11-23", until: "2026-12-23" }];

  it("is asked of those who step in, or is an open problem", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("accept-companionship");
    const away = [companion.id, people.otherCompanion.id];
    const { now } = work.agencies;
    now.staff = now.staff.map((each) => (away.includes(each.id) ? { ...each, away: leave } : each));
    const dossier = await work.dossier(caseId);
    await change(work, dossier, sectionHead, "hand-on", { person: people.otherCompanion.id });
    const { standIns = [], unattendedSince } = await work.task(caseId);
    expect(standIns.length > 0 || unattendedSince !== undefined).toBe(true);
  });
});

describe("what a journey takes", () => {
  it("is not changed as if it had been mistyped: nobody would have taken it", async () => {
    const work = player(stopScript);
    const caseId = await work.caseAt("prepare");
    const names = (await fields(work, caseId, "correct-data")).fields.map(({ name }) => name.split(".")[1]);
    expect(names).toContain("place");
    for (const name of ["vehicle", "driver", "arrival", "travelMinutes"]) expect(names).not.toContain(name);
  });
});

describe("a stop for which another has the vehicle and the people", () => {
  it("is not moved there, and whoever tries is told where they are", async () => {
    const work = player(stopScript);
    const caseId = await work.caseAt("prepare");
    await work.caseAt("prepare", {
      plan: { values: stopPlan({ place: "Balai Desa", date: "2026-12-10" }) },
    });
    const values = { ...(await fields(work, caseId, "move-appointment")).values, date: "2026-12-10" };
    const moved = change(work, await work.dossier(caseId), sectionHead, "move-appointment", values);
    await expect(moved).rejects.toMatchObject({
      kind: "taken",
      text: { id: expect.stringContaining("sudah dijadwalkan di Balai Desa") as string },
    });
    expect(await casesIn(work, `vehicle:${vehicle}`, [stopDay, "2026-12-10"])).toEqual([stopDay, "2026-12-10"]);
  });
});

describe("what two answers at once have taken", () => {
  it("is given back by the one that is not stored, also where the store did not say that it was taken", async () => {
    const work = player(stopScript);
    const dossier = await work.dossier(await work.caseAt("judge-plan"));
    const [task] = openTasks(dossier);
    const { dayBooks } = work;
    const change: typeof dayBooks.change = async (...given) => {
      await dayBooks.change(...given);
      return dayBooks.change(...given);
    };
    const tasks: typeof work.tasks = {
      ...work.tasks,
      async decide(caseId, id, answer) {
        // Somebody else was first, and needs none of it.
        await work.tasks.decide(caseId, id, { ...answer, outcome: "tidak", person: personOf(agencyHead) });
        return work.tasks.decide(caseId, id, answer);
      },
    };
    const answering = { ...candidateOf(divisionHead), name: divisionHead.name, channel: "staff" } as const;
    const late = task && decide({ ...work, dayBooks: { ...dayBooks, change }, tasks }, dossier, task, yes, answering);
    await expect(late).rejects.toMatchObject({ kind: "already-decided" });
    for (const resource of [`vehicle:${vehicle}`, `person:${driver.id}`])
      expect(await casesIn(work, resource, [stopDay])).toEqual([]);
  });
});

describe("whoever was only planned for a case", () => {
  it("does not hear that it was cancelled before they heard of it", async () => {
    const work = player(stopScript);
    const caseId = await work.caseAt("judge-plan");
    await change(work, await work.dossier(caseId), agencyHead, "cancel");
    expect(work.mailer.to(driver.email).filter(({ text }) => text.includes(caseId))).toEqual([]);
  });

  it("but does where they were told before", async () => {
    const work = player(stopScript);
    const caseId = await work.caseAt("prepare");
    await change(work, await work.dossier(caseId), agencyHead, "cancel");
    expect(work.mailer.to(driver.email).at(-1)?.subject).toContain("Layanan keliling dibatalkan");
  });
});

describe("an appointment that was moved after it was approved", () => {
  it.each([
    { script: visitScript, at: "sign-guest-book", day: { preferredDate: "2026-12-10" } },
    { script: stopScript, at: "prepare", day: { date: "2026-12-10" } },
  ])("is decided: at $at the case does not end by itself on the new day", async ({ script, at, day }) => {
    const work = player(script);
    const caseId = await work.caseAt(at);
    const values = { ...(await fields(work, caseId, "move-appointment")).values, ...day };
    await change(work, await work.dossier(caseId), sectionHead, "move-appointment", values);
    work.clock.set("2026-12-10T03:30:00Z");
    await work.sweep();
    expect((await work.dossier(caseId)).case.ending).toBeUndefined();
  });
});
