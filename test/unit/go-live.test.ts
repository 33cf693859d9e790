/** Before the day on which the service is used nothing is asked for, missing, late or measured. */
import { describe, expect, it } from "vitest";
import type { Calendar } from "../../functions/domain/calendar/calendar.ts";
import { demoCalendar } from "../../functions/domain/calendar/demo-calendar.ts";
import { counts, dueInUse, isInUse, isMonthInUse } from "../../functions/domain/calendar/go-live.ts";
import { officeClock } from "../../functions/domain/calendar/working-time.ts";
import { openTasks } from "../../functions/domain/case/case-file.ts";
import { missedServiceDays, monthsToReport } from "../../functions/domain/downtime/outage.ts";
import { casesDue } from "../../functions/domain/intake/open-scheduled-cases.ts";
import { standingNow, watchLateness } from "../../functions/domain/service-levels/standing.ts";
import { daysOf } from "../../functions/domain/reading-room/recap-book.ts";
import { monthFigures } from "../../functions/domain/task/computed-fields.ts";
import { historyViews } from "../../functions/http/views/history-view.ts";
import { isLate, timeView } from "../../functions/http/views/time-view.ts";
import { currentProcedures } from "../../statemachines/language/registry.ts";
import { people } from "../support/builders.ts";
import { measuresOf } from "../support/measures.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const since = (goLive: string): Calendar => ({ ...demoCalendar, goLive });
const at = (local: string): number => Date.parse(`${local}+07:00`);

function usedFrom(work: Player, goLive: string): void {
  const { settings } = work.agencies.now;
  work.agencies.now.settings = { ...settings, calendar: { ...settings.calendar, goLive } };
}

const contextOf = (work: Player) => ({
  settings: work.agencies.now.settings,
  staff: work.agencies.now.staff,
  reader: { language: "id", seesPersonal: true } as const,
  now: work.clock.now(),
  outages: [],
});

describe("the first day", () => {
  it("itself counts, and its month; without one every day does", () => {
    const calendar = since("2026-12-02");
    expect(["2026-12-01", "2026-12-02"].map((date) => isInUse(calendar, date))).toEqual([false, true]);
    expect(["2026-11", "2026-12"].map((month) => isMonthInUse(calendar, month))).toEqual([false, true]);
    expect([isInUse(demoCalendar, "2000-01-01"), isMonthInUse(demoCalendar, "2000-01")]).toEqual([true, true]);
    expect(["2026-12-01T16:59:59.999Z", "2026-12-01T17:00:00.000Z"].map((each) => counts(calendar, each))).toEqual([
      false,
      true,
    ]);
    expect([dueInUse(calendar, "2026-12-01T03:00:00.000Z"), dueInUse(calendar, null)]).toEqual([null, null]);
  });

  it("opens the check of its day, and no report of the month before", () => {
    const opened = (goLive: string, now: string) =>
      casesDue(since(goLive), currentProcedures(), at(now)).map(({ submissionId }) => submissionId);
    expect(opened("2026-12-02", "2026-12-01T09:00:00")).toEqual([]);
    expect(opened("2026-12-02", "2026-12-02T09:00:00")).toEqual(["calendar:opening-check:2026-12-02"]);
    expect(opened("2026-12-02", "2027-01-04T09:00:00")).toContain("calendar:monthly-report:2026-12");
  });

  it("leaves no day before it without recap, in the book, in the report and after an outage", async () => {
    const missing = daysOf(since("2026-12-02"), "2026-12", [], "2026-12-05").filter(
      ({ status }) => status === "missing",
    );
    expect(missing.map(({ date }) => date)).toEqual(["2026-12-02", "2026-12-03", "2026-12-04"]);
    const outage = { from: "2026-11-20T03:00:00.000Z", to: "2026-12-03T03:00:00.000Z" };
    expect(missedServiceDays(since("2026-12-02"), outage)).toEqual(["2026-12-02"]);
    expect(monthsToReport(since("2026-12-02"), "2026-09-01T00:00:00.000Z", outage.to)).toEqual([]);
    const work = player(visitScript);
    usedFrom(work, "2026-12-04");
    work.clock.set(at("2026-12-04T09:00:00"));
    expect(await monthFigures(work, "2026-12")).not.toHaveProperty("missing-days");
  });
});

describe("work of before", () => {
  it("is late nowhere, and tells nothing of how punctual the office is", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("check-schedule");
    work.clock.advance({ days: 6 });
    const dossier = await work.dossier(caseId);
    const [task] = openTasks(dossier);
    if (!task) throw new Error("nothing waits");
    const late = () => {
      const context = contextOf(work);
      const { calendar } = context.settings;
      const page = timeView(dossier, task, context).status;
      return [page, isLate(task, officeClock(calendar, context.now), calendar)];
    };
    const standing = async () => {
      await watchLateness(work);
      const { counts } = await standingNow(work);
      return [counts["official-visit"]?.late, work.metrics.emitted.at(-1)?.figures["OldestLateWorkingDays"] !== 0];
    };
    expect([late(), await standing()]).toEqual([
      ["late", true],
      [1, true],
    ]);
    usedFrom(work, "2026-12-31");
    expect([late(), await standing()]).toEqual([
      ["unmeasured", false],
      [0, false],
    ]);
    await work.answer(caseId, { outcome: "lapor", by: people.registrar.id, values: { availability: "sesuai" } });
    expect(await measuresOf(work, caseId)).toEqual([]);
    expect(historyViews(await work.dossier(caseId), contextOf(work)).filter((each) => each.late)).toEqual([]);
  });
});
