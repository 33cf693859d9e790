/** One clock: the line of a list and the page of a task say the same, and nothing is late before it is due. */
import { describe, expect, it } from "vitest";
import { openTasks } from "../../functions/domain/case/case-file.ts";
import type { Dossier, TaskItem } from "../../functions/domain/case/records.ts";
import { startTask } from "../../functions/domain/task/start-task.ts";
import { candidateOf } from "../../functions/domain/task/permission.ts";
import { usedInWords } from "../../functions/domain/used-time.ts";
import { taskRow } from "../../functions/http/views/task-view.ts";
import { isLate, timeView } from "../../functions/http/views/time-view.ts";
import { officeClock } from "../../functions/domain/calendar/working-time.ts";
import { readingTable } from "../../functions/domain/reading-room/reading-tables.ts";
import { agency, everybody, people } from "../support/builders.ts";
import { player, workplace, type Player, type Workplace } from "../support/player.ts";
import { agreementScript } from "../support/scripts/cooperation-agreement.ts";
import { stopScript } from "../support/scripts/mobile-library.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const reader = { language: "id", seesPersonal: true } as const;

function contextOf({ clock }: Workplace) {
  return { settings: agency(), staff: everybody(), reader, now: clock.now(), outages: [] };
}

/** Page, line and count of an open task now, compared; answers the page. */
function agreed(work: Workplace, dossier: Dossier, task: TaskItem) {
  const context = contextOf(work);
  const page = timeView(dossier, task, context);
  const where = `${dossier.case.procedure}/${task.step} at ${work.clock.at()}`;
  // The page says besides which days do not count.
  const { closed: _closed, ...told } = page;
  expect(taskRow(task, true, context, { reader: { person: "system", roles: [] }, stead: null }).time, where).toEqual(
    told,
  );
  const late = isLate(task, officeClock(context.settings.calendar, context.now), context.settings.calendar);
  expect(page.status === "late", where).toBe(late);
  if (late) expect(task.dueAt !== null && task.dueAt < work.clock.at(), where).toBe(true);
  return page;
}

async function open(work: Player, caseId: string): Promise<[Dossier, TaskItem | undefined]> {
  const dossier = await work.dossier(caseId);
  return [dossier, openTasks(dossier)[0]];
}

describe("the line of a list and the page of a task", () => {
  it.each([visitScript, stopScript, agreementScript])("say the same at every row of $procedure", async (script) => {
    const work = player(script);
    const caseId = await work.submit();
    for (let [dossier, task] = await open(work, caseId); task; [dossier, task] = await open(work, caseId)) {
      const opened = work.clock.now();
      for (const minutes of [0, 7, 50, 600, 5_000, 20_000]) {
        work.clock.set(opened + minutes * 60_000);
        agreed(work, dossier, task);
      }
      work.clock.set(opened);
      await work.answerAsUsual(caseId);
    }
  });
});

describe("the preparation of the car", () => {
  /** Arrival 08.45 after a journey of some minutes; see the script. */
  async function prepared() {
    const work = player(stopScript);
    const caseId = await work.caseAt("prepare");
    return { work, caseId, task: await work.task(caseId), dossier: await work.dossier(caseId) };
  }

  it("is due before the planned departure, and runs from ten minutes before it", async () => {
    const { dossier, task, work } = await prepared();
    const due = Date.parse(task.dueAt ?? "");
    expect(Date.parse(task.clockFrom ?? "")).toBe(due - 10 * 60_000);
    const plan = stopScript.usual["plan"]?.values ?? {};
    const arrival = Date.parse(`${String(plan["date"])}T${String(plan["arrival"])}:00+07:00`);
    expect(due).toBe(arrival - Number(plan["travelMinutes"]) * 60_000);
    for (const moment of [Date.parse(task.availableFrom ?? ""), due - 60_000, due]) {
      work.clock.set(moment);
      expect(agreed(work, dossier, task).status).not.toBe("late");
    }
    work.clock.set(due + 60 * 60_000);
    expect(agreed(work, dossier, task).status).toBe("late");
  });

  it("that was begun has its ten minutes, but never beyond the departure", async () => {
    const { caseId, dossier, task, work } = await prepared();
    const due = Date.parse(task.dueAt ?? "");
    work.clock.set(due - 4 * 60_000);
    const crew = everybody().find(({ id }) => task.assignees.includes(`staff:${id}`)) ?? people.driver;
    const started = await startTask(work, dossier, task, candidateOf(crew));
    expect(started.dueAt).toBe(task.dueAt);
    work.clock.set(due);
    const page = agreed(work, await work.dossier(caseId), started);
    expect([page.usedMinutes, page.standardMinutes].map((minutes) => Math.round(minutes ?? 0))).toEqual([4, 4]);
  });
});

describe("a month that is reported late", () => {
  async function reportAt(moment: string): Promise<{ work: Workplace; dossier: Dossier; task: TaskItem }> {
    const work = workplace();
    work.clock.set(moment);
    await work.sweep();
    const report = readingTable("report");
    const inbox = (await Array.fromAsync(work.tasks.inbox(["circulation-officer"]))).map(({ task }) => task);
    const task = inbox.find(({ procedure }) => procedure === report.id);
    if (!task) throw new Error("no report is asked for");
    return { work, task, dossier: await work.dossier(task.caseId) };
  }

  it("is late by the same in the list and on its page, in working days", async () => {
    const { dossier, task, work } = await reportAt("2026-12-01T02:00:00.000Z");
    expect(agreed(work, dossier, task)).toMatchObject({ status: "on-time" });
    work.clock.set("2027-01-15T03:00:00.000Z");
    const page = agreed(work, dossier, task);
    expect(usedInWords(page, work.clock.now(), "id")).toMatch(/^terlambat \d+ hari kerja$/);
  });

  it("is so too where it was asked for when it was overdue already", async () => {
    const { dossier, task, work } = await reportAt("2026-12-22T03:00:00.000Z");
    const page = agreed(work, dossier, task);
    expect(usedInWords(page, work.clock.now(), "id")).toBe("terlambat 10 hari kerja");
  });
});
