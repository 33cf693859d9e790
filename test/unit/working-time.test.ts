import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import type { StandardTime } from "../../statemachines/language/vocabulary.ts";
import { hoursOn, type Calendar, type Holiday } from "../../functions/domain/calendar/calendar.ts";
import { demoCalendar } from "../../functions/domain/calendar/demo-calendar.ts";
import { describeReasons } from "../../functions/domain/calendar/due-reasons.ts";
import { dueTime, usedShare } from "../../functions/domain/calendar/due-time.ts";
import {
  NoWorkingDayError,
  addWorkingDays,
  addWorkingMinutes,
  firstWorkingDayOfMonth,
  nthWorkingDay,
  workingMinutesBetween,
} from "../../functions/domain/calendar/working-time.ts";

describe("due times of working minutes", () => {
  it.each([
    ["inside the morning", "2026-11-23T09:00", 30, "2026-11-23T09:30"],
    ["across lunch", "2026-11-23T11:50", 30, "2026-11-23T13:20"],
    ["across the longer Friday break", "2026-11-27T11:00", 60, "2026-11-27T13:30"],
    ["of a form sent on a Saturday evening", "2026-11-28T20:00", 3, "2026-11-30T07:33"],
    ["that end exactly at the break", "2026-11-23T09:00", 180, "2026-11-23T12:00"],
    ["that end exactly at closing", "2026-11-23T15:00", 60, "2026-11-23T16:00"],
    ["from exactly at closing", "2026-11-23T16:00", 1, "2026-11-24T07:31"],
    ["across the new year", "2026-12-31T15:50", 30, "2027-01-04T07:50"],
    ["in the shorter hours of Ramadan", "2027-02-08T11:50", 30, "2027-02-08T12:50"],
    ["into the first day of Ramadan", "2027-02-04T15:50", 30, "2027-02-08T08:20"],
    ["of nothing, while the office is closed", "2026-11-28T20:00", 0, "2026-11-30T07:30"],
  ])("%s", (_name, start, minutes, due) => {
    expect(local(addWorkingMinutes(demoCalendar, wib(start), minutes))).toBe(due);
  });
});

describe("due times of working days", () => {
  it.each([
    ["keep the clock time and skip joint leave, holiday and weekend", "2026-12-23T10:00", 1, "2026-12-28T10:00"],
    ["keep the clock time over a weekend", "2026-11-27T15:00", 1, "2026-11-30T15:00"],
    ["end at closing when the start moved to an opening", "2026-11-23T20:00", 1, "2026-11-24T16:00"],
    ["end at closing when the start is the opening itself", "2026-11-24T07:30", 1, "2026-11-24T16:00"],
    ["count the day of the moved start as the first", "2026-11-23T20:00", 3, "2026-11-26T16:00"],
    ["move a start in the break to its end", "2026-11-23T12:30", 1, "2026-11-24T13:00"],
    ["end at closing where the last day closes earlier", "2026-11-27T16:20", 1, "2026-11-30T16:00"],
    ["move a clock time in the break of the last day to its end", "2026-11-26T11:45", 1, "2026-11-27T13:00"],
    ["move a clock time before the opening in Ramadan", "2027-02-04T07:45", 1, "2027-02-08T08:00"],
    ["of five give an outside party a week", "2026-11-23T10:00", 5, "2026-11-30T10:00"],
  ])("%s", (_name, start, days, due) => {
    expect(local(addWorkingDays(demoCalendar, wib(start), days))).toBe(due);
  });

  it("start at the next opening for none", () => {
    expect(local(addWorkingDays(demoCalendar, wib("2026-11-28T20:00"), 0))).toBe("2026-11-30T07:30");
  });

  it("refuse half a day, less than nothing and a lifetime", () => {
    for (const days of [0.5, -1, 1e6, NaN]) {
      expect(() => addWorkingDays(demoCalendar, wib("2026-11-23T10:00"), days)).toThrow(RangeError);
    }
  });
});

describe("due times by basis", () => {
  const start = wib("2026-11-23T09:00");

  it("take the longer end of a range", () => {
    const { due } = dueTime(demoCalendar, start, standard("working-minutes", "PT20M", "PT15M"));
    expect(due && local(due)).toBe("2026-11-23T09:20");
  });

  it("of a lead time give the earliest day, whatever the hour", () => {
    for (const moment of ["2026-11-23T00:00", "2026-11-23T23:59"]) {
      const { due, reasons } = dueTime(demoCalendar, wib(moment), standard("calendar-lead", "P7D"));
      expect(due?.toPlainDate().toString()).toBe("2026-11-30");
      expect(reasons).toEqual([]);
    }
  });

  it("multiply by the units counted, and are open while nothing is counted", () => {
    const perBook = standard("per-unit", "PT3M");
    const due = dueTime(demoCalendar, start, perBook, { units: 12 }).due;
    expect(due && local(due)).toBe("2026-11-23T09:36");
    expect(dueTime(demoCalendar, start, perBook).due).toBeNull();
    expect(dueTime(demoCalendar, start, perBook, { units: 0 }).due).toBeNull();
  });

  it("take an estimate of the case, and are open without one", () => {
    const travel: StandardTime = { written: "sesuai jarak tempuh", basis: "estimate" };
    const due = dueTime(demoCalendar, start, travel, { estimate: 90 }).due;
    expect(due && local(due)).toBe("2026-11-23T10:30");
    expect(dueTime(demoCalendar, start, travel).due).toBeNull();
  });

  it("do not exist where the SOP sets no target", () => {
    const none: StandardTime = { written: "Sesuai Kebutuhan", basis: "none" };
    expect(dueTime(demoCalendar, start, none)).toEqual({ due: null, reasons: [] });
  });

  it.each([
    ["2026-11", "2026-12-01T07:30", "2026-12-07T16:00"],
    ["2026-12", "2027-01-04T07:30", "2027-01-11T16:00"],
  ])("of the monthly report for %s open on %s and end on the fifth working day", (month, opens, due) => {
    const monthly = standard("recurring", "R/P1M");
    const byStart = dueTime(demoCalendar, wib(`${month}-15T10:00`), monthly);
    const byMonth = dueTime(demoCalendar, wib("2030-01-01T00:00"), monthly, { reportMonth: month });
    for (const report of [byStart, byMonth]) {
      expect([report.opens && local(report.opens), report.due && local(report.due)]).toEqual([opens, due]);
    }
  });

  it("of the monthly report follow the agency's own day", () => {
    const due = dueTime(demoCalendar, start, standard("recurring", "R/P1M"), { dueWorkingDay: 3 }).due;
    expect(due && local(due)).toBe("2026-12-03T16:00");
  });

  it("are refused where the length does not fit the basis", () => {
    const misfits = [
      standard("working-minutes", "P1D"),
      standard("working-day", "PT30M"),
      standard("working-day", "P1DT1H"),
      standard("calendar-lead", "P1M"),
      standard("working-minutes", "-PT5M"),
      { written: "?", basis: "working-day" } as const,
    ];
    for (const misfit of misfits) expect(() => dueTime(demoCalendar, start, misfit)).toThrow(RangeError);
  });
});

describe("a holiday inside a standard time (Sc13)", () => {
  const oneDay = standard("working-day", "P1D");
  const submitted = wib("2026-12-23T10:00");

  it("is told as the reason", () => {
    const { due, reasons } = dueTime(demoCalendar, submitted, oneDay);
    expect(due && local(due)).toBe("2026-12-28T10:00");
    expect(describeReasons(reasons, "id")).toBe("24 Des cuti bersama, 25 Des libur, 26-27 akhir pekan");
    expect(describeReasons(reasons, "en")).toBe("24 Dec joint leave, 25 Dec holiday, 26-27 weekend");
    expect(reasons[0]).toEqual({
      kind: "holiday",
      holiday: "joint-leave",
      name: "Cuti bersama Natal",
      from: "2026-12-24T00:00+07:00",
      to: "2026-12-25T00:00+07:00",
    });
  });

  it("moves an open due time when an administrator adds it", () => {
    const { due, reasons } = dueTime(withHoliday("2026-12-28"), submitted, oneDay);
    expect(due && local(due)).toBe("2026-12-29T10:00");
    expect(describeReasons(reasons, "id")).toMatch(/26-27 akhir pekan, 28 Des libur daerah$/);
  });
});

describe("reasons", () => {
  const reasonsFor = (start: string, length: string) =>
    describeReasons(dueTime(demoCalendar, wib(start), standard("working-minutes", length)).reasons, "id");

  it("name breaks and nights, but not the evening before a weekend", () => {
    expect(reasonsFor("2026-11-23T11:50", "PT30M")).toBe("23 Nov 12.00-13.00 istirahat");
    expect(reasonsFor("2026-11-23T15:50", "PT30M")).toBe("23 Nov 16.00-24 Nov 07.30 di luar jam kerja");
    expect(reasonsFor("2026-11-24T05:00", "PT30M")).toBe("24 Nov 05.00-07.30 di luar jam kerja");
    expect(reasonsFor("2026-11-27T16:20", "PT30M")).toBe("28-29 Nov akhir pekan");
    expect(reasonsFor("2026-11-23T09:00", "PT30M")).toBe("");
  });

  it("read across months, and join days of the same sort", () => {
    expect(reasonsFor("2026-10-30T16:20", "PT30M")).toBe("31 Okt-1 Nov akhir pekan");
    expect(reasonsFor("2027-03-05T15:20", "PT30M")).toBe(
      "6-7 Mar akhir pekan, 8 Mar libur, 9 Mar cuti bersama, 10-11 libur, 12 Mar cuti bersama, " +
        "13-14 akhir pekan, 15 Mar cuti bersama",
    );
  });

  it("together with the work fill the time from start to due, without overlap", () => {
    fc.assert(
      fc.property(startInCalendar, fc.integer({ min: 1, max: 3_000 }), (start, minutes) => {
        const { due, reasons } = dueTime(demoCalendar, start, standard("working-minutes", `PT${minutes}M`));
        if (!due) throw new Error("minutes always have a due time");
        const stoodStill = reasons.map(({ from, to }) => minutesBetween(from, to)).reduce((a, b) => a + b, 0);
        expect(stoodStill + minutes).toBe(minutesBetween(start, due));
      }),
      { numRuns: 60 },
    );
  });
});

describe("used share", () => {
  /** Of a task that was opened at an instant, as its due time says. */
  const shareAt = (openedAt: string, now: string, standardTime: StandardTime) => {
    const { due, opens } = dueTime(demoCalendar, openedAt, standardTime);
    return usedShare(demoCalendar, opens ?? openedAt, due, now);
  };
  const twentyMinutes = standard("working-minutes", "PT20M", "PT15M");
  const opened = wib("2026-11-23T09:57");

  it.each([
    ["2026-11-23T09:57", 0, "on-time"],
    ["2026-11-23T10:11", 14, "on-time"],
    ["2026-11-23T10:12", 15, "due-soon"],
    ["2026-11-23T10:17", 20, "due-soon"],
    ["2026-11-23T10:18", 21, "late"],
  ])("at %s has %i minutes and is %s", (now, usedMinutes, status) => {
    const used = shareAt(opened, wib(now), twentyMinutes);
    expect(used).toEqual({ status, usedMinutes, standardMinutes: 20, share: usedMinutes / 20 });
  });

  it("stands still over lunch, night and weekend", () => {
    const used = shareAt(wib("2026-11-27T16:20"), wib("2026-11-30T07:00"), twentyMinutes);
    expect(used).toMatchObject({ usedMinutes: 10, status: "on-time" });
  });

  it("of a working day is measured in the office minutes up to its due time", () => {
    const oneDay = standard("working-day", "P1D");
    const at = (now: string) => shareAt(wib("2026-12-23T10:00"), wib(now), oneDay);
    expect(at("2026-12-27T12:00")).toMatchObject({ usedMinutes: 300, standardMinutes: 450, status: "on-time" });
    expect(at("2026-12-28T10:00")).toMatchObject({ share: 1, status: "due-soon" });
    expect(at("2026-12-28T10:01").status).toBe("late");
  });

  it("of a monthly report counts from its opening", () => {
    const monthly = standard("recurring", "R/P1M");
    const at = (now: string) => shareAt(wib("2026-11-23T10:00"), wib(now), monthly);
    expect(at("2026-11-30T10:00")).toMatchObject({ usedMinutes: 0, status: "on-time" });
    expect(at("2026-12-08T07:31").status).toBe("late");
  });

  it("is nothing before it starts, and late of what was due before it could begin", () => {
    const due = wib("2026-11-23T10:00");
    expect(usedShare(demoCalendar, wib("2026-11-23T11:00"), wib("2026-11-23T11:10"), due)).toMatchObject({
      usedMinutes: 0,
      status: "on-time",
    });
    const beyond = { usedMinutes: 30, standardMinutes: 0, share: null, status: "late" };
    expect(usedShare(demoCalendar, due, due, wib("2026-11-23T10:30"))).toEqual(beyond);
    const night = [wib("2026-11-22T06:50"), wib("2026-11-22T07:00")] as const;
    expect(usedShare(demoCalendar, ...night, wib("2026-11-22T12:00"))).toMatchObject({ status: "on-time" });
  });

  it("does not measure what has no target", () => {
    const none: StandardTime = { written: "Sesuai kebutuhan", basis: "none" };
    for (const standardTime of [none, standard("per-unit", "PT3M")]) {
      const used = shareAt(opened, wib("2026-11-23T11:57"), standardTime);
      expect(used).toEqual({ status: "unmeasured", usedMinutes: 120, standardMinutes: null, share: null });
    }
  });
});

describe("working days of a month", () => {
  it("skip the holidays at its start", () => {
    expect(firstWorkingDayOfMonth(demoCalendar, "2027-01").toString()).toBe("2027-01-04");
    expect(nthWorkingDay(demoCalendar, "2027-01", 5).toString()).toBe("2027-01-11");
  });
});

describe("time zones", () => {
  it.each([
    ["Asia/Makassar", "2026-11-23T07:40"],
    ["Asia/Jayapura", "2026-11-23T08:10"],
  ])("%s has its own office hours", (zone, expected) => {
    const due = addWorkingMinutes({ ...demoCalendar, zone }, "2026-11-22T23:00:00Z", 10);
    expect([local(due), due.timeZoneId]).toEqual([expected, zone]);
  });

  it("do not matter for the moment handed in", () => {
    const asInstant = Temporal.Instant.from("2026-11-23T02:00:00Z");
    const elsewhere = asInstant.toZonedDateTimeISO("America/New_York");
    for (const start of [asInstant, elsewhere, asInstant.toString()]) {
      expect(local(addWorkingMinutes(demoCalendar, start, 30))).toBe("2026-11-23T09:30");
    }
  });
});

describe("a calendar without working days", () => {
  const empty: Calendar = { ...demoCalendar, officeHours: {}, ramadan: [] };

  it("is told, not walked for ever", () => {
    expect(() => addWorkingMinutes(empty, wib("2026-11-23T09:00"), 1)).toThrow(NoWorkingDayError);
    expect(() => nthWorkingDay(empty, "2026-11", 1)).toThrow(/no working day within 400 days/);
    expect(workingMinutesBetween(empty, wib("2026-11-23T09:00"), wib("2026-12-23T09:00"))).toBe(0);
  });
});

describe("whatever the start and the length", () => {
  const minutes = fc.integer({ min: 1, max: 5_000 });
  const days = fc.integer({ min: 1, max: 15 });

  it("the office minutes from start to due are the target", () => {
    fc.assert(
      fc.property(startInCalendar, minutes, (start, target) => {
        expect(workingMinutesBetween(demoCalendar, start, addWorkingMinutes(demoCalendar, start, target))).toBe(target);
      }),
      runs,
    );
  });

  it("the due time lies in office hours", () => {
    fc.assert(
      fc.property(startInCalendar, minutes, days, (start, target, count) => {
        expect(isOfficeTime(addWorkingMinutes(demoCalendar, start, target))).toBe(true);
        expect(isOfficeTime(addWorkingDays(demoCalendar, start, count))).toBe(true);
      }),
      runs,
    );
  });

  it("a later start is never due earlier", () => {
    fc.assert(
      fc.property(startInCalendar, fc.integer({ min: 1, max: 6_000 }), minutes, days, (start, wait, target, count) => {
        const later = start.add({ minutes: wait });
        expectNotEarlier(
          addWorkingMinutes(demoCalendar, later, target),
          addWorkingMinutes(demoCalendar, start, target),
        );
        expectNotEarlier(addWorkingDays(demoCalendar, later, count), addWorkingDays(demoCalendar, start, count));
      }),
      runs,
    );
  });

  it("adding a holiday never makes anything due earlier", () => {
    fc.assert(
      fc.property(startInCalendar, fc.integer({ min: 0, max: 20 }), minutes, days, (start, after, target, count) => {
        const more = withHoliday(
          start.toZonedDateTimeISO("Asia/Jakarta").toPlainDate().add({ days: after }).toString(),
        );
        expectNotEarlier(addWorkingMinutes(more, start, target), addWorkingMinutes(demoCalendar, start, target));
        expectNotEarlier(addWorkingDays(more, start, count), addWorkingDays(demoCalendar, start, count));
      }),
      runs,
    );
  });
});

const runs = { numRuns: 100 };

const minute = 60_000;

/** Whole minutes of 2026 and 2027, holidays and Ramadan included. */
const startInCalendar = fc
  .integer({ min: Date.UTC(2026, 0, 1) / minute, max: Date.UTC(2027, 11, 1) / minute })
  .map((minutes) => Temporal.Instant.fromEpochMilliseconds(minutes * minute));

function standard(basis: StandardTime["basis"], max: string, min = max): StandardTime {
  return { written: max, basis, min, max };
}

function wib(local: string): string {
  return `${local}:00+07:00`;
}

function local(moment: Temporal.ZonedDateTime): string {
  return moment.toPlainDateTime().toString({ smallestUnit: "minute" });
}

function withHoliday(date: string): Calendar {
  const added: Holiday = { date, name: "Hari jadi kabupaten", kind: "local" };
  return { ...demoCalendar, holidays: [...demoCalendar.holidays, added] };
}

function isOfficeTime(moment: Temporal.ZonedDateTime): boolean {
  const time = moment.toPlainTime().toString({ smallestUnit: "minute" });
  const { intervals } = hoursOn(demoCalendar, moment.toPlainDate(), "office");
  return intervals.some(([opens, closes]) => opens <= time && time <= closes);
}

function minutesBetween(from: string | Temporal.Instant, to: string | Temporal.ZonedDateTime): number {
  const end = typeof to === "string" ? Temporal.Instant.from(to) : to.toInstant();
  return Temporal.Instant.from(from).until(end).total("minutes");
}

function expectNotEarlier(moment: Temporal.ZonedDateTime, than: Temporal.ZonedDateTime): void {
  expect(Temporal.ZonedDateTime.compare(moment, than)).toBeGreaterThanOrEqual(0);
}
