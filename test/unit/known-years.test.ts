/** Years of which nobody has entered the holidays: told before they are needed. */
import { describe, expect, test } from "vitest";
import { openProblems } from "../../functions/domain/administration/open-problems.ts";
import type { Holiday } from "../../functions/domain/calendar/calendar.ts";
import { demoCalendar } from "../../functions/domain/calendar/demo-calendar.ts";
import { lastKnownYear, missingYear } from "../../functions/domain/calendar/known-years.ts";
import { closedDaysInWords } from "../../functions/domain/calendar/closed-days.ts";
import { plainContext } from "../../functions/domain/form/form-context.ts";
import { watchLateness } from "../../functions/domain/service-levels/standing.ts";
import { agency, everybody } from "../support/builders.ts";
import { dependencies } from "../support/fakes/index.ts";

const upTo = (year: number): { holidays: Holiday[] } => ({
  holidays: [
    { date: `${year}-08-17`, name: "Hari Kemerdekaan", kind: "national" },
    { date: `${year + 1}-03-01`, name: "Hari jadi daerah", kind: "local" },
  ],
});

describe("a year without national holidays", () => {
  test("is missing from July of the year before, and not earlier; local days do not make it known", () => {
    expect(missingYear(upTo(2026), "2026-06-30")).toBeNull();
    expect(missingYear(upTo(2026), "2026-07-01")).toBe(2027);
    expect(missingYear(upTo(2027), "2026-12-31")).toBeNull();
    expect(missingYear(upTo(2026), "2027-01-01")).toBe(2027);
    expect(missingYear({ holidays: [] }, "2026-02-01")).toBe(2026);
    expect(lastKnownYear({ holidays: [] })).toBeNull();
  });

  test("is an open problem of the administrator, and an alarm, until the days are entered", async () => {
    const work = dependencies();
    work.clock.set("2027-07-01T03:00:00.000Z");
    const settings = { ...agency(), calendar: demoCalendar };
    work.agencies.now.settings = settings;
    const found = openProblems(settings, everybody(), work.clock.now());
    expect(found.map(({ leadsTo }) => leadsTo)).toEqual([{ settings: "libur" }]);
    expect(found[0]?.text.id).toContain("2028");
    await watchLateness(work);
    expect(work.metrics.emitted.some(({ figures }) => "HolidaysMissing" in figures)).toBe(true);
    const calendar = { ...demoCalendar, holidays: [...demoCalendar.holidays, ...upTo(2028).holidays] };
    expect(openProblems({ ...settings, calendar }, everybody(), work.clock.now())).toEqual([]);
  });

  test("is told to the forms", () => {
    expect(
      plainContext({ ...agency(), calendar: demoCalendar }, Date.parse("2026-12-01T03:00:00Z")).holidaysUntil,
    ).toBe(2027);
  });
});

test("the days that a due time steps over are said in one line", () => {
  const words = closedDaysInWords(demoCalendar, "2026-12-23T03:00:00.000Z", "2026-12-28T03:00:00.000Z");
  expect(words?.id).toBe("24 Des cuti bersama, 25 Des libur, 26-27 akhir pekan");
  expect(closedDaysInWords(demoCalendar, "2026-11-23T02:00:00.000Z", "2026-11-23T02:30:00.000Z")).toBeNull();
});
