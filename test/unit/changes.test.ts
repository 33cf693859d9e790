import { describe, expect, it, test } from "vitest";
import { register } from "../../statemachines/language/registry.ts";
import { officialVisit } from "../../statemachines/official-visit/sop.ts";
import { addDays } from "../../statemachines/form/dates.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { appointmentOf } from "../../functions/domain/case/appointment.ts";
import { latestValue, openTasks } from "../../functions/domain/case/case-file.ts";
import { subjectOf } from "../../functions/domain/case/contact.ts";
import { relatedCases } from "../../functions/domain/case/related-cases.ts";
import { decide } from "../../functions/domain/task/decide-task.ts";
import { candidateOf } from "../../functions/domain/task/permission.ts";
import { validityOf } from "../../functions/domain/case/agreement.ts";
import type { OperationId, Values } from "../../functions/domain/case/records.ts";
import { makeChange, possibleChanges } from "../../functions/domain/change/make-change.ts";
import { operations } from "../../functions/domain/change/operations.ts";
import { takeOverBroken } from "../../functions/domain/execution/take-over.ts";
import { runName, runOf } from "../../functions/domain/execution/run.ts";
import { agency, people, requesterEmail } from "../support/builders.ts";
import { Crash } from "../support/fakes/interruptions.ts";
import { player, type Player } from "../support/player.ts";
import { agreementScript } from "../support/scripts/cooperation-agreement.ts";
import { stopScript } from "../support/scripts/mobile-library.ts";
import { anotherTime, visitScript } from "../support/scripts/official-visit.ts";

const grace = { seconds: 40 };
const reason = "Disepakati melalui telepon.";

interface Asked {
  by: StaffMember;
  values?: Values;
  seen?: number;
  reason?: string;
}

async function change(work: Player, caseId: string, operation: OperationId, asked: Asked): Promise<void> {
  const dossier = await work.dossier(caseId);
  const { by, seen = dossier.changes?.length ?? 0, values = {} } = asked;
  await makeChange(work, dossier, by, { operation, seen, reason: asked.reason ?? reason, values });
  await work.flow.settle();
}

async function offered(work: Player, caseId: string, by: StaffMember): Promise<OperationId[]> {
  const circumstances = {
    settings: await work.agencies.settings(),
    staff: await work.agencies.staff(),
    now: work.clock.now(),
  };
  return possibleChanges(await work.dossier(caseId), by, circumstances);
}

const subjects = (work: Player, address: string): string[] => work.mailer.to(address).map(({ subject }) => subject);

describe("who may change a case", () => {
  it.each([
    [people.registrar, ["correct-data", "mark-duplicate", "close-quietly"]],
    [people.frontOffice, ["replace-people", "correct-data", "mark-duplicate", "close-quietly"]],
    [
      people.sectionHead,
      ["replace-people", "send-to-row", "correct-data", "cancel", "mark-duplicate", "close-quietly"],
    ],
    [people.mobileOfficer, []],
    [people.legalOffice, []],
  ] as const)("before the decision: %s", async (by, expected) => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    expect(await offered(work, caseId, by)).toEqual(expected);
  });

  it("a decision is taken back by who made it or the next post, and by nobody below", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("reply");
    const may = async (by: StaffMember) => (await offered(work, caseId, by)).includes("take-back");
    expect([await may(people.divisionHead), await may(people.agencyHead)]).toEqual([true, true]);
    expect([await may(people.sectionHead), await may(people.registrar)]).toEqual([false, false]);
  });

  it("the appointment is moved by the division head alone where the agency has set it so", async () => {
    for (const divisionHeadMoves of [false, true]) {
      const work = player(visitScript);
      work.agencies.now.settings = agency({ divisionHeadMoves });
      const caseId = await work.caseAt("sign-guest-book");
      expect((await offered(work, caseId, people.sectionHead)).includes("move-appointment")).toBe(!divisionHeadMoves);
      expect(await offered(work, caseId, people.divisionHead)).toContain("move-appointment");
    }
  });

  it.each(Object.keys(operations) as OperationId[])("who may not is refused, and nothing is stored: %s", async (id) => {
    const work = player(visitScript);
    const caseId = await work.caseAt("reply");
    await expect(change(work, caseId, id, { by: people.mobileOfficer })).rejects.toMatchObject({ kind: "forbidden" });
    expect((await work.dossier(caseId)).changes).toBeUndefined();
  });

  it("a change says why", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    const silent = change(work, caseId, "cancel", { by: people.sectionHead, reason: "  " });
    await expect(silent).rejects.toMatchObject({ kind: "invalid", fields: { reason: expect.anything() as unknown } });
  });
});

describe("two at once, and a crash", () => {
  it("of two supervisors with one operation the second is told; the same again is the same", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    const asked = { by: people.sectionHead, seen: 0 };
    await change(work, caseId, "cancel", asked);
    await change(work, caseId, "cancel", asked);
    const second = change(work, caseId, "cancel", { ...asked, by: people.agencyHead });
    await expect(second).rejects.toMatchObject({ kind: "stale" });
    expect((await work.dossier(caseId)).changes).toHaveLength(1);
  });

  it("fifty at once store one, and begin one execution", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("reply");
    const dossier = await work.dossier(caseId);
    const request = { operation: "send-to-row", seen: 0, values: { row: "decide" } } as const;
    const made = Array.from({ length: 50 }, (_, index) =>
      makeChange(work, dossier, people.sectionHead, { ...request, reason: `alasan ${index}` }),
    );
    const results = await Promise.allSettled(made);
    await work.flow.settle();
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(work.flow.running(caseId)).toEqual([`${caseId}-2`]);
    expect((await work.task(caseId)).step).toBe("decide");
  });

  const calls = ["tasks.setAside", "cases.nextRun", "workflow.stop", "workflow.start", "cases.markChangeDone"];
  test.each(calls)("what a crash at %s leaves undone, the sweep does", async (call) => {
    for (const how of ["crashBefore", "crashAfter"] as const) {
      const work = player(visitScript);
      const caseId = await work.caseAt("reply");
      work.on[how](call);
      await change(work, caseId, "take-back", { by: people.divisionHead });
      work.clock.advance(grace);
      await work.sweep().catch((error: unknown) => expect(error).toBeInstanceOf(Crash));
      await work.flow.settle();
      expect((await work.task(caseId)).step, how).toBe("decide");
      expect(work.flow.running(caseId), how).toEqual([`${caseId}-2`]);
      expect(
        (await work.dossier(caseId)).changes?.every(({ done }) => done),
        how,
      ).toBe(true);
    }
  });
});

describe("keputusan ditarik", () => {
  it("the decision is asked for again, and what it was stays readable", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("reply");
    const [reply] = openTasks(await work.dossier(caseId));
    await change(work, caseId, "take-back", { by: people.divisionHead });
    const dossier = await work.dossier(caseId);
    expect(openTasks(dossier).map(({ step }) => step)).toEqual(["decide"]);
    expect(dossier.tasks.filter(({ setAside }) => setAside === 1).map(({ step }) => step)).toEqual(["decide", "reply"]);
    const late = work.tasks.decide(caseId, reply?.id ?? "", {
      ...{ outcome: "ya", values: {}, note: "", person: "staff:siti", name: "Siti", role: "mail-registrar" },
      ...{ channel: "staff", at: work.clock.at() },
    });
    expect((await late).won).toBe(false);
    const told = await work.dossier(caseId);
    const task = told.tasks.find(({ id }) => id === reply?.id);
    const answering = { ...candidateOf(people.registrar), name: people.registrar.name, channel: "staff" } as const;
    const answered = task && decide(work, told, task, { outcome: "ya", values: {}, note: "" }, answering);
    await expect(answered).rejects.toMatchObject({
      kind: "already-decided",
      text: { id: expect.stringContaining("berkasnya diubah") as string },
    });
    await work.playTo(caseId, "never");
    expect((await work.dossier(caseId)).case.ending).toBe("SELESAI");
  });

  it("after its letter has left, a new round ends in another letter, and the room is booked once", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("accept-companionship");
    await change(work, caseId, "take-back", { by: people.divisionHead });
    await work.playTo(caseId, "never");
    expect((await work.dossier(caseId)).case.ending).toBe("SELESAI");
    const letters = work.mailer.to(requesterEmail).filter(({ subject }) => subject.startsWith("Jawaban Permohonan"));
    const corrects = letters.map(({ text }) => text.includes("menggantikan surat kami sebelumnya"));
    expect(corrects).toEqual([false, true]);
  });

  it("a decision that turns into another time frees the room it had", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("reply");
    await change(work, caseId, "take-back", { by: people.divisionHead });
    await work.playTo(caseId, "choose-other-time", anotherTime);
    const [book] = await work.dayBooks.read("Ruang Baca Umum", ["2026-12-02"]);
    expect(book?.bookings.filter(({ state }) => state === "firm")).toEqual([]);
  });
});

describe("dinas membatalkan", () => {
  it("ends the case with the agency's own words, frees the room, and tells those who were told", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("sign-guest-book");
    await change(work, caseId, "cancel", { by: people.sectionHead, reason: "Ruang baca banjir." });
    const { case: item } = await work.dossier(caseId);
    expect(item.ending).toBe("DIBATALKAN");
    const letter = work.mailer.to(requesterEmail).at(-1);
    expect(letter?.text).toContain("kami batalkan karena ruang baca banjir.");
    expect(letter?.text).not.toContain("Sesuai permintaan");
    expect(subjects(work, people.companion.email).at(-1)).toContain("Kunjungan dibatalkan");
    const [book] = await work.dayBooks.read("Ruang Baca Umum", ["2026-12-02"]);
    expect(book?.bookings).toEqual([]);
    expect(work.flow.running(caseId)).toEqual([]);
    expect(await offered(work, caseId, people.sectionHead)).toEqual(["correct-data"]);
  });
});

describe("jadwal dipindahkan", () => {
  it("the visit is on the new day, the guest book opens then, and both are told", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("sign-guest-book");
    const values = { preferredDate: "2026-12-04", preferredStart: "08:30", preferredEnd: "10:30" };
    await change(work, caseId, "move-appointment", { by: people.sectionHead, values });
    const dossier = await work.dossier(caseId);
    expect(appointmentOf(dossier)?.slot).toEqual({ date: "2026-12-04", start: "08:30", end: "10:30" });
    expect((await work.task(caseId)).availableFrom).toBe("2026-12-04T00:30:00.000Z");
    const books = await work.dayBooks.read("Ruang Baca Umum", ["2026-12-02", "2026-12-04"]);
    expect(books.flatMap(({ bookings, date }) => bookings.map(() => date))).toEqual(["2026-12-04"]);
    expect(work.mailer.to(requesterEmail).at(-1)?.text).toContain(
      "hari/tanggal : Jumat, 4 Desember 2026\npukul : 08.30-10.30 WIB",
    );
    expect(subjects(work, people.companion.email).at(-1)).toContain("Jadwal dipindahkan");
    await work.playTo(caseId, "never");
    expect((await work.dossier(caseId)).case.ending).toBe("SELESAI");
  });

  it("a time that ends before it begins, or when nobody is served, is refused under its field", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("sign-guest-book");
    for (const [preferredStart, preferredEnd] of [
      ["11:00", "09:00"],
      ["18:00", "19:00"],
    ]) {
      const values = { preferredDate: "2026-12-04", preferredStart, preferredEnd };
      const asked = change(work, caseId, "move-appointment", { by: people.sectionHead, values });
      await expect(asked).rejects.toMatchObject({
        kind: "invalid",
        fields: { preferredStart: expect.anything() as unknown },
      });
    }
  });

  it("a time that others have is refused, and what the visit has stays", async () => {
    const work = player(visitScript);
    const other = await work.caseAt("reply", {}, { preferredDate: "2026-12-04" });
    const caseId = await work.caseAt("sign-guest-book");
    const values = { preferredDate: "2026-12-04", preferredStart: "09:00", preferredEnd: "11:00" };
    const asked = change(work, caseId, "move-appointment", { by: people.sectionHead, values });
    await expect(asked).rejects.toMatchObject({
      kind: "taken",
      text: { id: expect.stringContaining(other) as string },
    });
    expect((await work.dossier(caseId)).changes).toBeUndefined();
    const books = await work.dayBooks.read("Ruang Baca Umum", ["2026-12-02"]);
    expect(books[0]?.bookings.map((booking) => booking.caseId)).toEqual([caseId]);
  });
});

describe("petugas diganti", () => {
  it("another companion has the task, the link and the guest; the first is told and asked no more", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("sign-guest-book");
    const values = { companion: people.otherCompanion.id };
    await change(work, caseId, "replace-people", { by: people.sectionHead, values, reason: "Rina sakit." });
    const last = ({ email }: { email: string }) => work.mailer.to(email).at(-1);
    const [relieved, assigned] = [last(people.companion), last(people.otherCompanion)];
    expect(relieved?.subject).toBe(`Tugas dialihkan: kunjungan SMPN 1 Contoh (${caseId})`);
    expect(assigned?.subject).toBe(`Penugasan: kunjungan SMPN 1 Contoh (${caseId})`);
    for (const mail of [relieved, assigned])
      expect(mail?.text).toContain(
        `Pustakawan Pendamping: ${people.otherCompanion.name}, menggantikan ${people.companion.name}`,
      );
    await work.playTo(caseId, "guide-visitors");
    expect((await work.task(caseId)).assignees).toEqual([`staff:${people.otherCompanion.id}`]);
    await work.answerAsUsual(caseId, { by: people.otherCompanion.id });
    expect((await work.dossier(caseId)).case.ending).toBe("SELESAI");
  });

  it("a driver is swapped on the same morning, without a new decision, and the first is free again", async () => {
    const work = player(stopScript);
    const caseId = await work.caseAt("travel");
    const before = (await work.dossier(caseId)).tasks.length;
    const driver = latestValue(await work.dossier(caseId), "driver");
    const other = [people.mobileOfficer, people.driver].find(({ id }) => id !== driver);
    const now = operations["replace-people"].fields(await work.dossier(caseId), {
      settings: await work.agencies.settings(),
      staff: await work.agencies.staff(),
      now: work.clock.now(),
    });
    const values = { ...now.values, driver: other?.id };
    await change(work, caseId, "replace-people", { by: people.sectionHead, values });
    const dossier = await work.dossier(caseId);
    expect(latestValue(dossier, "driver")).toBe(other?.id);
    expect(dossier.tasks).toHaveLength(before);
    const date = appointmentOf(dossier)?.slot.date ?? "";
    const [freed] = await work.dayBooks.read(`person:${String(driver)}`, [date]);
    const [taken] = await work.dayBooks.read(`person:${String(other?.id)}`, [date]);
    const officers = [latestValue(dossier, "officers")].flat();
    if (!officers.includes(driver)) expect(freed?.bookings ?? []).toEqual([]);
    expect(taken?.bookings).toHaveLength(1);
  });
});

describe("nama diperbaiki", () => {
  it("the right name stands everywhere, the wrong one in the history", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("check-schedule");
    await correct(work, caseId, { "request.institutionName": "SMPN 1 Contoh Kota" });
    const dossier = await work.dossier(caseId);
    expect(subjectOf(dossier.case)).toBe("SMPN 1 Contoh Kota");
    expect((await work.task(caseId)).subject).toBe("SMPN 1 Contoh Kota");
    expect(dossier.changes?.[0]).toMatchObject({ step: "request", was: { institutionName: "SMPN 1 Contoh" } });
    const { entries } = await work.registers.page("incoming", 2026, { before: null, limit: 5 });
    expect(entries[0]?.line?.from).toBe("SMPN 1 Contoh Kota");
  });

  it("slips at several rows are put right by one change, each at its row", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("guide-visitors");
    const typed = {
      "request.institutionName": "SMPN 1 Contoh Kota",
      "check-schedule.room": "Aula lantai 2",
      "sign-guest-book.attendance": 36,
    };
    await correct(work, caseId, typed);
    const dossier = await work.dossier(caseId);
    expect(dossier.changes).toMatchObject([
      {
        step: "request",
        values: { institutionName: "SMPN 1 Contoh Kota" },
        was: { institutionName: "SMPN 1 Contoh" },
        more: [
          { step: "check-schedule", values: { room: "Aula lantai 2" }, was: { room: null } },
          { step: "sign-guest-book", values: { attendance: 36 }, was: { attendance: 38 } },
        ],
      },
    ]);
    expect([subjectOf(dossier.case), latestValue(dossier, "attendance"), latestValue(dossier, "room")]).toEqual([
      "SMPN 1 Contoh Kota",
      36,
      "Aula lantai 2",
    ]);
    const { values } = await correctable(work, caseId);
    expect(values).toMatchObject(typed);
    const none = change(work, caseId, "correct-data", { by: people.registrar, values: sent(values) });
    await expect(none).rejects.toMatchObject({ kind: "invalid" });
  });

  it("a count is put right after the end, in the book too", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("never");
    await correct(work, caseId, { "sign-guest-book.attendance": 36 });
    expect(latestValue(await work.dossier(caseId), "attendance")).toBe(36);
    const entries = await work.recaps.month("2026-12");
    expect(entries.filter(({ kind }) => kind === "served")).toMatchObject([{ people: 36 }]);
  });

  it("another e-mail address gets the letters, and the old one is told at once", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    await correct(work, caseId, { "request.contactEmail": "tu@smpn1.sch.test" });
    expect(subjects(work, requesterEmail).at(-1)).toContain("diganti");
    expect(work.mailer.to(requesterEmail).at(-1)?.text).not.toContain("tu@smpn1");
    await work.playTo(caseId, "accept-companionship");
    expect(subjects(work, "tu@smpn1.sch.test").at(-1)).toContain("Jawaban Permohonan");
  });

  it("what was typed wrong again is told under its field, and an appointment is not corrected but moved", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    const asked = correct(work, caseId, { "request.headcount": "banyak" });
    await expect(asked).rejects.toMatchObject({ fields: { "request.headcount": expect.anything() as unknown } });
    const names = (await correctable(work, caseId)).fields.map(({ name }) => name);
    expect(names).toContain("request.headcount");
    expect(names).not.toContain("request.preferredDate");
  });
});

describe("surat ganda, kiriman sampah", () => {
  it("a duplicate is closed without a letter, and the two point at each other", async () => {
    const work = player(visitScript);
    const first = await work.caseAt("register-letter");
    const second = await work.caseAt("check-schedule");
    const mails = work.mailer.sent.length;
    const values = { duplicateOf: first };
    await change(work, second, "mark-duplicate", { by: people.registrar, values });
    const dossier = await work.dossier(second);
    expect(dossier.case).toMatchObject({ ending: "DITUTUP", agenda: { number: 1 } });
    for (const [one, other] of [
      [first, second],
      [second, first],
    ] as const) {
      const { read } = await relatedCases(work, await work.dossier(one), {
        read: () => true,
        readNumbered: () => true,
      });
      expect(read.map((each) => each.case.id)).toEqual([other]);
    }
    expect(work.mailer.sent).toHaveLength(mails);
    await expect(change(work, first, "mark-duplicate", { by: people.registrar, values })).rejects.toMatchObject({
      kind: "invalid",
    });
  });

  it("spam is closed, and nobody is written to", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("register-letter");
    const mails = work.mailer.sent.length;
    await change(work, caseId, "close-quietly", { by: people.registrar, reason: "iklan" });
    expect((await work.dossier(caseId)).case.ending).toBe("DITUTUP");
    expect(work.mailer.sent).toHaveLength(mails);
    expect(openTasks(await work.dossier(caseId))).toEqual([]);
  });
});

describe("perjanjian diakhiri atau diperpanjang", () => {
  it("ends on another day, in the register too, and no warning of the old day leaves", async () => {
    const work = player(agreementScript);
    const caseId = await work.caseAt("never");
    const before = validityOf(await work.dossier(caseId));
    const until = addDays(before?.until ?? "", -30);
    await change(work, caseId, "end-agreement", { by: people.sectionHead, values: { until } });
    const dossier = await work.dossier(caseId);
    expect(validityOf(dossier)?.until).toBe(until);
    const { agreement } = dossier.case;
    const { entries } = await work.registers.page("agreements", agreement?.year ?? 0, { before: null, limit: 5 });
    expect(entries.at(-1)?.line?.valid?.until).toBe(until);
    expect(dossier.mails.filter(({ notBefore, state }) => state === "pending" && notBefore)).toEqual([]);
  });
});

describe("a newer version of the SOP", () => {
  it("takes over a case that a supervisor moves there, at the same row, by the machine of that version", async () => {
    const table = structuredClone(officialVisit);
    table.version += 1;
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    expect(await offered(work, caseId, people.sectionHead)).not.toContain("newer-version");
    const takeBack = register([table]);
    try {
      await change(work, caseId, "newer-version", { by: people.sectionHead });
      const dossier = await work.dossier(caseId);
      expect(dossier.case).toMatchObject({ version: 2, run: 2 });
      expect(openTasks(dossier).map(({ step }) => step)).toEqual(["decide"]);
      expect(dossier.tasks.filter(({ step }) => step === "decide")).toHaveLength(1);
      await work.playTo(caseId, "never");
      expect((await work.dossier(caseId)).case.ending).toBe("SELESAI");
    } finally {
      takeBack();
    }
  });
});

describe("lanjutkan, teruskan, kirim ke langkah lain", () => {
  it("a case that stopped goes on when its cause was mended", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    for (let times = 0; times < 3; times += 1) {
      const name = runName(runOf((await work.dossier(caseId)).case));
      work.flow.take(caseId, "broken");
      await takeOverBroken(work, { caseId, name });
      work.clock.advance({ minutes: 6 });
      await work.sweep();
    }
    expect((await work.dossier(caseId)).case.problem).toBeDefined();
    await change(work, caseId, "go-on", { by: people.sectionHead });
    expect((await work.dossier(caseId)).case).not.toHaveProperty("problem");
    expect(work.flow.running(caseId)).toHaveLength(1);
    await work.playTo(caseId, "never");
    work.clock.advance(grace);
    await work.sweep();
    expect((await work.dossier(caseId)).case.ending).toBe("SELESAI");
  });

  it("a task of officers is handed on to a colleague, with its times as they were; a decision is not", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("recommend");
    const before = await work.task(caseId);
    await change(work, caseId, "hand-on", { by: people.divisionHead, values: { person: people.sectionHead.id } });
    const { assignees, dueAt } = await work.task(caseId);
    expect({ assignees, dueAt }).toEqual({ assignees: [`staff:${people.sectionHead.id}`], dueAt: before.dueAt });
    const decided = await work.caseAt("decide");
    const handed = change(work, decided, "hand-on", {
      by: people.agencyHead,
      values: { person: people.divisionHead.id },
    });
    await expect(handed).rejects.toMatchObject({ kind: "stale" });
  });

  it("a case is sent past nothing that was not done yet", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("recommend");
    for (const row of ["decide", "reply", "choose-other-time", "sign-guest-book"]) {
      const sent = change(work, caseId, "send-to-row", { by: people.sectionHead, values: { row } });
      await expect(sent, row).rejects.toMatchObject({ kind: "invalid", fields: { row: expect.anything() as unknown } });
    }
    await change(work, caseId, "send-to-row", { by: people.sectionHead, values: { row: "check-schedule" } });
    expect((await work.task(caseId)).step).toBe("check-schedule");
  });

  it("what is missing for a row is said, and which row gives it", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("recommend");
    const sentTo = (row: string) => change(work, caseId, "send-to-row", { by: people.sectionHead, values: { row } });
    await expect(sentTo("decide")).rejects.toMatchObject({
      fields: {
        row: {
          id: `Belum dapat dikirim ke "Memberikan keputusan dan disposisi": belum ada isian "Rekomendasi", "Usulan pustakawan pendamping" dari langkah "Meminta keputusan dan disposisi Kepala Bidang".`,
        },
      },
    });
    await expect(sentTo("sign-guest-book")).rejects.toMatchObject({
      fields: {
        row: { id: expect.stringMatching(/keputusan.*"Memberikan keputusan dan disposisi".*"Membuat surat jawaban/) },
      },
    });
    await expect(sentTo("guide-visitors")).rejects.toMatchObject({
      fields: { row: { id: expect.stringContaining(`"Usulan pustakawan pendamping"`) } },
    });
    expect((await work.task(caseId)).step).toBe("recommend");
  });

  it("a time that was refused leads nobody to the day of the visit", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("choose-other-time", anotherTime);
    const sent = change(work, caseId, "send-to-row", { by: people.sectionHead, values: { row: "sign-guest-book" } });
    await expect(sent).rejects.toMatchObject({
      fields: {
        row: {
          id: expect.stringContaining(
            'jawaban pada langkah "Membuat surat jawaban sesuai disposisi" tidak mengarah ke sana',
          ),
        },
      },
    });
  });

  it("a row that brings nothing to those after it may be passed over, and one beside the straight way be chosen", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("accept-companionship");
    const sentTo = (row: string) => change(work, caseId, "send-to-row", { by: people.sectionHead, values: { row } });
    await expect(sentTo("guide-visitors")).rejects.toMatchObject({
      fields: {
        row: { id: expect.stringContaining(`"Jumlah yang hadir" dari langkah "Mengisi buku tamu kunjungan"`) },
      },
    });
    await expect(sentTo("choose-other-time")).rejects.toMatchObject({
      fields: { row: { id: expect.stringContaining(`"Usulan waktu pengganti"`) } },
    });
    await sentTo("replace-companion");
    await work.answerAsUsual(caseId);
    await sentTo("sign-guest-book");
    expect((await work.task(caseId)).step).toBe("sign-guest-book");
    await work.playTo(caseId, "never", { "guide-visitors": { by: people.otherCompanion.id } });
    expect((await work.dossier(caseId)).case.ending).toBe("SELESAI");
  });

  it("a case goes on at the row to which it was sent, and what was answered stays", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("reply");
    await change(work, caseId, "send-to-row", { by: people.sectionHead, values: { row: "recommend" } });
    expect((await work.task(caseId)).step).toBe("recommend");
    expect(latestValue(await work.dossier(caseId), "companion")).toBe(people.companion.id);
    await work.playTo(caseId, "never");
    expect((await work.dossier(caseId)).case.ending).toBe("SELESAI");
  });
});

async function correctable(work: Player, caseId: string) {
  const settings = await work.agencies.settings();
  const circumstances = { settings, staff: await work.agencies.staff(), now: work.clock.now() };
  return operations["correct-data"].fields(await work.dossier(caseId), circumstances);
}

async function correct(work: Player, caseId: string, typed: Values): Promise<void> {
  const { values } = await correctable(work, caseId);
  await change(work, caseId, "correct-data", { by: people.registrar, values: { ...sent(values), ...typed } });
}

function sent(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
