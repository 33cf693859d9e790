/** A group that turns out to be larger or smaller than it said takes as much of the room as it needs. */
import { describe, expect, it } from "vitest";
import type { OperationId, Values } from "../../functions/domain/case/records.ts";
import { makeChange } from "../../functions/domain/change/make-change.ts";
import { operations } from "../../functions/domain/change/operations.ts";
import { people, visitDay } from "../support/builders.ts";
import { player, type Player } from "../support/player.ts";
import { accompaniedBy, visitScript } from "../support/scripts/official-visit.ts";

const approved = "sign-guest-book";
const others = { headcount: 10, institutionName: "SMA 2 Contoh" };

async function booked(work: Player, day = visitDay): Promise<string[]> {
  const [book] = await work.dayBooks.read("Ruang Baca Umum", [day]);
  return (book?.bookings ?? []).map(({ caseId, headcount, state }) => `${caseId} ${state} ${headcount}`).sort();
}

async function change(work: Player, caseId: string, operation: OperationId, values: Values): Promise<void> {
  const [settings, staff] = [await work.agencies.settings(), await work.agencies.staff()];
  const dossier = await work.dossier(caseId);
  const form = operations[operation].fields(dossier, { settings, staff, now: work.clock.now() });
  const asked = {
    operation,
    seen: dossier.changes?.length ?? 0,
    reason: "Salah ketik.",
    values: { ...form.values, ...values },
  };
  await makeChange(work, dossier, people.sectionHead, asked);
  await work.flow.settle();
}

async function correct(work: Player, caseId: string, headcount: number): Promise<void> {
  const dossier = await work.dossier(caseId);
  const [settings, staff] = [await work.agencies.settings(), await work.agencies.staff()];
  const { fields } = operations["correct-data"].fields(dossier, { settings, staff, now: work.clock.now() });
  const name = fields.find((field) => field.name.endsWith(".headcount"))?.name ?? "";
  await change(work, caseId, "correct-data", { [name]: headcount });
}

describe("the number of people of an approved visit, corrected,", () => {
  it("frees what is not needed, and takes what is needed besides", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt(approved, {}, { headcount: 20 });
    await correct(work, caseId, 12);
    expect(await booked(work)).toEqual([`${caseId} firm 12`]);
    await correct(work, caseId, 35);
    expect(await booked(work)).toEqual([`${caseId} firm 35`]);
  });

  it("is refused under its field where the room is taken, saying what to do first; nothing changes", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt(approved, {}, { headcount: 20 });
    const other = await work.caseAt(approved, accompaniedBy(people.otherCompanion), others);
    await expect(correct(work, caseId, 41)).rejects.toMatchObject({
      kind: "taken",
      text: { id: expect.stringContaining(`terisi oleh ${other}. Pilih "Pindahkan jadwal"`) as string },
      fields: { "request.headcount": expect.anything() as unknown },
    });
    expect(await booked(work)).toEqual([`${caseId} firm 20`, `${other} firm 10`]);
    expect((await work.dossier(caseId)).changes ?? []).toEqual([]);
    await correct(work, caseId, 40);
    expect(await booked(work)).toEqual([`${caseId} firm 40`, `${other} firm 10`]);
  });

  it("is refused above what the room holds: the group has to be divided", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt(approved, {}, { headcount: 20 });
    await expect(correct(work, caseId, 51)).rejects.toMatchObject({
      text: { id: expect.stringContaining('"Tarik keputusan"') as string },
    });
  });

  it("gives back what it took where it was not stored", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt(approved, {}, { headcount: 20 });
    const cases = { ...work.cases, addChange: async () => false };
    await expect(correct({ ...work, cases }, caseId, 35)).rejects.toMatchObject({ kind: "stale" });
    expect(await booked(work)).toEqual([`${caseId} firm 20`]);
  });

  it("waits for its sessions to be changed, where the group comes in several", async () => {
    const work = player(visitScript);
    const session = (start: string, end: string, headcount: number) => ({ date: visitDay, start, end, headcount });
    const sessions = [session("09:00", "10:00", 40), session("10:00", "11:00", 20)];
    const divided = { "check-schedule": { values: { availability: "sesuai", sessions } } };
    const caseId = await work.caseAt(approved, divided, { headcount: 60, preferredEnd: "10:00" });
    await expect(correct(work, caseId, 70)).rejects.toMatchObject({
      text: {
        id: expect.stringContaining('"Pindahkan jadwal" lebih dahulu untuk mengubah jumlah tiap sesi') as string,
      },
    });
    await change(work, caseId, "move-appointment", { sessions: [sessions[0], session("10:00", "11:00", 30)] });
    await correct(work, caseId, 70);
    expect(await booked(work)).toEqual([`${caseId} firm 30`, `${caseId} firm 40`]);
  });
});

describe("the number of people of a visit that took place", () => {
  it("is corrected whatever the room holds", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("never", {}, { headcount: 20 });
    await expect(correct(work, caseId, 60)).resolves.toBeUndefined();
  });
});
