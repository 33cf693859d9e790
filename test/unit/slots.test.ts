import { emptyLetterLine } from "../../functions/domain/case/register-lines.ts";
import { describe, expect, it, test } from "vitest";
import { decide } from "../../functions/domain/task/decide-task.ts";
import type { Booking } from "../../functions/domain/booking/day-book.ts";
import { candidateOf, requesterOf } from "../../functions/domain/task/permission.ts";
import { everybody, member, people, visitDay } from "../support/builders.ts";
import { player, type Player } from "../support/player.ts";
import { accompaniedBy, anotherTime, proposedSlots, refusal, visitScript } from "../support/scripts/official-visit.ts";

const room = "Ruang Baca Umum";
const [firstSlot, secondSlot] = proposedSlots as [
  { date: string; start: string; end: string },
  { date: string; start: string; end: string },
];
const allDays = [visitDay, ...proposedSlots.map(({ date }) => date), "2026-12-10"];

/** Bookings of all days as `date state case`. */
async function bookings(work: Player): Promise<string[]> {
  const books = await work.dayBooks.read(room, allDays);
  return books
    .flatMap(({ date, bookings }) => bookings.map(({ caseId, state }) => `${date} ${state} ${caseId}`))
    .sort();
}

/** Another case that has a time. */
async function taken(work: Player, date: string, booking: Partial<Booking> = {}): Promise<void> {
  const other: Booking = {
    caseId: "KJG-2026-00099",
    label: "SDN 2",
    state: "firm",
    start: "09:00",
    end: "11:00",
    headcount: 30,
    until: null,
    ...booking,
  };
  await work.dayBooks.change(room, date, (book) => ({ ...book, bookings: [...book.bookings, other] }));
}

describe("ya: the time asked for becomes firm", () => {
  it("is announced when the request comes, firm with the decision", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    expect(await bookings(work)).toEqual([`${visitDay} asked ${caseId}`]);
    await work.answer(caseId, { outcome: "ya", by: people.divisionHead.id });
    expect(await bookings(work)).toEqual([`${visitDay} firm ${caseId}`]);
  });

  it("Sc8: is refused where another visit has it, and the refusal names that visit", async () => {
    const work = player(visitScript);
    const [first, second] = [await work.caseAt("decide"), await work.caseAt("decide")];
    await work.answer(first, { outcome: "ya", by: people.divisionHead.id });
    await expect(work.answer(second, { outcome: "ya", by: people.divisionHead.id })).rejects.toMatchObject({
      kind: "taken",
      text: { id: expect.stringContaining(`Jadwal sudah terisi oleh ${first}.`) },
    });
    expect((await work.task(second)).step).toBe("decide");
    expect(await bookings(work)).toEqual([`${visitDay} asked ${second}`, `${visitDay} firm ${first}`]);
  });

  it("fits beside a small group while both find room", async () => {
    const work = player(visitScript);
    const [first, second] = [
      await work.caseAt("decide", {}, { headcount: 20 }),
      await work.caseAt("decide", accompaniedBy(people.otherCompanion), { headcount: 30 }),
    ];
    for (const caseId of [first, second]) await work.answer(caseId, { outcome: "ya", by: people.divisionHead.id });
    expect(await bookings(work)).toEqual([`${visitDay} firm ${first}`, `${visitDay} firm ${second}`]);
  });

  it("a group above capacity is told how many sessions it needs", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide", {}, { headcount: 120 });
    await expect(work.answer(caseId, { outcome: "ya", by: people.divisionHead.id })).rejects.toMatchObject({
      kind: "taken",
      text: { id: expect.stringContaining("dibagi 3 sesi") },
    });
  });
});

describe("who loses the race gives back only what the winner did not claim", () => {
  const official = { ...candidateOf(people.divisionHead), name: "Sri", channel: "staff" } as const;
  const deputy = { ...official, person: "staff:plh", name: "Plh" } as const;

  async function race(won: string, lost: string): Promise<string[]> {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    const [dossier, task] = [await work.dossier(caseId), await work.task(caseId)];
    const choose = (outcome: string, by: typeof official | typeof deputy) =>
      decide(work, dossier, task, { outcome, values: {}, note: "Dua rombongan." }, by);
    work.on.before("tasks.decide", async () => void (await choose(won, official)));
    await expect(choose(lost, deputy)).rejects.toMatchObject({ kind: "already-decided" });
    return (await bookings(work)).map((line) => line.split(" ")[1] ?? "");
  }

  test.each([
    ["ya", "ya-dengan-catatan", ["firm"]],
    ["ya-dengan-catatan", "ya", ["firm"]],
    ["tolak", "ya", []],
  ])("%s before %s", async (won, lost, left) => {
    expect(await race(won, lost)).toEqual(left);
  });

  it("a visitor who chooses two times at once keeps the one that was stored", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("choose-other-time", anotherTime);
    const [dossier, task] = [await work.dossier(caseId), await work.task(caseId)];
    const requester = { ...requesterOf(dossier), name: "", channel: "link-code" } as const;
    const choose = (slot: object) =>
      decide(work, dossier, task, { outcome: "pilih", values: { slot }, note: "" }, requester);
    work.on.before("dayBooks.change", async () => {
      await choose(firstSlot);
      await work.flow.settle();
    });
    await expect(choose(secondSlot)).rejects.toMatchObject({ kind: "stored-otherwise" });
    await work.flow.settle();
    expect(await bookings(work)).toEqual([`${firstSlot.date} held ${caseId}`]);
  });
});

describe("Sc2: tidak proposes three times, and holds them", () => {
  it("all three, until a day after the answer is due", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("choose-other-time", anotherTime);
    expect(await bookings(work)).toEqual(proposedSlots.map(({ date }) => `${date} held ${caseId}`));
    const [book] = await work.dayBooks.read(room, [firstSlot.date]);
    const { deadlineAt } = await work.task(caseId);
    expect(deadlineAt?.slice(0, 10)).toBe("2026-11-30");
    expect(book?.bookings[0]?.until?.slice(0, 10)).toBe("2026-12-01");
  });

  it("or none, where one of them is taken", async () => {
    const work = player(visitScript);
    await taken(work, secondSlot.date);
    const caseId = await work.caseAt("reply", { decide: anotherTime["decide"] ?? {} });
    const proposal = work.answer(caseId, { outcome: "tidak", by: people.registrar.id, values: { proposedSlots } });
    await expect(proposal).rejects.toMatchObject({ kind: "taken" });
    expect((await bookings(work)).filter((line) => line.includes("held"))).toEqual([]);
  });

  it("pilih: the chosen time stays, the others are free; the same case goes back to the schedule check", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("choose-other-time", anotherTime);
    await work.answer(caseId, { outcome: "pilih", by: "requester", values: { slot: secondSlot } });
    expect(await bookings(work)).toEqual([`${secondSlot.date} held ${caseId}`]);
    expect((await work.task(caseId)).step).toBe("check-schedule");
    await work.playTo(caseId, "accept-companionship");
    expect(await bookings(work)).toEqual([`${secondSlot.date} firm ${caseId}`]);
    const { case: item, tasks } = await work.dossier(caseId);
    expect(item.agenda?.number).toBe(1);
    expect(tasks.filter((task) => task.step === "decide").map((task) => task.answer?.outcome)).toEqual(["tidak", "ya"]);
  });

  it("pilih takes only a time that was proposed", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("choose-other-time", anotherTime);
    const slot = { date: "2026-12-10", start: "09:00", end: "11:00" };
    await expect(work.answer(caseId, { outcome: "pilih", by: "requester", values: { slot } })).rejects.toMatchObject({
      kind: "invalid",
      fields: { slot: { id: "Pilih salah satu waktu yang kami usulkan." } },
    });
  });

  it("usul-lain: the visitor's own time is held, the proposed ones are free", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("choose-other-time", anotherTime);
    const values = { date: "2026-12-10", start: "10:00", end: "12:00" };
    await work.answer(caseId, { outcome: "usul-lain", by: "requester", values });
    expect(await bookings(work)).toEqual([`2026-12-10 held ${caseId}`]);
    await work.playTo(caseId, "accept-companionship");
    expect(await bookings(work)).toEqual([`2026-12-10 firm ${caseId}`]);
  });

  it("usul-lain is refused at a time that another visit has", async () => {
    const work = player(visitScript);
    await taken(work, "2026-12-10");
    const caseId = await work.caseAt("choose-other-time", anotherTime);
    const values = { date: "2026-12-10", start: "10:00", end: "12:00" };
    await expect(work.answer(caseId, { outcome: "usul-lain", by: "requester", values })).rejects.toMatchObject({
      kind: "taken",
    });
  });

  it("a hold that has run out is free for others", async () => {
    const work = player(visitScript);
    await taken(work, visitDay, { state: "held", until: "2026-11-24T00:00:00.000Z" });
    const caseId = await work.caseAt("decide");
    await expect(work.answer(caseId, { outcome: "ya", by: people.divisionHead.id })).rejects.toMatchObject({
      kind: "taken",
    });
    work.clock.set("2026-11-24T02:00:00.000Z");
    await work.answer(caseId, { outcome: "ya", by: people.divisionHead.id });
    expect(await bookings(work)).toEqual([`${visitDay} firm ${caseId}`]);
  });
});

describe("a case that ends without visit leaves no booking", () => {
  it("when it is refused", async () => {
    const work = player(visitScript);
    await work.caseAt("never", refusal);
    expect(await bookings(work)).toEqual([]);
  });

  it("when nobody answers", async () => {
    const work = player(visitScript);
    await work.caseAt("choose-other-time", anotherTime);
    work.clock.advance({ days: 8 });
    await work.sweep();
    expect(await bookings(work)).toEqual([]);
  });

  it("when it is withdrawn, even after the decision", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("sign-guest-book");
    await work.answer(caseId, { outcome: "dibatalkan", by: "requester" });
    expect(await bookings(work)).toEqual([]);
  });

  it("when the group does not come", async () => {
    const work = player(visitScript);
    await work.caseAt("never", {
      "sign-guest-book": { outcome: "tidak-hadir", by: people.frontOffice.id, values: {}, note: "Tidak ada kabar." },
    });
    expect(await bookings(work)).toEqual([]);
  });
});

it("11. fifty requests for one morning never exceed the room, and their numbers have no gap", async () => {
  const work = player(visitScript);
  const cases: string[] = [];
  for (let index = 0; index < 50; index += 1) cases.push(await work.caseAt("register-letter", {}, { headcount: 7 }));
  await Promise.all(
    cases.map((caseId) => work.registers.claim("incoming", 2026, { caseId: caseId }, work.clock.at(), emptyLetterLine)),
  );
  // Somebody else for each, or a companion would be what is taken first.
  const companions = cases.map((_, index) =>
    member(`pendamping-${index}`, `Pendamping ${index}`, ["companion-librarian"]),
  );
  work.agencies.now.staff = [...everybody(), ...companions];
  for (const [index, caseId] of cases.entries())
    await work.playTo(caseId, "decide", accompaniedBy(companions[index] ?? people.companion));
  const decisions = await Promise.allSettled(
    cases.map(async (caseId) => {
      const [dossier, task] = [await work.dossier(caseId), await work.task(caseId)];
      const official = { ...candidateOf(people.divisionHead), name: "Sri", channel: "staff" } as const;
      return decide(work, dossier, task, { outcome: "ya", values: {}, note: "" }, official);
    }),
  );
  expect(decisions.filter(({ status }) => status === "fulfilled")).toHaveLength(Math.floor(50 / 7));
  const [book] = await work.dayBooks.read(room, [visitDay]);
  const firm = (book?.bookings ?? []).filter(({ state }) => state === "firm");
  expect(firm.reduce((sum, { headcount }) => sum + headcount, 0)).toBe(49);
  const numbers = (await work.registers.list("incoming", 2026)).map(({ number }) => number);
  expect(numbers).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
});
