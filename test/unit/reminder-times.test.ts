import { describe, expect, it, test } from "vitest";
import { stepOf } from "../../statemachines/language/table.ts";
import { procedureOf } from "../../statemachines/language/registry.ts";
import { demoCalendar } from "../../functions/domain/calendar/demo-calendar.ts";
import { workingMinutesBetween } from "../../functions/domain/calendar/working-time.ts";
import { nextReminder, remindersDue, type Remindable } from "../../functions/domain/deadlines/reminder-times.ts";

const row = (procedure: string, step: string) => stepOf(procedureOf(procedure, 1), step);
const decide = row("official-visit", "decide");
const register = row("official-visit", "register-letter");
const choose = row("official-visit", "choose-other-time");
const confirm = row("mobile-library", "confirm");
const guestBook = row("official-visit", "sign-guest-book");
const report = row("monthly-report", "report");

/** WIB. */
const at = (day: string, time: string): string => new Date(`${day}T${time}:00+07:00`).toISOString();

function task(openedAt: string, dueAt: string | null, deadlineAt: string | null = null): Remindable {
  return { openedAt, dueAt, deadlineAt, availableFrom: null };
}

/** All that come until an instant. */
function told(step: typeof decide, which: Remindable, until: string): string[] {
  const found: string[] = [];
  let after = which.openedAt;
  for (;;) {
    const next = nextReminder(demoCalendar, step, which, after);
    if (!next || next.at > until) return found;
    found.push(`${next.kind}${next.level || ""} ${localTime(next.at)}`);
    after = next.at;
  }
}

function localTime(instant: string): string {
  return new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(5, 16).replace("T", " ");
}

describe("whoever holds a task", () => {
  it("is told at three quarters of its time, when it is late, then every four office hours; the post above a working day later", () => {
    // Monday; the morning ends at 12.00, the afternoon begins at 13.00.
    const asked = task(at("2026-11-23", "08:00"), at("2026-11-23", "10:00"));
    expect(told(register, asked, at("2026-11-25", "11:00"))).toEqual([
      "soon 11-23 09:30",
      "late 11-23 10:00",
      "again1 11-23 15:00",
      "above 11-24 10:00",
      "again2 11-24 10:30",
      "again3 11-24 15:30",
      "again4 11-25 11:00",
    ]);
  });

  it("of a few minutes is told half an hour of office time after it, not before", () => {
    const asked = task(at("2026-11-23", "08:00"), at("2026-11-23", "08:05"));
    expect(told(register, asked, at("2026-11-23", "13:00"))).toEqual(["late 11-23 08:35"]);
  });

  test.each([
    ["2026-12-01", "2026-12-07", ["soon 12-03 07:30", "late 12-08 07:30"]],
    // 5 January is no working day.
    ["2027-01-04", "2027-01-11", ["soon 01-07 07:30", "late 01-12 07:30"]],
  ])("is told of a month's report that opens on %s on the third working day (Sc11)", (opens, due, reminders) => {
    const asked = task(at(opens, "07:30"), at(due, "16:00"));
    const morningAfter = new Date(Date.parse(at(due, "07:30")) + 24 * 3_600_000).toISOString();
    expect(told(report, asked, morningAfter)).toEqual(reminders);
  });

  it("reads of the evening's end in the morning", () => {
    const asked = task(at("2026-11-23", "07:30"), at("2026-11-23", "16:00"));
    expect(told(register, asked, at("2026-11-24", "07:30"))).toContain("late 11-24 07:30");
  });

  test.each(["2026-11-27", "2026-12-23", "2027-03-08"])(
    "is never written to while the office is closed (%s)",
    (day) => {
      const asked = task(at(day, "09:10"), at(day, "11:10"));
      let after = asked.openedAt;
      for (let count = 0; count < 30; count += 1) {
        const next = nextReminder(demoCalendar, decide, asked, after);
        if (!next) throw new Error("there is always another");
        const soonAfter = new Date(Date.parse(next.at) + 1_000).toISOString();
        expect(workingMinutesBetween(demoCalendar, next.at, soonAfter)).toBeGreaterThan(0);
        after = next.at;
      }
    },
  );

  it("has nothing to be told of where the row has no standard time", () => {
    expect(
      nextReminder(demoCalendar, register, task(at("2026-11-23", "08:00"), null), at("2026-11-23", "08:00")),
    ).toBeNull();
  });

  it("is told once of what passed while nobody looked", () => {
    const asked = task(at("2026-11-23", "08:00"), at("2026-11-23", "10:00"));
    const range = { from: at("2026-11-23", "09:30"), now: at("2026-11-25", "13:30") };
    expect(remindersDue(demoCalendar, register, asked, range).map(({ kind, level }) => `${kind}${level}`)).toEqual([
      "late0",
      "above0",
    ]);
  });
});

describe("people outside", () => {
  it("are reminded after two and four working days, as long as an answer counts", () => {
    const opened = at("2026-11-23", "10:00");
    expect(told(choose, task(opened, null, at("2026-11-30", "10:00")), at("2026-12-31", "10:00"))).toEqual([
      "outside1 11-25 10:00",
      "outside2 11-27 10:00",
    ]);
    expect(told(choose, task(opened, null, at("2026-11-26", "12:00")), at("2026-12-31", "10:00"))).toEqual([
      "outside1 11-25 10:00",
    ]);
  });

  it("who host a stop, after two office hours, and are telephoned on the next working day", () => {
    expect(told(confirm, task(at("2026-11-27", "15:00"), null, null), at("2026-12-31", "10:00"))).toEqual([
      "outside1 11-30 08:00",
      "phone 11-30 15:00",
    ]);
    expect(told(confirm, task(at("2026-11-23", "11:00"), null, null), at("2026-12-31", "10:00"))).toEqual([
      "outside1 11-23 14:00",
      "phone 11-24 11:00",
    ]);
  });

  it("are not reminded of a day that is to come", () => {
    expect(told(guestBook, task(at("2026-11-23", "11:00"), null, null), at("2026-12-31", "10:00"))).toEqual([]);
  });
});
