import { describe, expect, it } from "vitest";
import { player, type Player } from "../support/player.ts";
import { anotherTime, visitScript } from "../support/scripts/official-visit.ts";
import { stopPlan, stopScript } from "../support/scripts/mobile-library.ts";

/** WIB. */
const at = (day: string, time: string): string => new Date(`${day}T${time}:00+07:00`).toISOString();

function close(work: Player, date: string): void {
  const { settings } = work.agencies.now;
  const holidays = [...settings.calendar.holidays, { date, name: "Hari jadi daerah", kind: "local" as const }];
  work.agencies.now.settings = { ...settings, calendar: { ...settings.calendar, holidays } };
}

describe("a holiday that is entered while cases wait (Sc13)", () => {
  it("gives open tasks another due time and reminder, and leaves what is finished", async () => {
    const work = player(stopScript);
    work.clock.set(at("2026-12-23", "10:00"));
    const caseId = await work.caseAt(
      "judge-plan",
      { plan: { values: stopPlan({ date: "2027-01-13" }) } },
      { preferredDate: "2027-01-13" },
    );
    await work.sweep();
    const before = await work.task(caseId);
    const finished = (await work.dossier(caseId)).tasks.filter(({ answer }) => answer !== null);
    expect(before.dueAt?.slice(0, 10)).toBe("2026-12-28");
    work.clock.set(at("2026-12-23", "14:00"));
    close(work, "2026-12-28");
    await work.sweep();
    const after = await work.task(caseId);
    expect(after.dueAt).toBe(new Date(Date.parse(before.dueAt ?? "") + 24 * 3_600_000).toISOString());
    expect(after.remindAt).not.toBe(before.remindAt);
    expect((await work.dossier(caseId)).tasks.filter(({ answer }) => answer !== null)).toEqual(finished);
    const looked = work.on.calls.length;
    await work.sweep();
    expect(work.on.calls.slice(looked).filter((call) => call === "tasks.inbox")).toEqual([]);
  });

  it("does the same for hours of Ramadan that are entered after the sidang isbat", async () => {
    const work = player(stopScript);
    const { settings } = work.agencies.now;
    const { ramadan = [], ...calendar } = settings.calendar;
    work.agencies.now.settings = { ...settings, calendar };
    work.clock.set(at("2027-02-04", "15:30"));
    const contacts = [{ on: "2027-02-04", with: "Bapak Surya", channel: "telepon", agreed: "Selasa, di halaman" }];
    const caseId = await work.caseAt(
      "judge-plan",
      { coordinate: { values: { contacts } }, plan: { values: stopPlan({ date: "2027-03-16" }) } },
      { preferredDate: "2027-03-16" },
    );
    await work.sweep();
    // The 5th is joint leave, the 6th a holiday.
    expect((await work.task(caseId)).dueAt?.slice(0, 16)).toBe(at("2027-02-08", "15:30").slice(0, 16));
    work.clock.set(at("2027-02-07", "20:00"));
    work.agencies.now.settings = { ...settings, calendar: { ...calendar, ramadan } };
    await work.sweep();
    expect((await work.task(caseId)).dueAt).toBe(at("2027-02-08", "15:00"));
  });

  it("gives people outside the day as well", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("choose-other-time", anotherTime);
    await work.sweep();
    const { deadlineAt } = await work.task(caseId);
    close(work, "2026-11-26");
    await work.sweep();
    expect(new Date((await work.task(caseId)).deadlineAt ?? "").getTime()).toBeGreaterThan(
      Date.parse(deadlineAt ?? ""),
    );
  });
});
