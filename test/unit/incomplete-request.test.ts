/** An incomplete request goes back to whoever asked, and the same case goes on when it is complete (X11). */
import { describe, expect, it } from "vitest";
import { openTasks, possibleOutcomes, stepOfTask } from "../../functions/domain/case/case-file.ts";
import type { Values } from "../../functions/domain/case/records.ts";
import { onOurClock } from "../../functions/domain/case/task-times.ts";
import { changeAsRequester } from "../../functions/domain/change/make-change.ts";
import { suggestedDay } from "../../functions/domain/form/last-day.ts";
import { newsOf } from "../../functions/domain/told/news.ts";
import { nextOf } from "../../functions/domain/told/next.ts";
import { promiseOf } from "../../functions/domain/told/promise.ts";
import { betterLetter, letterFile, people, visitDay } from "../support/builders.ts";
import { player, type Player, type Reply } from "../support/player.ts";
import { agreementScript } from "../support/scripts/cooperation-agreement.ts";
import { stopScript } from "../support/scripts/mobile-library.ts";
import { incompleteVisit, visitScript } from "../support/scripts/official-visit.ts";

const { registrar, sectionHead } = people;
const words = { style: { language: "id", zone: "Asia/Jakarta" } as const, staff: [] };

const asked = (missingItems: string[], completeBy = "2026-11-30"): Partial<Reply> => ({
  outcome: "mohon-dilengkapi",
  values: { missingItems, missingWords: "Mohon dilengkapi seperlunya.", completeBy },
});

/** A case that waits for its requester. */
async function waiting(items: string[], script = visitScript, step = "register-letter") {
  const work = player(script);
  const caseId = await work.caseAt(step);
  await work.answerAsUsual(caseId, asked(items));
  return { work, caseId };
}

const completed = async (work: Player, caseId: string, values: Values, more: Partial<Reply> = {}): Promise<void> =>
  work.answer(caseId, { outcome: "dilengkapi", by: "requester", values, ...more });

const bookings = async (work: Player, day: string) => {
  const { room } = await work.agencies.settings();
  const [book] = await work.dayBooks.read(room.name, [day]);
  return (book?.bookings ?? []).map(({ headcount, state }) => ({ headcount, state }));
};

const ways = [
  {
    ...{ name: "a visit, where the letter is registered", script: visitScript, step: "register-letter" },
    ...{ items: ["letter", "group"], answer: "dilengkapi" },
    now: { letterNumber: "421.3/99/2026", letterDate: "2026-11-10", headcount: 36 },
    was: { letterNumber: "421/087/2026", letterDate: "2026-11-20", headcount: 40 },
  },
  {
    ...{ name: "a visit, where the schedule is checked", script: visitScript, step: "check-schedule" },
    ...{ items: ["purposeDetail"], answer: "dilengkapi-lagi" },
    now: { purposeDetail: "Belajar memakai katalog daring." },
    was: { purposeDetail: "Mengenalkan siswa kelas tujuh pada layanan perpustakaan." },
  },
  {
    ...{ name: "the mobile library", script: stopScript, step: "coordinate" },
    ...{ items: ["vehicleAccess"], answer: "dilengkapi" },
    now: { vehicleAccess: "Jalan beraspal, lebar empat meter." },
    was: { vehicleAccess: null },
  },
  {
    ...{ name: "an offer of cooperation", script: agreementScript, step: "take-initiative" },
    ...{ items: ["term"], answer: "dilengkapi" },
    now: { term: "Dua tahun" },
    was: { term: null },
  },
];

describe("what completes a request is part of it from then on", () => {
  it.each(ways)("$name", async ({ answer, items, now, script, step, was }) => {
    const { caseId, work } = await waiting(items, script, step);
    const before = await work.task(caseId);
    expect([before.step, before.deadlineAt]).toEqual(["complete-request", "2026-11-30T16:59:00.000Z"]);
    expect(onOurClock(stepOfTask(await work.dossier(caseId), before))).toBe(false);
    work.clock.advance({ hours: 2 });
    await completed(work, caseId, now, { outcome: answer });
    const dossier = await work.dossier(caseId);
    expect(dossier.case.request).toMatchObject(now);
    expect(dossier.changes).toMatchObject([
      { operation: "completed-request", person: "requester", values: now, was, done: true },
    ]);
    const task = await work.task(caseId);
    expect(task.step).toBe(step);
    // Its standard time begins anew.
    expect(task.openedAt > before.openedAt && (task.dueAt ?? "") > task.openedAt).toBe(true);
    await work.playTo(caseId, "never");
    expect((await work.dossier(caseId)).case.ending).toBe("SELESAI");
  });

  it("a better letter takes the place of the first, which the history keeps", async () => {
    const { caseId, work } = await waiting(["letterFile"]);
    await expect(completed(work, caseId, {})).rejects.toMatchObject({ kind: "invalid" });
    await completed(work, caseId, { letterFile: betterLetter });
    const { case: item, changes } = await work.dossier(caseId);
    expect(item.request["letterFile"]).toBe(betterLetter);
    expect(changes?.[0]?.was).toEqual({ letterFile });
  });

  it("another day stands in the day book, and no more the first", async () => {
    const { caseId, work } = await waiting(["time", "group"]);
    const times = { preferredDate: "2026-12-07", preferredStart: "09:00", preferredEnd: "10:00", headcount: 30 };
    await completed(work, caseId, times);
    expect(await bookings(work, visitDay)).toEqual([]);
    expect(await bookings(work, "2026-12-07")).toEqual([{ headcount: 30, state: "asked" }]);
  });

  it("only what is asked is taken, by the rules of the request; a day that stays needs no week before it", async () => {
    const { caseId, work } = await waiting(["time"]);
    const stays = { preferredDate: visitDay, preferredStart: "09:00", preferredEnd: "10:30" };
    work.clock.set("2026-11-30T02:00:00.000Z");
    const refused = async (values: Values) => {
      const error: unknown = await completed(work, caseId, values).catch((caught: unknown) => caught);
      return Object.keys((error as { fields?: object }).fields ?? {});
    };
    expect(await refused({ ...stays, headcount: 3 })).toEqual(["headcount"]);
    expect(await refused({ ...stays, preferredDate: "2026-12-03" })).toEqual(["preferredDate"]);
    expect(await refused({ ...stays, preferredEnd: "23:00" })).toEqual(["preferredStart"]);
    await completed(work, caseId, stays);
    expect((await work.task(caseId)).step).toBe("register-letter");
  });

  it("an answer that changes nothing needs a word, and is then no change", async () => {
    const { caseId, work } = await waiting(["group"]);
    await expect(completed(work, caseId, { headcount: 40 })).rejects.toMatchObject({ kind: "invalid" });
    await completed(work, caseId, { headcount: 40 }, { note: "Jumlahnya sudah benar." });
    expect((await work.dossier(caseId)).changes ?? []).toEqual([]);
  });

  it("an officer records it in the own name, as it came by telephone", async () => {
    const { caseId, work } = await waiting(["group"]);
    await completed(work, caseId, { headcount: 35 }, { by: registrar.id, channel: "phone" });
    const { changes, tasks } = await work.dossier(caseId);
    expect(changes).toMatchObject([
      { person: `staff:${registrar.id}`, name: registrar.name, values: { headcount: 35 } },
    ]);
    expect(tasks.find(({ step }) => step === "complete-request")?.answer?.channel).toBe("phone");
  });

  it("once, whatever breaks while it is carried out", async () => {
    for (const call of ["cases.addChange", "cases.correctRequest", "cases.markChangeDone", "mails.add"]) {
      const { caseId, work } = await waiting(["group"]);
      work.on.crashBefore(call);
      await completed(work, caseId, { headcount: 35 }).catch(() => undefined);
      await work.flow.settle();
      work.clock.advance({ minutes: 10 });
      await work.sweep();
      await work.sweep();
      const { case: item, changes } = await work.dossier(caseId);
      expect(item.request["headcount"], call).toBe(35);
      expect(
        changes?.map(({ done }) => done),
        call,
      ).toEqual([true]);
      expect((await work.task(caseId)).step, call).toBe("register-letter");
    }
  });

  it("again and again, each time what is missing then", async () => {
    const { caseId, work } = await waiting(["group"]);
    await completed(work, caseId, { headcount: 35 });
    await work.answerAsUsual(caseId, asked(["letter"]));
    await expect(completed(work, caseId, { headcount: 36 })).rejects.toMatchObject({ kind: "invalid" });
    await completed(work, caseId, { letterNumber: "9/2026", letterDate: "2026-11-12" });
    expect((await work.dossier(caseId)).case.request).toMatchObject({ headcount: 35, letterNumber: "9/2026" });
  });
});

describe("while it waits", () => {
  it("whoever asked reads what is missing and until when, and that our time is counted anew", async () => {
    const { caseId, work } = await waiting(["letter", "group"]);
    const dossier = await work.dossier(caseId);
    const settings = await work.agencies.settings();
    expect(newsOf(dossier, words).at(-1)?.text).toBe("Permohonan Anda perlu dilengkapi");
    expect(nextOf(dossier, words, work.clock.at())).toEqual({
      text: "Mohon dilengkapi: Nomor dan tanggal surat, Jumlah pengunjung",
      answerBy: "2026-11-30T16:59:00.000Z",
    });
    const late = promiseOf(settings, dossier, "2026-11-29T02:00:00.000Z");
    expect(late).toMatchObject({ holds: true, counts: "waits" });
    work.clock.set("2026-11-30T02:00:00.000Z");
    await completed(work, caseId, { letterNumber: "9/2026", letterDate: "2026-11-12", headcount: 35 });
    expect(promiseOf(settings, await work.dossier(caseId), work.clock.at())).toMatchObject({
      counts: "completed",
      until: expect.stringContaining("2026-12-02T02:00:00") as string,
    });
  });

  it("its day is not said to have passed undecided, and afterwards it is watched again", async () => {
    const { caseId, work } = await waiting(["group"], visitScript, "check-schedule");
    work.clock.set("2026-11-30T03:00:00.000Z");
    await work.sweep();
    const told = () => work.mailer.sent.filter(({ subject }) => subject.startsWith("Belum diputuskan")).length;
    expect(told()).toBe(0);
    await completed(work, caseId, { headcount: 35 }, { outcome: "dilengkapi-lagi" });
    await work.sweep();
    expect(told()).toBeGreaterThan(0);
  });

  it("an earlier day that they choose meanwhile brings the last day nearer", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("register-letter", {}, { preferredDate: "2026-12-15" });
    await work.answerAsUsual(caseId, asked(["letter"], "2026-12-10"));
    const values = { preferredDate: "2026-12-02", preferredStart: "09:00", preferredEnd: "11:00", headcount: 40 };
    await changeAsRequester(work, await work.dossier(caseId), { seen: 0, reason: "", values });
    expect((await work.task(caseId)).deadlineAt).toBe("2026-12-01T16:59:00.000Z");
  });
});

describe("where nothing comes until the day", () => {
  it("the request is closed and told so, and what was asked for is free again", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("complete-request", incompleteVisit());
    work.clock.set("2026-11-30T16:58:00.000Z");
    await work.sweep();
    expect((await work.task(caseId)).step).toBe("complete-request");
    work.clock.set("2026-11-30T17:00:00.000Z");
    await work.sweep();
    await work.flow.settle();
    const dossier = await work.dossier(caseId);
    expect([dossier.case.ending, openTasks(dossier)]).toEqual(["KEDALUWARSA", []]);
    expect(newsOf(dossier, words).at(-1)?.text).toMatch(/ditutup karena kelengkapannya belum kami terima/);
    expect(work.mailer.sent.at(-1)?.text).toContain("dapat mengajukan permohonan kembali");
    expect(await bookings(work, visitDay)).toEqual([]);
  });

  it("also where the service was not there for days: it is not said that we did not decide", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("complete-request", incompleteVisit());
    work.clock.set("2026-12-04T02:00:00.000Z");
    await work.sweep();
    await work.sweep();
    await work.flow.settle();
    expect((await work.dossier(caseId)).changes ?? []).toEqual([]);
    expect((await work.dossier(caseId)).case.ending).toBe("KEDALUWARSA");
  });
});

describe("the day until which is asked", () => {
  it("is five working days from now, and before the day for which is asked", async () => {
    const work = player(visitScript);
    const settings = await work.agencies.settings();
    const suggested = async (preferredDate: string, values: Values = {}) => {
      const caseId = await work.caseAt("register-letter", {}, { preferredDate, ...values });
      const dossier = await work.dossier(caseId);
      const step = stepOfTask(dossier, await work.task(caseId));
      const field = step.fields?.find(({ name }) => name === "completeBy");
      return field && suggestedDay(settings, dossier, step, field, work.clock.now());
    };
    expect(await suggested("2026-12-10")).toBe("2026-11-30");
    const urgent = { urgentReason: "Lomba bertutur minggu ini." };
    expect(await suggested("2026-11-26", urgent)).toBe("2026-11-25");
    expect(await suggested("2026-11-24", urgent)).toBeNull();
  });

  it.each([
    ["on that day", "2026-12-02", /Paling lambat Selasa, 1 Desember 2026/],
    ["today", "2026-11-23", /./],
  ])("is refused %s", async (_when, completeBy, sentence) => {
    const work = player(visitScript);
    const caseId = await work.caseAt("register-letter");
    await expect(work.answerAsUsual(caseId, asked(["letter"], completeBy))).rejects.toMatchObject({
      fields: { completeBy: { id: expect.stringMatching(sentence) as string } },
    });
  });

  it("where the day is tomorrow, the requester is called instead", async () => {
    const work = player(visitScript);
    const urgent = { preferredDate: "2026-11-24", urgentReason: "Lomba bertutur minggu ini." };
    const caseId = await work.caseAt("register-letter", {}, urgent);
    await expect(work.answerAsUsual(caseId, asked(["letter"], "2026-11-25"))).rejects.toMatchObject({
      fields: { completeBy: { id: expect.stringContaining("terlalu dekat") as string } },
    });
  });

  it("of a stop, before the day that the host would like", async () => {
    const work = player(stopScript);
    const caseId = await work.caseAt("coordinate");
    await expect(work.answerAsUsual(caseId, asked(["wishes"], "2026-12-20"))).rejects.toMatchObject({
      fields: { completeBy: { id: expect.stringContaining("Paling lambat") as string } },
    });
  });
});

it("an idea of the agency's own goes back to nobody", async () => {
  const work = player(agreementScript);
  const offered = async (caseId: string) => {
    const dossier = await work.dossier(caseId);
    return possibleOutcomes(dossier, stepOfTask(dossier, await work.task(caseId))).map(({ id }) => id);
  };
  const theirs = await work.submit();
  expect(await offered(theirs)).toContain("mohon-dilengkapi");
  const own = await work.open("cooperation-agreement", agreementScript.request({}, "staff"), {
    entryChannel: "staff",
    opener: sectionHead.id,
  });
  expect(await offered(own)).not.toContain("mohon-dilengkapi");
});
