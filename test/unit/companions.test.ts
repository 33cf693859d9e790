import { describe, expect, it } from "vitest";
import type { Values } from "../../functions/domain/case/records.ts";
import { openTask } from "../../functions/domain/task/open-task.ts";
import { makeChange } from "../../functions/domain/change/make-change.ts";
import { everybody, member, people, visitDay } from "../support/builders.ts";
import { player, type Player } from "../support/player.ts";
import { accompaniedBy, anotherTime, visitScript } from "../support/scripts/official-visit.ts";

const { companion, divisionHead, otherCompanion } = people;

const small = { headcount: 10 };
const elsewhere = { ...small, institutionName: "SMA 2 Contoh" };

/** Whose hours of the day of the visit are taken, by which cases. */
async function taken(work: Player, id: string, day = visitDay): Promise<string[]> {
  const [book] = await work.dayBooks.read(`person:${id}`, [day]);
  return (book?.bookings ?? []).map(({ caseId, start, end }) => `${caseId} ${start}-${end}`);
}

const approve = (work: Player, caseId: string) => work.answer(caseId, { outcome: "ya", by: divisionHead.id });

const recommended = (id: string): Values => ({ recommendation: "cocok", companion: id });

async function change(
  work: Player,
  caseId: string,
  operation: "cancel" | "move-appointment" | "replace-people" | "take-back",
  values: Values,
): Promise<void> {
  const dossier = await work.dossier(caseId);
  const asked = { operation, seen: dossier.changes?.length ?? 0, reason: "Pendamping berhalangan.", values };
  await makeChange(work, dossier, divisionHead, asked);
  await work.flow.settle();
}

describe("a companion of two visits at the same hour", () => {
  it("is refused when the second is approved: for whom and when, and how somebody else is named", async () => {
    const work = player(visitScript);
    const [first, second] = [await work.caseAt("decide", {}, small), await work.caseAt("decide", {}, elsewhere)];
    await approve(work, first);
    expect(await taken(work, companion.id)).toEqual([`${first} 09:00-11:00`]);
    await expect(approve(work, second)).rejects.toMatchObject({
      kind: "taken",
      text: {
        id: `Bentrok: ${companion.name} sudah dijadwalkan untuk SMPN 1 Contoh (${first}) pukul 09.00-11.00. Minta petugasnya diganti lebih dahulu (pada halaman berkas: Ubah berkas, "Ganti petugas atau kendaraan"), atau pilih jawaban lain.`,
      },
    });
    expect((await work.task(second)).step).toBe("decide");
    const [room] = await work.dayBooks.read("Ruang Baca Umum", [visitDay]);
    expect(room?.bookings.map(({ caseId, state }) => `${caseId} ${state}`).sort()).toEqual([
      `${first} firm`,
      `${second} asked`,
    ]);
    await change(work, second, "replace-people", { companion: otherCompanion.id });
    expect(await taken(work, otherCompanion.id)).toEqual([]);
    await approve(work, second);
    expect(await taken(work, otherCompanion.id)).toEqual([`${second} 09:00-11:00`]);
  });

  it("is refused under the field that names him where the first is approved, and two plans are no obstacle", async () => {
    const work = player(visitScript);
    const first = await work.caseAt("decide", {}, small);
    const second = await work.caseAt("recommend", {}, elsewhere);
    await work.answerAsUsual(await work.caseAt("recommend", {}, { ...small, institutionName: "TK Melati" }));
    await approve(work, first);
    await expect(work.answerAsUsual(second)).rejects.toMatchObject({
      kind: "taken",
      fields: {
        companion: {
          id: `${companion.name} sudah bertugas untuk SMPN 1 Contoh pukul 09.00-11.00. Pilih petugas, jam, atau tanggal lain.`,
        },
      },
    });
    await work.answerAsUsual(second, { values: recommended(otherCompanion.id) });
  });

  it("is put before whoever decides where nobody else is free either: another time can be asked for there alone", async () => {
    const work = player(visitScript);
    const [first, second] = [await work.caseAt("decide", {}, small), await work.caseAt("recommend", {}, elsewhere)];
    const third = await work.caseAt("recommend", {}, { ...small, institutionName: "TK Melati" });
    await work.answerAsUsual(second, { values: recommended(otherCompanion.id) });
    await approve(work, first);
    await expect(work.answerAsUsual(third)).rejects.toMatchObject({ kind: "taken" });
    await approve(work, second);
    await work.answerAsUsual(third);
    expect((await work.task(third)).step).toBe("decide");
    await expect(approve(work, third)).rejects.toMatchObject({ kind: "taken" });
    await work.answer(third, { outcome: "tidak", by: divisionHead.id, note: "Semua pendamping bertugas." });
    expect((await work.task(third)).step).toBe("reply");
  });

  it("one after another is no clash", async () => {
    const work = player(visitScript);
    await approve(work, await work.caseAt("decide", {}, small));
    const later = { ...elsewhere, preferredStart: "11:00", preferredEnd: "12:00" };
    await approve(work, await work.caseAt("decide", {}, later));
    expect(await taken(work, companion.id)).toHaveLength(2);
  });

  it("of eight approved at once with one companion exactly one is", async () => {
    const work = player(visitScript);
    const cases: string[] = [];
    for (let index = 0; index < 8; index += 1) cases.push(await work.caseAt("decide", {}, { headcount: 1 }));
    const all = await Promise.allSettled(cases.map(async (caseId) => approve(work, caseId)));
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await taken(work, companion.id)).toHaveLength(1);
  });
});

it("a companion who drives to a village at that hour, travel included, is refused and so is the other way round", async () => {
  const work = player(visitScript);
  const both = member("rina", "Rina Kartika, S.IP.", ["companion-librarian", "mobile-library-officer"]);
  work.agencies.now.staff = [...everybody().filter(({ id }) => id !== both.id), both];
  await work.dayBooks.change(`person:${both.id}`, visitDay, (book) => ({
    ...book,
    bookings: [
      {
        caseId: "PSL-2026-00001",
        label: "Balai Desa",
        state: "firm",
        start: "10:30",
        end: "12:30",
        headcount: 1,
        until: null,
      },
    ],
  }));
  const visit = await work.caseAt("recommend", {}, small);
  await expect(work.answerAsUsual(visit)).rejects.toMatchObject({
    fields: {
      companion: {
        id: expect.stringContaining("sudah bertugas di Balai Desa pukul 10.30-12.30 (termasuk perjalanan)"),
      },
    },
  });
  const early = await work.caseAt("decide", {}, { ...small, preferredStart: "08:00", preferredEnd: "09:00" });
  await approve(work, early);
  expect(await taken(work, both.id)).toEqual(["PSL-2026-00001 10:30-12:30", `${early} 08:00-09:00`]);
});

describe("a companion is free again", () => {
  it("when the visit is withdrawn, cancelled, or its decision taken back", async () => {
    const work = player(visitScript);
    const withdrawn = await work.caseAt("sign-guest-book", {}, small);
    await work.answer(withdrawn, { outcome: "dibatalkan", by: people.registrar.id });
    expect(await taken(work, companion.id)).toEqual([]);
    const cancelled = await work.caseAt("sign-guest-book", {}, small);
    await change(work, cancelled, "cancel", {});
    expect(await taken(work, companion.id)).toEqual([]);
    const takenBack = await work.caseAt("accept-companionship", {}, small);
    await change(work, takenBack, "take-back", {});
    expect(await taken(work, companion.id)).toEqual([]);
    await approve(work, takenBack);
    expect(await taken(work, companion.id)).toEqual([`${takenBack} 09:00-11:00`]);
  });

  it("when another is named in the stead of one who cannot; who is taken is refused there too", async () => {
    const work = player(visitScript);
    const cannot = { "accept-companionship": { outcome: "berhalangan", note: "Sakit." } };
    const caseId = await work.caseAt("replace-companion", cannot, small);
    const other = await work.caseAt("accept-companionship", accompaniedBy(otherCompanion), elsewhere);
    await expect(work.answerAsUsual(caseId)).rejects.toMatchObject({
      kind: "taken",
      fields: { companion: { id: expect.stringContaining("sudah bertugas untuk SMA 2 Contoh") } },
    });
    await change(work, other, "cancel", {});
    await work.answerAsUsual(caseId);
    expect(await taken(work, companion.id)).toEqual([]);
    expect(await taken(work, otherCompanion.id)).toEqual([`${caseId} 09:00-11:00`]);
  });

  it("when another steps in for the row; who is at another visit then is only seen to clash, for somebody has to come", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("accept-companionship", {}, small);
    await work.answerAsUsual(caseId, { by: otherCompanion.id });
    expect([await taken(work, companion.id), await taken(work, otherCompanion.id)]).toEqual([
      [],
      [`${caseId} 09:00-11:00`],
    ]);
  });

  it("and another execution that opens the row again changes nothing", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("accept-companionship", {}, small);
    const { openedAt } = await work.task(caseId);
    await openTask(work, { caseId, step: "accept-companionship", taskToken: "baru", entered: openedAt });
    expect(await taken(work, companion.id)).toEqual([`${caseId} 09:00-11:00`]);
  });
});

describe("an approved visit that changes", () => {
  it("is not moved to an hour at which its companion has another, and not given to one who has", async () => {
    const work = player(visitScript);
    const first = await work.caseAt("sign-guest-book", {}, small);
    const second = await work.caseAt("sign-guest-book", accompaniedBy(otherCompanion), elsewhere);
    await expect(change(work, second, "replace-people", { companion: companion.id })).rejects.toMatchObject({
      kind: "taken",
      fields: { companion: { id: expect.stringContaining("sudah bertugas untuk SMPN 1 Contoh") } },
    });
    const afternoon = { date: visitDay, start: "13:00", end: "14:00" };
    const renamed = { preferredDate: afternoon.date, preferredStart: afternoon.start, preferredEnd: afternoon.end };
    await change(work, second, "move-appointment", renamed);
    expect(await taken(work, otherCompanion.id)).toEqual([`${second} 13:00-14:00`]);
    await change(work, second, "replace-people", { companion: companion.id });
    expect(await taken(work, otherCompanion.id)).toEqual([]);
    const back = { preferredDate: visitDay, preferredStart: "10:00", preferredEnd: "12:00" };
    await expect(change(work, second, "move-appointment", back)).rejects.toMatchObject({ kind: "taken" });
    expect((await taken(work, companion.id)).sort()).toEqual([`${first} 09:00-11:00`, `${second} 13:00-14:00`]);
  });

  it("another time is approved anew, and the hour of before is free", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("choose-other-time", anotherTime, small);
    expect(await taken(work, companion.id)).toEqual([]);
    const slot = { date: "2026-12-03", start: "09:00", end: "11:00" };
    await work.answer(caseId, { outcome: "pilih", by: "requester", values: { slot } });
    await work.playTo(caseId, "accept-companionship");
    expect([await taken(work, companion.id), await taken(work, companion.id, "2026-12-03")]).toEqual([
      [],
      [`${caseId} 09:00-11:00`],
    ]);
  });
});

it("a group in sessions takes each companion for the own session only, and the first for those left over", async () => {
  const work = player(visitScript);
  const sessions = ["08:00", "09:00", "10:00"].map((start, index) => {
    return { date: visitDay, start, end: `${String(9 + index).padStart(2, "0")}:00`, headcount: 40, group: "" };
  });
  const caseId = await work.caseAt(
    "accept-companionship",
    {
      "check-schedule": { values: { availability: "sesuai", sessions } },
      recommend: { values: { ...recommended(companion.id), sessionCompanions: [otherCompanion.id] } },
    },
    { headcount: 120 },
  );
  expect(await taken(work, companion.id)).toEqual([`${caseId} 08:00-09:00`, `${caseId} 10:00-11:00`]);
  expect(await taken(work, otherCompanion.id)).toEqual([`${caseId} 09:00-10:00`]);
});
