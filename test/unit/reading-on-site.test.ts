import { describe, expect, it } from "vitest";
import type { Values } from "../../functions/domain/case/records.ts";
import { people } from "../support/builders.ts";
import { player, workplace, type Player } from "../support/player.ts";
import { measureOf } from "../../functions/domain/service-levels/measure.ts";
import { readingScript } from "../support/scripts/reading-visit.ts";

const officer = people.circulation.id;
const kasi = people.sectionHead.id;

/** A whole visit, from the greeting to the recap. */
function visit(work: Player, guest: Values = {}, books: Record<string, number> = {}): Promise<string> {
  const alone = readingScript.usual["fill-guest-book"]?.values;
  return work.caseAt("ended", {
    "fill-guest-book": { values: { ...alone, ...guest } },
    "record-books": { values: { books } },
  });
}

/** The report that the calendar opened, of a month. */
async function reportOf(work: Player, month: string): Promise<string> {
  await work.sweep();
  for (const { caseId } of work.flow.started) {
    if ((await work.dossier(caseId)).case.request["month"] === month) return caseId;
  }
  throw new Error(`no report of ${month}`);
}

const localTime = (instant: string | null): string =>
  new Date(Date.parse(instant ?? "") + 7 * 3_600_000).toISOString().slice(0, 16);

describe("a reader's visit", () => {
  it("takes two taps of the officer, no mail, and ends as one entry of the recap book", async () => {
    const work = player(readingScript);
    const caseId = await visit(work, {}, { "300": 1, X: 1 });
    expect(await work.recaps.month("2026-11")).toEqual([
      {
        kind: "reading",
        date: "2026-11-23",
        caseId,
        sexes: { P: 1 },
        category: "mahasiswa",
        questions: 0,
        answered: 0,
        books: { "300": 1, X: 1 },
      },
    ]);
    expect(work.mailer.sent).toEqual([]);
    expect((await work.dossier(caseId)).case.ending).toBe("SELESAI");
  });

  it("counts a group by sex, and the officer's answers on the officer's own clock", async () => {
    const work = player(readingScript);
    const caseId = await work.submit();
    const group = { company: "rombongan", groupSize: 12, groupMale: 5, category: "pelajar-smp", purpose: "membaca" };
    await work.answer(caseId, { outcome: "kesulitan", by: officer, values: group });
    work.clock.advance({ minutes: 4 });
    await work.answer(caseId, { outcome: "terjawab", by: officer, values: { subjects: 2, answered: 1 } });
    await work.answer(caseId, { outcome: "selesai-membaca", by: officer });
    await work.answer(caseId, { outcome: "terekap", by: officer, values: {} });
    const [entry] = await work.recaps.month("2026-11");
    expect(entry).toMatchObject({ sexes: { L: 5, P: 7 }, questions: 2, answered: 1, books: {} });
    const dossier = await work.dossier(caseId);
    const asked = dossier.tasks.find(({ step }) => step === "ask");
    const { calendar } = await work.agencies.settings();
    expect(asked && measureOf({ calendar, outages: [] }, dossier, asked)).toMatchObject({ standard: 4 });
  });

  it("asks for a group's size and no less than its men", async () => {
    const work = player(readingScript);
    const caseId = await work.submit();
    const refused = work.answer(caseId, {
      outcome: "ketemu",
      by: officer,
      values: { company: "rombongan", groupSize: 3, groupMale: 4, category: "umum", purpose: "membaca" },
    });
    await expect(refused).rejects.toMatchObject({
      kind: "invalid",
      fields: { groupMale: expect.anything() as object },
    });
  });

  it("is closed the next day when nobody filled in the guest book, and counts nobody", async () => {
    const work = player(readingScript);
    const caseId = await work.submit();
    work.clock.advance({ days: 2 });
    await work.sweep();
    expect((await work.dossier(caseId)).case.ending).toBe("KEDALUWARSA");
    expect(await work.recaps.month("2026-11")).toEqual([]);
  });
});

describe("the opening check", () => {
  it("opens by itself each day of service, and wants every item ticked or a problem named", async () => {
    const work = player(readingScript);
    await work.sweep();
    const checks = work.flow.started.filter((each) => each.procedure === "opening-check");
    expect(checks).toHaveLength(1);
    const caseId = checks[0]?.caseId ?? "";
    const half = work.answer(caseId, { outcome: "siap", by: officer, values: { checked: ["listrik"] } });
    await expect(half).rejects.toMatchObject({ kind: "invalid" });
    await work.answer(caseId, {
      outcome: "ada-kendala",
      by: officer,
      values: { broken: ["internet"] },
      note: "Internet mati, katalog dari server lokal.",
    });
    expect(await work.recaps.month("2026-11")).toMatchObject([{ kind: "opened", date: "2026-11-23" }]);
  });
});

describe("the monthly report (Sc11)", () => {
  it("of a month without service opens with zeros, takes NIHIL with a reason only, and is due on the fifth working day", async () => {
    const work = player(readingScript);
    work.clock.set("2026-12-01T00:31:00.000Z");
    const caseId = await reportOf(work, "2026-11");
    const task = await work.task(caseId);
    expect(localTime(task.dueAt)).toBe("2026-12-07T16:00");
    await expect(work.answer(caseId, { outcome: "laporkan", by: officer })).rejects.toMatchObject({ kind: "invalid" });
    await expect(work.answer(caseId, { outcome: "nihil", by: officer })).rejects.toMatchObject({
      fields: { note: expect.anything() as object },
    });
    await work.answer(caseId, { outcome: "nihil", by: officer, note: "Ruang baca direnovasi sepanjang November." });
    const reported = (await work.dossier(caseId)).tasks.find((each) => each.step === "report")?.answer?.values;
    expect(reported).toMatchObject({
      serviceDays: 0,
      visitors: 0,
      books: 0,
      missingDays: "2-6, 9-13, 16-20, 23-27, 30",
    });
    await work.answer(caseId, { outcome: "terima", by: kasi });
    expect(await work.recaps.reports("2026-11")).toMatchObject([{ version: 1, caseId }]);
  });

  it("after a holiday opens on the first working day: 4 January, due 11 January 2027", async () => {
    const work = player(readingScript);
    work.clock.set("2027-01-01T03:00:00.000Z");
    await expect(reportOf(work, "2026-12")).rejects.toThrow();
    work.clock.set("2027-01-04T00:31:00.000Z");
    expect(localTime((await work.task(await reportOf(work, "2026-12"))).dueAt)).toBe("2027-01-11T16:00");
  });

  it("that nobody makes is asked for on 3 December, late after 7 December, and then told to the Kasi", async () => {
    const work = player(readingScript);
    work.clock.set("2026-12-01T00:30:00.000Z");
    const caseId = await reportOf(work, "2026-11");
    const to = ({ email }: { email: string }, about: RegExp) =>
      work.mailer.to(email).filter(({ subject }) => about.test(subject) && subject.includes(caseId));
    const sweptAt = async (instant: string) => {
      work.clock.set(instant);
      await work.sweep();
    };
    for (const [instant, count] of [
      ["2026-12-02T08:59:00Z", 0],
      ["2026-12-03T00:29:00Z", 0],
      ["2026-12-03T00:30:00Z", 1],
      ["2026-12-04T08:00:00Z", 1],
      ["2026-12-07T08:59:00Z", 1],
    ] as const) {
      await sweptAt(instant);
      expect(to(people.circulation, /^Pengingat/)).toHaveLength(count);
    }
    const [mail] = to(people.circulation, /^Pengingat/);
    expect(mail?.subject).toMatch(/^Pengingat: .*, laporan bulanan November 2026 \(/);
    expect(mail?.text).toContain("batas waktunya Senin, 7 Desember 2026, pukul 16.00 WIB");
    expect(mail?.text).toContain(`/petugas/tugas/${caseId}/`);
    await sweptAt("2026-12-08T00:31:00Z");
    const morning = work.mailer.to(people.circulation.email).at(-1);
    expect(morning?.subject).toContain("Tugas hari ini, Selasa, 8 Desember 2026: 1 terlambat");
    expect(morning?.text).toContain(caseId);
    expect(to(people.sectionHead, /^Terlambat/)).toEqual([]);
    await sweptAt("2026-12-09T00:31:00Z");
    expect(to(people.sectionHead, /^Terlambat: laporan bulanan November 2026/)).toHaveLength(1);
    expect(to(people.circulation, /^Pengingat/)).toHaveLength(1);
  });

  it("that was made in time is asked for no more", async () => {
    const work = player(readingScript);
    work.clock.set("2026-12-01T00:30:00.000Z");
    const caseId = await reportOf(work, "2026-11");
    await work.answer(caseId, { outcome: "nihil", by: officer, note: "Ruang baca direnovasi." });
    work.clock.set("2026-12-03T00:31:00.000Z");
    await work.sweep();
    const subjects = work.mailer.to(people.circulation.email).map(({ subject }) => subject);
    expect(subjects.filter((subject) => subject.startsWith("Pengingat"))).toEqual([]);
  });

  it("names the days without recap, wants them explained, and adds up what was written down", async () => {
    const work = player(readingScript);
    await visit(work, {}, { "300": 2 });
    await visit(work, { sex: "L", category: "umum", membership: "anggota" }, { "800": 1 });
    for (const day of workingDaysOfNovember.filter((each) => each !== "2026-11-23" && each !== "2026-11-25")) {
      await work.recaps.add({ kind: "nobody", date: day, reason: "Tidak ada pengunjung.", by: "Yusuf" });
    }
    work.clock.set("2026-12-01T00:31:00.000Z");
    const caseId = await reportOf(work, "2026-11");
    await expect(work.answer(caseId, { outcome: "nihil", by: officer, note: "Kosong." })).rejects.toMatchObject({
      kind: "invalid",
    });
    await expect(work.answer(caseId, { outcome: "laporkan", by: officer })).rejects.toMatchObject({
      fields: { missingExplained: expect.anything() as object },
    });
    const typed = { missingExplained: "Petugas sakit.", visitors: 999, booksByClass: { "000": 999 } };
    await work.answer(caseId, { outcome: "laporkan", by: officer, values: typed });
    const { answer } = (await work.dossier(caseId)).tasks.find((each) => each.step === "report") ?? {};
    expect(answer?.values).toMatchObject({
      serviceDays: 20,
      missingDays: "25",
      visitors: 2,
      visitorsBySex: { L: 1, P: 1 },
      visitorsByCategory: { mahasiswa: 1, umum: 1 },
      visitorsByMembership: { anggota: 1 },
      books: 3,
      booksByClass: { "300": 2, "800": 1 },
    });
  });

  it("is returned, sent again, and then stays: a correction is the next version", async () => {
    const work = player(readingScript);
    await visit(work);
    work.clock.set("2026-12-01T00:31:00.000Z");
    const first = await reportOf(work, "2026-11");
    const send = (caseId: string) =>
      work.answer(caseId, { outcome: "laporkan", by: officer, values: { missingExplained: "Uji coba." } });
    await send(first);
    await work.answer(first, { outcome: "kembalikan", by: kasi, note: "Jelaskan kendalanya." });
    expect((await work.task(first)).step).toBe("report");
    expect(await work.recaps.reports("2026-11")).toEqual([]);
    await send(first);
    await work.answer(first, { outcome: "terima", by: kasi });
    const second = await work.open(
      "monthly-report",
      { month: "2026-11", correction: "Rekap tanggal 25 ditemukan." },
      { entryChannel: "staff" },
    );
    await send(second);
    await work.answer(second, { outcome: "terima", by: kasi });
    expect(await work.recaps.reports("2026-11")).toMatchObject([
      { version: 1, caseId: first },
      { version: 2, caseId: second },
    ]);
  });

  it("is about a month, and nothing else", async () => {
    const correction = workplace().open(
      "monthly-report",
      { month: "2026-13", correction: "Salah ketik." },
      { entryChannel: "staff" },
    );
    await expect(correction).rejects.toMatchObject({ fields: { month: expect.anything() as object } });
  });

  it("goes to the Kasi as a mail with the figures", async () => {
    const work = player(readingScript);
    await visit(work);
    work.clock.set("2026-12-01T00:31:00.000Z");
    const caseId = await reportOf(work, "2026-11");
    await work.answer(caseId, { outcome: "laporkan", by: officer, values: { missingExplained: "Uji coba." } });
    expect(work.mailer.to(people.sectionHead.email)).toHaveLength(1);
  });
});

const workingDaysOfNovember = Array.from(
  { length: 30 },
  (_, index) => `2026-11-${String(index + 1).padStart(2, "0")}`,
).filter((date) => new Date(`${date}T00:00:00Z`).getUTCDay() % 6 !== 0);

describe("an opening check that nobody fills in", () => {
  it("closes by itself on the next working day, without a fault", async () => {
    const work = player(readingScript);
    await work.sweep();
    const [opened] = work.flow.started.filter(({ procedure }) => procedure === "opening-check");
    const caseId = opened?.caseId ?? "";
    expect((await work.task(caseId)).step).toBe("prepare");
    work.clock.set(Date.parse("2026-11-25T09:00:00.000Z"));
    await work.sweep();
    const { case: item } = await work.dossier(caseId);
    expect(item.ending).toBe("KEDALUWARSA");
    expect(item.problem).toBeUndefined();
  });
});
