import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { checkCalendar } from "../../functions/domain/administration/calendar-check.ts";
import { hoursOn, isServiceDay, isWorkingDay, type Calendar } from "../../functions/domain/calendar/calendar.ts";
import { demoCalendar } from "../../functions/domain/calendar/demo-calendar.ts";

describe("hours of a date", () => {
  it("follow the weekday, with a shorter Friday", () => {
    expect(hoursOn(demoCalendar, "2026-11-23", "office")).toEqual({
      intervals: [
        ["07:30", "12:00"],
        ["13:00", "16:00"],
      ],
    });
    expect(hoursOn(demoCalendar, "2026-11-27", "office").intervals[0]).toEqual(["07:30", "11:30"]);
    expect(hoursOn(demoCalendar, "2026-11-27", "service").intervals).toEqual([["08:00", "11:00"]]);
  });

  it("say why a date is closed", () => {
    expect(hoursOn(demoCalendar, "2026-12-24", "office").closed).toEqual({
      kind: "holiday",
      holiday: "joint-leave",
      name: "Cuti bersama Natal",
    });
    expect(hoursOn(demoCalendar, "2026-12-26", "office").closed).toEqual({ kind: "weekend" });
    expect(hoursOn(demoCalendar, "2027-03-10", "office").closed).toMatchObject({
      holiday: "national",
      estimated: true,
    });
  });

  it("name the stronger holiday where two share a date", () => {
    const calendar = withHoliday({ date: "2026-12-24", name: "Pilkada", kind: "local" });
    expect(hoursOn(calendar, "2026-12-24", "office").closed).toMatchObject({ name: "Pilkada" });
  });

  it("are shorter in Ramadan, from the first to the last day", () => {
    const opens = (date: string) => hoursOn(demoCalendar, date, "office").intervals[0]?.[0];
    expect([opens("2027-02-04"), opens("2027-02-08"), opens("2027-03-05"), opens("2027-03-16")]).toEqual([
      "07:30",
      "08:00",
      "08:00",
      "07:30",
    ]);
    expect(hoursOn(demoCalendar, "2027-02-08", "service").intervals).toEqual([["08:00", "15:00"]]);
  });

  it("of visits may change in Ramadan where the agency says so", () => {
    const [, ramadan] = demoCalendar.ramadan ?? [];
    if (!ramadan) throw new Error("the demo calendar has a Ramadan of 2027");
    const calendar: Calendar = {
      ...demoCalendar,
      ramadan: [{ ...ramadan, serviceHours: { 1: [["09:00", "12:00"]] } }],
    };
    expect(hoursOn(calendar, "2027-02-08", "service").intervals).toEqual([["09:00", "12:00"]]);
    expect(isServiceDay(calendar, "2027-02-09")).toBe(false);
  });

  it("make 240 working days in 2026 and 242 in 2027", () => {
    expect([workingDaysOf(2026), workingDaysOf(2027)]).toEqual([240, 242]);
  });
});

describe("service days", () => {
  it("are closed on joint leave unless the agency opens for visitors", () => {
    const open: Calendar = { ...demoCalendar, serviceOpenOnJointLeave: true };
    expect(isServiceDay(demoCalendar, "2026-12-24")).toBe(false);
    expect(isServiceDay(open, "2026-12-24")).toBe(true);
    expect(isWorkingDay(open, "2026-12-24")).toBe(false);
    expect(isServiceDay(open, "2026-12-25")).toBe(false);
  });
});

describe("checking a calendar", () => {
  it("accepts the demo calendar, also after a trip through JSON", () => {
    expect(checkCalendar(JSON.parse(JSON.stringify(demoCalendar)))).toEqual({ ok: true, calendar: demoCalendar });
  });

  it.each<[string, object, string, RegExp]>([
    ["an unknown zone", { zone: "Asia/Bandung" }, "zone", /Asia\/Bandung/],
    ["an offset as zone", { zone: "+07:00" }, "zone", /\+07:00/],
    ["an end before its start", { officeHours: { 1: [["12:00", "08:00"]] } }, "officeHours.1.0", /08:00 is not after/],
    [
      "overlapping hours",
      {
        serviceHours: {
          2: [
            ["08:00", "12:00"],
            ["11:00", "15:00"],
          ],
        },
      },
      "serviceHours.2.1",
      /11:00 begins before 12:00/,
    ],
    ["a time that does not exist", { officeHours: { 1: [["08:00", "24:30"]] } }, "officeHours.1.0", /24:30/],
    ["a weekday beyond the week", { officeHours: { 1: [["08:00", "12:00"]], 8: [] } }, "officeHours.8", /1 to 7/],
    ["no office hours at all", { officeHours: { 1: [] } }, "officeHours", /no office hours/],
    ["hours that are missing", { serviceHours: undefined }, "serviceHours", /needed/],
    ["a date that does not exist", holiday({ date: "2026-02-30" }), "holidays.0.date", /2026-02-30/],
    ["a holiday without a name", holiday({ name: " " }), "holidays.0.name", /needs a name/],
    ["a holiday of an unknown kind", holiday({ kind: "school" }), "holidays.0.kind", /school/],
    ["a Ramadan that ends before it begins", ramadan("2027-03-09", "2027-02-08"), "ramadan.0", /is before/],
    ["a flag that is no flag", { serviceOpenOnJointLeave: "yes" }, "serviceOpenOnJointLeave", /true or false/],
  ])("refuses %s and says where", (_name, change, at, message) => {
    const checked = checkCalendar({ ...demoCalendar, ...change });
    if (checked.ok) throw new Error("should have been refused");
    expect(checked.problems.map((problem) => problem.at)).toEqual([at]);
    expect(checked.problems[0]?.message.en).toMatch(message);
  });

  it("refuses a holiday listed twice and what is no calendar at all", () => {
    const twice = [demoCalendar.holidays[0], demoCalendar.holidays[0]];
    expect(checkCalendar({ ...demoCalendar, holidays: twice }).ok).toBe(false);
    for (const data of [null, undefined, [], "x", 7, {}]) expect(checkCalendar(data).ok).toBe(false);
  });

  it("is not stumbled over, whatever stands in a place of the calendar", () => {
    const places = (value: unknown): unknown[] =>
      typeof value === "object" && value !== null
        ? Object.entries(value).flatMap(([name, part]) => [
            ...[null, 7, "x", [], {}, [null], [[]], { from: 1 }].map((other) => withPart(value, name, other)),
            ...places(part).map((other) => withPart(value, name, other)),
          ])
        : [];
    const small = { ...demoCalendar, holidays: demoCalendar.holidays.slice(0, 2) };
    for (const data of places(small)) {
      const checked = checkCalendar(data);
      if (!checked.ok) for (const { message } of checked.problems) expect(message.id && message.en).toBeTruthy();
    }
  });

  it("reports every problem at once", () => {
    const checked = checkCalendar({ ...demoCalendar, zone: "x", holidays: [{ date: "x", name: "", kind: "x" }] });
    expect(checked.ok ? [] : checked.problems).toHaveLength(4);
  });
});

function withPart(whole: object, name: string, part: unknown): unknown {
  const copy = structuredClone(whole) as Record<string, unknown>;
  copy[name] = part;
  return copy;
}

function withHoliday(added: Calendar["holidays"][number]): Calendar {
  return { ...demoCalendar, holidays: [...demoCalendar.holidays, added] };
}

function holiday(change: object): object {
  return { holidays: [{ date: "2026-12-28", name: "Hari jadi", kind: "local", ...change }] };
}

function ramadan(from: string, to: string): object {
  return { ramadan: [{ from, to, officeHours: demoCalendar.officeHours }] };
}

function workingDaysOf(year: number): number {
  let days = 0;
  for (let date = Temporal.PlainDate.from(`${year}-01-01`); date.year === year; date = date.add({ days: 1 })) {
    if (isWorkingDay(demoCalendar, date)) days += 1;
  }
  return days;
}
