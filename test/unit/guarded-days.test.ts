import { describe, expect, it } from "vitest";
import { noticesFor } from "../../functions/domain/task/notices.ts";
import { openTasks, stepOfTask } from "../../functions/domain/case/case-file.ts";
import { mondayMorning, people, requesterEmail, visitDay } from "../support/builders.ts";
import { player, type Player } from "../support/player.ts";
import { stopScript } from "../support/scripts/mobile-library.ts";
import { anotherTime, visitScript } from "../support/scripts/official-visit.ts";

const yes = { outcome: "ya", by: people.divisionHead.id } as const;

async function readAtDecision(work: Player, caseId: string): Promise<string> {
  const dossier = await work.dossier(caseId);
  const [task] = openTasks(dossier);
  if (!task) throw new Error("nothing is open");
  const notices = noticesFor(await work.agencies.settings(), dossier, stepOfTask(dossier, task), {
    now: work.clock.now(),
  });
  return notices.map(({ id }) => id).join(" ");
}

describe("a time that cannot be any more is not approved", () => {
  it("because it has passed: whoever decides reads it before, and is told what to choose", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    expect(await readAtDecision(work, caseId)).toBe("");
    work.clock.set("2026-12-02T05:00:00.000Z");
    expect(await readAtDecision(work, caseId)).toContain("sudah lewat");
    await expect(work.answer(caseId, yes)).rejects.toMatchObject({
      kind: "taken",
      text: { id: expect.stringMatching(/Rabu, 2 Desember 2026, .* sudah lewat\. Pilih ".*waktu lain.*"/) as string },
    });
    await work.playTo(caseId, "choose-other-time", anotherTime);
    expect((await work.task(caseId)).step).toBe("choose-other-time");
  });

  it("because the day was closed since", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    const { calendar, ...rest } = work.agencies.now.settings;
    const closed = { date: visitDay, name: "Fumigasi", kind: "local" } as const;
    work.agencies.now.settings = { ...rest, calendar: { ...calendar, holidays: [...calendar.holidays, closed] } };
    expect(await readAtDecision(work, caseId)).toContain("tidak ada layanan");
    await expect(work.answer(caseId, yes)).rejects.toMatchObject({ kind: "taken" });
  });

  it("nor the plan of a stop", async () => {
    const work = player(stopScript);
    const caseId = await work.caseAt("judge-plan");
    work.clock.set("2026-12-20T02:00:00.000Z");
    await expect(work.answerAsUsual(caseId)).rejects.toMatchObject({ kind: "taken" });
  });
});

describe("no day passes undecided in silence", () => {
  it("two working days before, whoever holds the task and the next post are told, once", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("recommend");
    const told = () =>
      work.mailer.sent.filter(({ subject }) => subject.startsWith("Belum diputuskan")).map(({ to }) => to.address);
    work.clock.set("2026-11-29T16:00:00.000Z");
    await work.sweep();
    expect(told()).toEqual([]);
    for (const at of ["2026-11-29T17:01:00.000Z", "2026-11-30T02:00:00.000Z", "2026-12-01T02:00:00.000Z"]) {
      work.clock.set(at);
      await work.sweep();
    }
    expect(told().toSorted()).toEqual([people.sectionHead.email, people.divisionHead.email].toSorted());
    expect((await work.dossier(caseId)).case.ending).toBeUndefined();
  });

  it("when its hour has come the case ends, the requester is told in words of its own, and the room is free", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    work.clock.set("2026-12-02T02:01:00.000Z");
    await work.sweep();
    const { case: item, changes } = await work.dossier(caseId);
    expect(item.ending).toBe("KEDALUWARSA");
    expect(changes).toMatchObject([{ operation: "day-passed", person: "system", done: true }]);
    expect(work.mailer.to(requesterEmail).at(-1)?.text).toContain("belum sempat kami putuskan");
    const [book] = await work.dayBooks.read("Ruang Baca Umum", [visitDay]);
    expect(book?.bookings).toEqual([]);
    await work.sweep();
    expect((await work.dossier(caseId)).changes).toHaveLength(1);
  });

  it("what a fault leaves of that end is carried out later, and the end is not made twice", async () => {
    for (const call of ["mails.add", "cases.markEnded", "cases.markChangeDone"]) {
      const work = player(visitScript);
      const caseId = await work.caseAt("decide");
      work.clock.set("2026-12-02T02:01:00.000Z");
      work.on.crashBefore(call);
      for (let minute = 0; minute < 3; minute += 1) {
        await work.sweep();
        work.clock.advance({ minutes: 1 });
      }
      const { case: item, changes } = await work.dossier(caseId);
      expect(item.ending, call).toBe("KEDALUWARSA");
      expect(changes, call).toMatchObject([{ operation: "day-passed", done: true }]);
    }
  });

  it("what was decided is left alone: approved, refused, or while the requester chooses another time", async () => {
    for (const [row, replies] of [
      ["sign-guest-book", {}],
      ["choose-other-time", anotherTime],
    ] as const) {
      const work = player(visitScript);
      const caseId = await work.caseAt(row, replies);
      work.clock.set("2026-12-02T02:01:00.000Z");
      await work.sweep();
      expect((await work.dossier(caseId)).changes, row).toBeUndefined();
    }
  });

  it("a stop that was planned and not judged passes too", async () => {
    const work = player(stopScript);
    const caseId = await work.caseAt("judge-plan");
    work.clock.set("2026-12-20T02:00:00.000Z");
    await work.sweep();
    expect((await work.dossier(caseId)).case.ending).toBe("KEDALUWARSA");
  });

  it("costs a look at the warning and at the hour, and none before", async () => {
    const work = player(visitScript);
    await work.caseAt("decide");
    work.clock.set(Date.parse(mondayMorning) + 3_600_000);
    expect((await work.sweep()).execution).toBe(0);
  });
});
