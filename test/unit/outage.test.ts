import { describe, expect, it, test } from "vitest";
import { demoCalendar } from "../../functions/domain/calendar/demo-calendar.ts";
import {
  missedServiceDays,
  monthsToReport,
  movedDeadline,
  outageSince,
} from "../../functions/domain/downtime/outage.ts";
import { daysOf } from "../../functions/domain/reading-room/recap-book.ts";
import { mailItem, people, requesterEmail } from "../support/builders.ts";
import { player, type Player } from "../support/player.ts";
import { stopScript } from "../support/scripts/mobile-library.ts";
import { anotherTime, proposedSlots, visitScript } from "../support/scripts/official-visit.ts";

/** "2026-11-24 09:00" in Jakarta. */
const at = (local: string): string => new Date(`${local.replace(" ", "T")}:00+07:00`).toISOString();
const local = (instant: string | null): string =>
  new Date(Date.parse(instant ?? "") + 7 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");

describe("a deadline of five working days (Monday 9.00 to Monday 9.00)", () => {
  const task = { openedAt: at("2026-11-23 09:00"), deadlineAt: at("2026-11-30 09:00") };
  const moved = (from: string, to: string, of = task) =>
    local(movedDeadline(demoCalendar, of, { from: at(from), to: at(to) }));

  test.each([
    ["three hours of a morning", "2026-11-24 09:00", "2026-11-24 12:00", "2026-11-30 12:00"],
    ["a morning and the break after it", "2026-11-24 09:00", "2026-11-24 13:00", "2026-11-30 12:00"],
    ["a day and a night", "2026-11-24 09:00", "2026-11-25 09:00", "2026-12-01 09:00"],
    ["from before it was asked", "2026-11-21 09:00", "2026-11-23 10:00", "2026-11-30 10:00"],
    ["over the deadline itself", "2026-11-27 14:00", "2026-12-01 10:00", "2026-12-01 15:00"],
    ["over the last minutes", "2026-11-30 08:50", "2026-11-30 13:00", "2026-11-30 15:00"],
    ["of three weeks", "2026-11-25 09:00", "2026-12-14 09:00", "2026-12-17 09:00"],
  ])("is moved by what an outage took: %s", (_what, from, to, expected) => {
    expect(moved(from, to)).toBe(expected);
  });

  test.each([
    ["a night", "2026-11-24 17:00", "2026-11-25 07:30"],
    ["a weekend", "2026-11-27 17:00", "2026-11-30 07:00"],
    ["ten minutes of office time", "2026-11-24 06:00", "2026-11-24 07:40"],
    ["before it was asked", "2026-11-20 09:00", "2026-11-23 08:00"],
    ["after it had passed", "2026-11-30 09:00", "2026-12-02 09:00"],
  ])("stays where an outage took nothing: %s", (_what, from, to) => {
    expect(moved(from, to)).toBe("2026-11-30 09:00");
  });

  it("is never earlier than it was", () => {
    for (let hour = 0; hour < 24 * 9; hour += 5) {
      const from = new Date(Date.parse(at("2026-11-23 00:00")) + hour * 3_600_000).toISOString();
      for (const hours of [1, 7, 30, 200]) {
        const to = new Date(Date.parse(from) + hours * 3_600_000).toISOString();
        const later = movedDeadline(demoCalendar, task, { from, to });
        expect(later >= task.deadlineAt).toBe(true);
        if (from > task.openedAt && from < task.deadlineAt && to > task.deadlineAt) expect(later > to).toBe(true);
      }
    }
  });
});

describe("what is an outage", () => {
  test.each([
    [null, null],
    ["2026-11-24 08:50", null],
    ["2026-11-24 09:10", null],
    ["2026-11-24 08:45", { from: at("2026-11-24 08:45"), to: at("2026-11-24 09:00") }],
  ])("last seen %s", (last, expected) => {
    expect(outageSince(last && at(last), at("2026-11-24 09:00"))).toEqual(expected);
  });

  it("of years, by a clock that went wrong, fills no book", () => {
    const outage = { from: at("2016-01-01 08:00"), to: at("2026-11-24 09:00") };
    expect(missedServiceDays(demoCalendar, outage).length).toBeLessThanOrEqual(100);
    expect(monthsToReport(demoCalendar, outage.from, outage.to).length).toBeLessThanOrEqual(24);
  });
});

/** A visitor was proposed three times at 9.00 on Monday, and the service goes on until a moment. */
async function asked(): Promise<{ work: Player; caseId: string; away(from: string, to: string): Promise<void> }> {
  const work = player(visitScript);
  const caseId = await work.caseAt("choose-other-time", anotherTime);
  return {
    work,
    caseId,
    async away(from, to) {
      work.clock.set(at(from));
      await work.sweep();
      work.clock.set(at(to));
      await work.comeBack();
    },
  };
}

const outages = ({ log }: Player): string[] => log.lines.filter((line) => line.includes('"event":"outage"'));

describe("after an outage", () => {
  it("of five minutes nothing is otherwise than before", async () => {
    const { away, caseId, work } = await asked();
    await away("2026-11-24 09:00", "2026-11-24 09:05");
    expect((await work.task(caseId)).moved).toBeUndefined();
    expect(outages(work)).toEqual([]);
  });

  it("of two office hours a visitor has two hours more, and what is kept for them is kept as long", async () => {
    const { away, caseId, work } = await asked();
    await away("2026-11-24 09:00", "2026-11-24 11:00");
    const { deadlineAt, moved } = await work.task(caseId);
    expect(local(deadlineAt)).toBe("2026-11-30 11:00");
    expect(moved).toEqual([
      {
        was: expect.stringContaining("2026-11-30T02:00"),
        outage: { from: expect.any(String), to: expect.any(String) },
      },
    ]);
    for (const { book } of work.memory.days.values()) {
      for (const { until } of book.bookings) expect(until === null || until > (deadlineAt ?? "")).toBe(true);
    }
    work.clock.set(at("2026-11-30 10:59"));
    await work.sweep();
    await work.answer(caseId, { outcome: "pilih", by: "requester", values: { slot: proposedSlots[0] } });
    expect((await work.task(caseId)).step).toBe("check-schedule");
  });

  it("the new deadline is kept as strictly as the old one", async () => {
    const { away, caseId, work } = await asked();
    await away("2026-11-24 09:00", "2026-11-24 11:00");
    work.clock.set(at("2026-11-30 11:01"));
    await work.sweep();
    expect((await work.dossier(caseId)).case.ending).toBe("KEDALUWARSA");
  });

  it("of a weekend nothing moves", async () => {
    const { away, caseId, work } = await asked();
    await away("2026-11-27 17:00", "2026-11-30 07:00");
    expect(local((await work.task(caseId)).deadlineAt)).toBe("2026-11-30 09:00");
  });

  it("nobody is told that their time is over which they could not use, and who is reminded reads the new one", async () => {
    const { away, caseId, work } = await asked();
    const before = work.mailer.sent.length;
    await away("2026-11-25 09:00", "2026-12-14 09:00");
    expect((await work.task(caseId)).step).toBe("choose-other-time");
    expect(local((await work.task(caseId)).deadlineAt)).toBe("2026-12-17 09:00");
    const since = work.mailer.sent.slice(before).map(({ text }) => text);
    expect(since).toEqual([expect.stringContaining("paling lambat Kamis, 17 Desember 2026, pukul 09.00 WIB")]);
  });

  it("of weeks, again and again, nobody is asked for longer than the workflow waits", async () => {
    const { away, caseId, work } = await asked();
    await away("2026-11-25 09:00", "2026-12-14 09:00");
    await away("2026-12-15 09:00", "2027-01-05 09:00");
    await away("2027-01-06 09:00", "2027-01-27 15:00");
    expect(local((await work.task(caseId)).deadlineAt)).toBe("2027-01-28 09:00");
    work.clock.set(at("2027-01-28 09:01"));
    await work.sweep();
    expect((await work.dossier(caseId)).case.ending).toBe("KEDALUWARSA");
  });

  it("a second one takes its own time, and both are remembered", async () => {
    const { away, caseId, work } = await asked();
    await away("2026-11-24 09:00", "2026-11-24 12:00");
    await away("2026-11-25 13:00", "2026-11-25 15:00");
    const { deadlineAt, moved } = await work.task(caseId);
    expect([local(deadlineAt), moved?.length]).toEqual(["2026-11-30 15:00", 2]);
  });

  test.each(["uptime.addOutage", "dayBooks.change", "tasks.moveDeadline", "cases.carriedOut", "uptime.noteRun"])(
    "that was put right halfway (%s) time is given back once",
    async (call) => {
      for (const crash of ["crashBefore", "crashAfter"] as const) {
        const { caseId, work } = await asked();
        work.clock.set(at("2026-11-24 09:00"));
        await work.sweep();
        work.clock.set(at("2026-11-24 11:00"));
        work.on[crash](call);
        await work.comeBack().catch(() => undefined);
        await work.comeBack();
        await work.comeBack();
        const { deadlineAt, moved } = await work.task(caseId);
        expect([local(deadlineAt), moved?.length]).toEqual(["2026-11-30 11:00", 1]);
        expect(await work.agencies.outages()).toHaveLength(1);
      }
    },
  );

  it("a deadline before a day that stands is moved no further than the noon before that day", async () => {
    const work = player(stopScript);
    const caseId = await work.caseAt("confirm");
    const { deadlineAt, openedAt } = await work.task(caseId);
    work.clock.set(openedAt);
    await work.sweep();
    work.clock.set(Date.parse(deadlineAt ?? "") + 3 * 24 * 3_600_000);
    await work.comeBack();
    const later = (await work.task(caseId)).deadlineAt ?? "";
    expect(later > (deadlineAt ?? "")).toBe(true);
    const { date } = (await work.dossier(caseId)).tasks.findLast(({ answer }) => answer?.values["date"])?.answer
      ?.values as { date: string };
    expect(local(later) <= `${date} 00:00` || Date.parse(later) - work.clock.now() < 2 * 3_600_000 + 60_000).toBe(true);
  });
});

describe("what the calendar would have opened", () => {
  it("over a month's end: the report is opened late, and the days that are over are written down as what they were", async () => {
    const { away, work } = await asked();
    await away("2026-11-20 10:00", "2026-12-10 09:00");
    const opened = [];
    for (const { caseId } of work.flow.started) opened.push((await work.dossier(caseId)).case.request);
    expect(opened).toContainEqual({ month: "2026-11" });
    expect(opened).toContainEqual({ date: "2026-12-10" });
    expect(opened.filter(({ date }) => date !== undefined)).toHaveLength(2);
    const days = daysOf(demoCalendar, "2026-12", await work.recaps.month("2026-12"), "2026-12-10");
    expect(days.map(({ date, status }) => [date.slice(8), status])).toEqual(
      ["01", "02", "03", "04", "07", "08", "09"].map((day) => [day, "missing"]),
    );
    expect(days[0]?.reason).toBe("Layanan daring tidak tersedia 20 Nov 10.00 - 10 Des 09.00 WIB.");
  });

  it("over two months' ends: both reports", () => {
    expect(monthsToReport(demoCalendar, at("2026-11-20 10:00"), at("2027-01-20 09:00"))).toEqual([
      "2026-11",
      "2026-12",
    ]);
  });

  it("of a day on which the service came back: that day's as always, and none for the day before", () => {
    const outage = { from: at("2026-11-24 16:00"), to: at("2026-11-25 10:00") };
    expect(missedServiceDays(demoCalendar, outage)).toEqual([]);
    expect(missedServiceDays(demoCalendar, { ...outage, to: at("2026-11-26 07:00") })).toEqual(["2026-11-25"]);
  });
});

describe("what staff could not do in time", () => {
  it("stays theirs, and the history of what the clock closed says why", async () => {
    const { work } = await asked();
    work.clock.set(at("2026-11-24 08:00"));
    await work.sweep();
    const checks = (await work.cases.list({ open: true, limit: 9 })).items;
    const caseId = checks.find(({ procedure }) => procedure === "opening-check")?.id ?? "";
    work.clock.set(at("2026-11-25 12:00"));
    await work.comeBack();
    const check = (await work.dossier(caseId)).tasks.find(({ step }) => step === "prepare");
    expect(check?.moved).toBeUndefined();
    expect(check?.answer).toMatchObject({
      outcome: "terlewat",
      note: "Layanan tidak tersedia 24 Nov 08.00 - 25 Nov 12.00 WIB.",
    });
  });
});

describe("reminders that fell due meanwhile", () => {
  const kasi = people.sectionHead;
  async function waiting(count: number, notAfter?: string): Promise<Player> {
    const { caseId, work } = await asked();
    work.clock.set(at("2026-11-24 09:00"));
    await work.sweep();
    for (let number = 1; number <= count; number += 1) {
      const notBefore = at(`2026-11-${String(24 + (number % 3))} 10:00`);
      const letter = {
        letter: "agreement-ends-soon",
        to: `staff:${kasi.id}`,
        createdAt: at("2026-11-23 09:00"),
      } as const;
      const id = `reminder-${number}`;
      const subject = `Perjanjian ${number} segera berakhir`;
      await work.mails.add(mailItem({ ...letter, caseId, id, subject, notBefore, ...(notAfter ? { notAfter } : {}) }));
    }
    return work;
  }
  const mailsTo = (work: Player): string[] => work.mailer.to(kasi.email).map(({ subject }) => subject);

  it("reach a person as one mail that names them all", async () => {
    const work = await waiting(12);
    const before = mailsTo(work).length;
    work.clock.set(at("2026-11-27 09:00"));
    await work.comeBack();
    await work.sweep();
    expect(mailsTo(work).slice(before)).toEqual(["12 pengingat yang tertunda"]);
    const text = work.mailer.to(kasi.email).at(-1)?.text ?? "";
    for (let number = 1; number <= 12; number += 1) expect(text).toContain(`Perjanjian ${number} segera berakhir`);
    expect(text).toContain("24 Nov 09.00 - 27 Nov 09.00 WIB");
  });

  it("are not mixed with what waited for the office to open: each that asks for something comes by itself, with its way to answer", async () => {
    const work = await waiting(2);
    const [caseId = ""] = [...work.memory.cases.keys()];
    for (const task of ["first", "second"]) {
      const notBefore = at("2026-11-25 07:30");
      const asking = mailItem({ caseId, id: `task.${task}`, letter: "task", to: `staff:${kasi.id}`, task, notBefore });
      const buttons = [{ label: "Setujui", link: "task", outcome: "ya" } as const];
      await work.mails.add({ ...asking, subject: `Mohon ${task}`, body: { ...asking.body, buttons } });
    }
    const before = mailsTo(work).length;
    work.clock.set(at("2026-11-27 09:00"));
    await work.comeBack();
    await work.sweep();
    expect(mailsTo(work).slice(before).toSorted()).toEqual([
      "2 pengingat yang tertunda",
      "Mohon first",
      "Mohon second",
    ]);
    for (const { text } of work.mailer
      .to(kasi.email)
      .filter(({ subject }) => subject.startsWith("Mohon "))
      .slice(-2))
      expect(text).toContain("/k/");
  });

  it("are one mail also where the first attempt failed, and none is lost", async () => {
    const work = await waiting(3);
    const before = mailsTo(work).length;
    work.clock.set(at("2026-11-27 09:00"));
    work.on.crashBefore("mailer.send");
    await work.comeBack();
    expect(mailsTo(work)).toHaveLength(before);
    work.clock.set(at("2026-11-27 09:02"));
    await work.sweep();
    expect(mailsTo(work).slice(before)).toEqual(["3 pengingat yang tertunda"]);
  });

  it("are sent as they are where there is one", async () => {
    const work = await waiting(1);
    const before = mailsTo(work).length;
    work.clock.set(at("2026-11-27 09:00"));
    await work.comeBack();
    expect(mailsTo(work).slice(before)).toEqual(["Perjanjian 1 segera berakhir"]);
  });

  it("are not sent where what they speak of is over", async () => {
    const work = await waiting(4, at("2026-11-26 00:00"));
    const before = mailsTo(work).length;
    work.clock.set(at("2026-11-27 09:00"));
    await work.comeBack();
    expect(mailsTo(work)).toHaveLength(before);
    expect([...work.memory.mails.values()].filter(({ item }) => item.state === "too-late")).toHaveLength(4);
  });
});

it("a visitor who answers while nothing sweeps has answered", async () => {
  const { caseId, work } = await asked();
  work.clock.set(at("2026-11-24 09:00"));
  await work.sweep();
  work.clock.set(at("2026-11-24 12:00"));
  await work.answer(caseId, { outcome: "pilih", by: "requester", values: { slot: proposedSlots[0] } });
  await work.comeBack();
  expect((await work.task(caseId)).step).toBe("check-schedule");
  expect(work.mailer.to(requesterEmail).map(({ subject }) => subject)).not.toContain(
    `Permohonan ${caseId} kami tutup karena belum ada jawaban`,
  );
});
