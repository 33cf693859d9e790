/** An ended case keeps nothing and asks nobody, whatever was under way as it ended. */
import { describe, expect, it } from "vitest";
import { isOver, openTasks } from "../../functions/domain/case/case-file.ts";
import { personOf, type OperationId, type Values } from "../../functions/domain/case/records.ts";
import { makeChange } from "../../functions/domain/change/make-change.ts";
import { decide } from "../../functions/domain/task/decide-task.ts";
import { openTask } from "../../functions/domain/task/open-task.ts";
import { people, visitDay } from "../support/builders.ts";
import { player, type Player } from "../support/player.ts";
import { stopDay, stopScript, vehicle } from "../support/scripts/mobile-library.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const { divisionHead, registrar, sectionHead } = people;
const otherDay = "2026-12-03";
const room = "Ruang Baca Umum";

async function change(work: Player, caseId: string, operation: OperationId, values: Values = {}) {
  const dossier = await work.dossier(caseId);
  const asked = { operation, seen: dossier.changes?.length ?? 0, reason: "Disepakati melalui telepon.", values };
  await makeChange(work, dossier, sectionHead, asked);
  await work.flow.settle();
}

/** Days of a resource on which a case has something. */
async function daysOf(work: Player, caseId: string, resource: string): Promise<string[]> {
  const books = await work.dayBooks.read(resource, [visitDay, stopDay, otherDay]);
  return books.filter(({ bookings }) => bookings.some((each) => each.caseId === caseId)).map(({ date }) => date);
}

async function later(work: Player): Promise<void> {
  work.clock.advance({ minutes: 16 });
  await work.sweep();
  await work.flow.settle();
}

describe("a case that ended while its execution was about to open a task", () => {
  it("asks nobody: what was opened after the end is set aside", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("check-schedule");
    // Another program has read the case, and dies no sooner than it has opened the task.
    work.on.before("tasks.open", () => change(work, caseId, "cancel"));
    await openTask(work, { caseId, step: "recommend", taskToken: "late", entered: work.clock.at() });
    expect(openTasks(await work.dossier(caseId))).toHaveLength(1);
    await later(work);
    const { case: item, tasks } = await work.dossier(caseId);
    expect([item.ending, tasks.every(isOver)]).toEqual(["DIBATALKAN", true]);
  });
});

describe("a case that was moved to another row while its execution was about to open a task", () => {
  it("waits at that row alone, and whoever answers the other task is told", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    const entered = work.clock.at();
    work.clock.advance({ minutes: 1 });
    work.on.before("tasks.open", () => change(work, caseId, "send-to-row", { row: "recommend" }));
    await openTask(work, { caseId, step: "reply", taskToken: "late", entered });
    const dossier = await work.dossier(caseId);
    expect(openTasks(dossier).map(({ step }) => step)).toEqual(["recommend"]);
    const left = dossier.tasks.find(({ step }) => step === "reply");
    if (!left) throw new Error("nothing was opened");
    const answering = {
      person: personOf(registrar),
      roles: registrar.roles,
      name: registrar.name,
      channel: "staff",
    } as const;
    await expect(decide(work, dossier, left, { outcome: "ya", values: {}, note: "" }, answering)).rejects.toMatchObject(
      {
        kind: "already-decided",
        text: { en: expect.stringContaining("sent to another row") as string },
      },
    );
    await later(work);
    const { tasks } = await work.dossier(caseId);
    expect(tasks.filter((task) => !isOver(task)).map(({ step }) => step)).toEqual(["recommend"]);
  });

  it("opens nothing for the execution that was stopped", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    const entered = work.clock.at();
    work.clock.advance({ minutes: 1 });
    await change(work, caseId, "send-to-row", { row: "recommend" });
    await openTask(work, { caseId, step: "reply", taskToken: "late", entered });
    expect((await work.dossier(caseId)).tasks.map(({ step }) => step)).not.toContain("reply");
  });
});

describe("an execution that a change began, by a clock a little behind that of the change", () => {
  it.each(["recommend", "decide"])("waits at its row: %s", async (step) => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    const entered = work.clock.at();
    work.clock.advance({ minutes: 1 / 60 });
    await change(work, caseId, "send-to-row", { row: "recommend" });
    if (step === "decide") await work.playTo(caseId, "decide");
    await openTask(work, { caseId, step, taskToken: "its own", entered });
    const open = openTasks(await work.dossier(caseId));
    expect(open.map((task) => [task.step, task.token])).toEqual([[step, "its own"]]);
  });
});

describe("a program that dies between taking something and storing for what", () => {
  it("leaves no day of the room to a visit that ends then, though the case never says that day", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("sign-guest-book");
    work.on.crashBefore("cases.addChange");
    const values = { preferredDate: otherDay, preferredStart: "09:00", preferredEnd: "11:00" };
    await expect(change(work, caseId, "move-appointment", values)).rejects.toThrow();
    expect(await daysOf(work, caseId, room)).toEqual([visitDay, otherDay]);
    await change(work, caseId, "cancel");
    await later(work);
    expect(await daysOf(work, caseId, room)).toEqual([]);
  });

  it("leaves no vehicle to a stop that had ended in the same moment", async () => {
    const work = player(stopScript);
    const caseId = await work.caseAt("judge-plan");
    work.on.before("tasks.decide", () => {
      throw new Error("died");
    });
    await expect(work.answer(caseId, { outcome: "sesuai", by: divisionHead.id })).rejects.toThrow();
    const [book] = await work.dayBooks.read(`vehicle:${vehicle}`, [stopDay]);
    await change(work, caseId, "cancel");
    // It takes it after everything was released.
    await work.dayBooks.change(`vehicle:${vehicle}`, stopDay, () => book ?? { date: stopDay, bookings: [] });
    expect(await daysOf(work, caseId, `vehicle:${vehicle}`)).toEqual([stopDay]);
    await later(work);
    expect(await daysOf(work, caseId, `vehicle:${vehicle}`)).toEqual([]);
  });
});

describe("a visit that took place", () => {
  it("is not looked at again when it has ended by its flow alone", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("never");
    work.clock.advance({ minutes: 60 });
    const due = await work.todos.due(work.clock.at(), 100);
    expect(due.filter((todo) => "caseId" in todo && todo.caseId === caseId)).toEqual([]);
  });
});
