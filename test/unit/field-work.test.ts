import { beforeEach, describe, expect, it } from "vitest";
import { decide, type Answering } from "../../functions/domain/task/decide-task.ts";
import type { TaskItem, Values } from "../../functions/domain/case/records.ts";
import { startTask } from "../../functions/domain/task/start-task.ts";
import { historyViews } from "../../functions/http/views/history-view.ts";
import { taskRow } from "../../functions/http/views/task-view.ts";
import { timeView } from "../../functions/http/views/time-view.ts";
import { agency, everybody, mondayMorning, people } from "../support/builders.ts";
import { clockAt } from "../support/clock.ts";
import { measuresOf } from "../support/measures.ts";
import { workplace, type Workplace } from "../support/player.ts";
import { registered, roundTable } from "../support/round-table.ts";

const caseId = "RAK-2026-00001";
/** Monday, from 09.15 to 09.45 WIB; the case opens at 09.00. */
const quarterPastNine = "2026-11-23T02:15:00.000Z";
const half = "2026-11-23T02:30:00.000Z";
const quarterToTen = "2026-11-23T02:45:00.000Z";

registered(roundTable());
let work: Workplace;
beforeEach(async () => {
  work = workplace({ clock: clockAt(mondayMorning, 0) });
  await work.sweep();
});

const by = {
  person: `staff:${people.circulation.id}`,
  name: "Yusuf",
  roles: ["circulation-officer"],
  channel: "staff",
} satisfies Answering;

async function answer(values: Values = {}, outcome = "selesai"): Promise<TaskItem> {
  const task = await work.task(caseId);
  const { task: stored } = await decide(work, await work.dossier(caseId), task, { outcome, values, note: "" }, by);
  await work.flow.settle();
  return stored;
}

async function history() {
  const reader = { language: "id", seesPersonal: true } as const;
  const context = { settings: agency(), staff: everybody(), reader, now: work.clock.now(), outages: [] };
  const dossier = await work.dossier(caseId);
  const [open] = dossier.tasks.filter((task) => task.answer === null);
  return {
    past: historyViews(dossier, context),
    page: open ? timeView(dossier, open, context) : null,
    row: open ? taskRow(open, true, context, { reader: { person: "system", roles: [] }, stead: null }).time : null,
  };
}

const measures = async () => measuresOf(work, caseId);

describe("a physical activity", () => {
  it("has its standard time from the tap of the start on; a second tap changes nothing", async () => {
    expect((await work.task(caseId)).dueAt).toBe(half);
    work.clock.set(quarterPastNine);
    const tapped = await startTask(work, await work.dossier(caseId), await work.task(caseId), by);
    expect(tapped).toMatchObject({ startedAt: quarterPastNine, dueAt: quarterToTen });
    work.clock.set(half);
    await startTask(work, await work.dossier(caseId), await work.task(caseId), by);
    expect(await work.task(caseId)).toMatchObject({ startedAt: quarterPastNine, dueAt: quarterToTen });
    const { page, row } = await history();
    expect(page).toMatchObject({ usedMinutes: 15, standardMinutes: 30 });
    expect(row).toMatchObject({ usedMinutes: 15, standardMinutes: 30 });
  });

  it("shows the minutes it took, and is measured by them", async () => {
    work.clock.set(quarterPastNine);
    await startTask(work, await work.dossier(caseId), await work.task(caseId), by);
    work.clock.set(quarterToTen);
    await answer();
    expect((await history()).past[1]).toMatchObject({ startedAt: quarterPastNine, minutes: 30, late: false });
    expect((await measures())[0]).toMatchObject({ step: "walk", kind: "done", minutes: 30, standard: 30 });
  });

  it("may be reported afterwards without a start", async () => {
    work.clock.set(quarterToTen);
    await answer();
    expect((await history()).past[1]).toMatchObject({ startedAt: null, minutes: null, late: true });
  });

  it("that was answered is not started any more, and paper work never is", async () => {
    const before = await work.task(caseId);
    await answer();
    const stored = (await work.dossier(caseId)).tasks[0] as TaskItem;
    expect(await startTask(work, await work.dossier(caseId), stored, by)).not.toHaveProperty("startedAt");
    expect(await work.tasks.start(caseId, before.id, { at: half, dueAt: half })).not.toHaveProperty("startedAt");
    const report = { ...stored, step: "report", answer: null };
    await expect(startTask(work, await work.dossier(caseId), report, by)).rejects.toMatchObject({ kind: "invalid" });
  });

  it("that is postponed is neither late nor in time, but counted as put off", async () => {
    work.clock.set(quarterToTen);
    await answer({}, "tunda");
    expect((await history()).past[1]).toMatchObject({ late: false });
    expect(await measures()).toEqual([{ step: "walk", kind: "postponed" }]);
  });
});

describe("a standard time", () => {
  it("per unit is not measured until the units are counted, then by their number", async () => {
    await answer();
    expect((await work.task(caseId)).dueAt).toBeNull();
    expect((await history()).page).toMatchObject({ status: "unmeasured" });
    // Without a start nobody knows how long it took.
    await startTask(work, await work.dossier(caseId), await work.task(caseId), by);
    work.clock.set(half);
    await answer({ books: 5 });
    expect((await history()).past[2]).toMatchObject({ step: "shelve", late: true });
    expect((await measures()).at(-1)).toMatchObject({ step: "shelve", minutes: 30, standard: 25 });
  });

  it("per unit is kept with enough units", async () => {
    await answer();
    work.clock.set(half);
    await answer({ books: 6 });
    expect((await history()).past[2]).toMatchObject({ late: false });
  });

  it("estimated for this case is the one given at an earlier step", async () => {
    await answer({ minutesExpected: 45 });
    await answer({ books: 1 });
    expect((await work.task(caseId)).dueAt).toBe(quarterToTen);
    work.clock.set(quarterPastNine);
    const { page, row } = await history();
    expect(page).toMatchObject({ usedMinutes: 15, standardMinutes: 45 });
    expect(row).toMatchObject({ usedMinutes: 15, standardMinutes: 45, standard: { basis: "estimate" } });
  });

  it("estimated for nobody is not measured", async () => {
    await answer();
    await answer({ books: 1 });
    expect((await work.task(caseId)).dueAt).toBeNull();
  });
});
