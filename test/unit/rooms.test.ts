/** Several rooms for visits: a visit is in one of them, and two that are too many for one are received in two. */
import { describe, expect, it } from "vitest";
import type { OperationId, Values } from "../../functions/domain/case/records.ts";
import { placeOf, roomOf } from "../../functions/domain/booking/rooms.ts";
import { checkSchedule } from "../../functions/domain/booking/schedule-check.ts";
import { makeChange } from "../../functions/domain/change/make-change.ts";
import { operations } from "../../functions/domain/change/operations.ts";
import { people, requesterEmail, visitDay } from "../support/builders.ts";
import { browser } from "../support/http.ts";
import { player, type Player, type Replies } from "../support/player.ts";
import { accompaniedBy, anotherTime, proposedSlots, visitScript } from "../support/scripts/official-visit.ts";

const usual = "Ruang Baca Umum";
const approved = "sign-guest-book";

/** The usual room holds 50. */
function several(): Player {
  const work = player(visitScript);
  const { settings } = work.agencies.now;
  work.agencies.now.settings = {
    ...settings,
    otherRooms: [
      { name: "Aula", capacity: 120 },
      { name: "Teater", capacity: 30 },
    ],
  };
  return work;
}

const inRoom = (room: string, more: Replies = {}): Replies => ({
  ...more,
  "check-schedule": { values: { availability: "sesuai", room } },
});
const another = (room: string): Replies => inRoom(room, accompaniedBy(people.otherCompanion));

async function booked(work: Player, day = visitDay): Promise<string[]> {
  const rooms = await Promise.all(
    [usual, "Aula", "Teater"].map(async (room) =>
      (await work.dayBooks.read(room, [day])).flatMap(({ bookings }) =>
        bookings.map(({ caseId, headcount, state }) => `${room}: ${caseId} ${state} ${headcount}`),
      ),
    ),
  );
  return rooms.flat();
}

async function correct(work: Player, caseId: string, typed: Values, operation: OperationId = "correct-data") {
  const circumstances = {
    settings: await work.agencies.settings(),
    staff: await work.agencies.staff(),
    now: work.clock.now(),
  };
  const dossier = await work.dossier(caseId);
  const { values } = operations[operation].fields(dossier, circumstances);
  const seen = dossier.changes?.length ?? 0;
  await makeChange(work, dossier, people.sectionHead, {
    operation,
    seen,
    reason: "Pindah.",
    values: { ...values, ...typed },
  });
  await work.flow.settle();
}

describe("where there are several rooms", () => {
  it("a request is judged by the largest, and whoever checks sees them all with the first that is free chosen", async () => {
    const work = several();
    const form = await browser(work).get("/api/procedures/official-visit/request-form");
    expect(form.body["capacity"]).toBe(120);
    const caseId = await work.caseAt("check-schedule", {}, { headcount: 80 });
    const view = await browser(work).get(`/api/staff/tasks/${caseId}/${(await work.task(caseId)).id}`, {
      as: people.registrar,
    });
    expect(view.body["aids"]).toMatchObject({
      context: { rooms: [usual, "Aula", "Teater"] },
      schedule: {
        ...{ room: "Aula", capacity: 120, fits: true, sessions: 1 },
        rooms: [
          { name: usual, capacity: 50, fits: false },
          { name: "Aula", capacity: 120, fits: true },
          { name: "Teater", capacity: 30, fits: false },
        ],
      },
      prefill: { room: "Aula" },
    });
  });

  it("one has to be chosen, and the letter names it", async () => {
    const work = several();
    await expect(work.caseAt("recommend")).rejects.toMatchObject({
      fields: { room: { id: "Pilih ruang untuk rombongan ini." } },
    });
    const caseId = await work.caseAt(approved, inRoom("Aula"), { headcount: 80 });
    expect((await booked(work)).filter((line) => line.includes(caseId))).toEqual([`Aula: ${caseId} firm 80`]);
    expect(work.mailer.to(requesterEmail).at(-1)?.text).toContain("Aula");
  });

  it("two visits at one time that are too many for one room are received in two", async () => {
    const work = several();
    const first = await work.caseAt(approved, inRoom(usual), { headcount: 40 });
    const second = await work.caseAt("check-schedule", {}, { headcount: 25 });
    expect((await checkSchedule(work, await work.dossier(second)))?.room.name).toBe("Aula");
    const here = await work.caseAt("decide", another(usual), { headcount: 25 });
    await expect(work.answer(here, { outcome: "ya", by: people.divisionHead.id })).rejects.toMatchObject({
      kind: "taken",
    });
    const there = await work.caseAt(approved, another("Teater"), { headcount: 25 });
    expect((await booked(work)).filter((line) => line.includes("firm"))).toEqual([
      `${usual}: ${first} firm 40`,
      `Teater: ${there} firm 25`,
    ]);
  });

  it("a group is divided by what its room holds", async () => {
    const work = several();
    const sessions = [
      { date: visitDay, start: "09:00", end: "10:00", headcount: 40 },
      { date: visitDay, start: "10:00", end: "11:00", headcount: 40 },
    ];
    const asked = { headcount: 80, preferredStart: "09:00", preferredEnd: "10:00" };
    const divided = (room: string): Replies => ({
      "check-schedule": { values: { availability: "sesuai", room, sessions } },
    });
    await expect(work.caseAt("recommend", divided("Teater"), asked)).rejects.toMatchObject({
      fields: { sessions: { id: "Satu sesi memuat paling banyak 30 orang." } },
    });
    await work.caseAt("recommend", divided(usual), asked);
  });

  it("times that are proposed are held in the room of the visit, and nowhere once another has it", async () => {
    const work = several();
    const caseId = await work.caseAt("choose-other-time", { ...anotherTime, ...inRoom("Aula") });
    for (const { date } of proposedSlots) expect(await booked(work, date)).toEqual([`Aula: ${caseId} held 40`]);
  });
});

describe("a room that comes to an agency which had one", () => {
  it("leaves visits where they are, also a group that comes in sessions", async () => {
    const work = several();
    const { settings } = work.agencies.now;
    const { otherRooms, ...before } = settings;
    work.agencies.now.settings = before;
    const sessions = [
      { date: visitDay, start: "09:00", end: "10:00", headcount: 40 },
      { date: visitDay, start: "10:00", end: "11:00", headcount: 40 },
    ];
    const divided = { "check-schedule": { values: { availability: "sesuai", sessions } } };
    const asked = { headcount: 80, preferredStart: "09:00", preferredEnd: "10:00" };
    const undecided = await work.caseAt("decide", divided, asked);
    work.agencies.now.settings = { ...before, ...(otherRooms ? { otherRooms } : {}) };
    expect(placeOf(settings, await work.dossier(undecided))).toBe(usual);
    await work.answer(undecided, { outcome: "ya", by: people.divisionHead.id });
    const line = `${usual}: ${undecided} firm 40`;
    expect(await booked(work)).toEqual([line, line]);
    await correct(work, undecided, { "request.purposeDetail": "Melihat koleksi daerah." });
    expect(await booked(work)).toEqual([line, line]);
  });
});

describe("another room for an approved visit", () => {
  it("is taken before it is stored, and the one of before is free then", async () => {
    const work = several();
    const caseId = await work.caseAt(approved, inRoom(usual), { headcount: 40 });
    await correct(work, caseId, { "check-schedule.room": "Aula" });
    expect(await booked(work)).toEqual([`Aula: ${caseId} firm 40`]);
  });

  it("may come with a larger group than the room of before holds", async () => {
    const work = several();
    const caseId = await work.caseAt(approved, inRoom(usual), { headcount: 40 });
    await correct(work, caseId, { "check-schedule.room": "Aula", "request.headcount": 90 });
    expect(await booked(work)).toEqual([`Aula: ${caseId} firm 90`]);
  });

  it("that does not hold the group, or is taken, is refused under its field, and nothing is another than before", async () => {
    const work = several();
    const other = await work.caseAt(approved, another("Teater"), { headcount: 20 });
    const caseId = await work.caseAt(approved, inRoom(usual), { headcount: 15 });
    const before = await booked(work);
    const fields = { "check-schedule.room": { id: expect.stringContaining(other) as string } };
    await expect(correct(work, caseId, { "check-schedule.room": "Teater" })).rejects.toMatchObject({
      kind: "taken",
      fields,
    });
    expect(await booked(work)).toEqual(before);
    expect((await work.dossier(caseId)).changes ?? []).toEqual([]);
  });

  it("that was taken by a change which was not stored is given back", async () => {
    const work = several();
    const caseId = await work.caseAt(approved, inRoom(usual), { headcount: 15 });
    const taking = operations["correct-data"];
    const dossier = await work.dossier(caseId);
    const plan = { step: "check-schedule", values: { room: "Aula" }, was: { room: usual } } as const;
    const circumstances = {
      settings: work.agencies.now.settings,
      staff: work.agencies.now.staff,
      now: work.clock.now(),
    };
    const { values } = taking.fields(dossier, circumstances);
    await taking.plan(work, dossier, { ...values, "check-schedule.room": "Aula" });
    expect(await booked(work)).toHaveLength(2);
    await taking.undo?.(work, dossier, plan);
    expect(await booked(work)).toEqual([`${usual}: ${caseId} firm 15`]);
  });
});

describe("a room that is called otherwise", () => {
  it("goes on with its day books, and what was chosen by its old name is still in it", async () => {
    const work = several();
    const caseId = await work.caseAt("decide", inRoom("Aula"));
    const { settings } = work.agencies.now;
    work.agencies.now.settings = { ...settings, otherRooms: [{ name: "Balai", capacity: 120, book: "Aula" }] };
    expect(roomOf(work.agencies.now.settings, await work.dossier(caseId)).name).toBe("Balai");
    await work.answer(caseId, { outcome: "ya", by: people.divisionHead.id });
    expect(await booked(work)).toEqual([`Aula: ${caseId} firm 40`]);
  });
});

it("a visit that ends frees its room, whichever that is", async () => {
  const work = several();
  const caseId = await work.caseAt(approved, inRoom("Teater"), { headcount: 20 });
  await correct(work, caseId, {}, "cancel");
  expect(await booked(work)).toEqual([]);
});
