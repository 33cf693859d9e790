import type { Calendar, WeeklyHours } from "./calendar.ts";
import { holidays2026, holidays2027 } from "./holidays-indonesia.ts";

/** 37 h 30 min a week from 07:30, breaks of 60 and on Friday 90 minutes (Perpres 21/2023). */
const officeHours: WeeklyHours = {
  ...mondayToThursday(["07:30", "12:00"], ["13:00", "16:00"]),
  5: [
    ["07:30", "11:30"],
    ["13:00", "16:30"],
  ],
};

/** 32 h 30 min a week from 08:00, breaks of 30 and on Friday 60 minutes (Perpres 21/2023). */
const ramadanOfficeHours: WeeklyHours = {
  ...mondayToThursday(["08:00", "12:00"], ["12:30", "15:00"]),
  5: [
    ["08:00", "11:30"],
    ["12:30", "15:30"],
  ],
};

/**
 * The calendar a new agency starts with: WIB, the usual office hours, visits Monday to Friday, the holidays of
 * 2026 and 2027. The Ramadan periods are estimates; the real ones are set by sidang isbat a day or two ahead.
 */
export const demoCalendar: Calendar = {
  zone: "Asia/Jakarta",
  officeHours,
  serviceHours: { ...mondayToThursday(["08:00", "15:00"]), 5: [["08:00", "11:00"]] },
  ramadan: [
    { from: "2026-02-19", to: "2026-03-20", officeHours: ramadanOfficeHours },
    { from: "2027-02-08", to: "2027-03-09", officeHours: ramadanOfficeHours },
  ],
  holidays: [...holidays2026, ...holidays2027],
};

function mondayToThursday(...intervals: [opens: string, closes: string][]): WeeklyHours {
  return { 1: intervals, 2: intervals, 3: intervals, 4: intervals };
}
