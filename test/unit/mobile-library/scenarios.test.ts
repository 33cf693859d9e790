import { describe, expect, it } from "vitest";
import { releaseResources } from "../../../functions/domain/booking/vehicle-bookings.ts";
import { publicSchedule } from "../../../functions/domain/booking/public-schedule.ts";
import { withdraw } from "../../../functions/domain/task/withdraw.ts";
import { people } from "../../support/builders.ts";
import { player, type Player } from "../../support/player.ts";
import {
  changedPlan,
  hostEmail,
  otherVehicle,
  stopDay,
  stopPlan,
  stopScript,
  vehicle,
} from "../../support/scripts/mobile-library.ts";

const straight = [
  "receive",
  "coordinate",
  "plan",
  "judge-plan",
  "assign",
  "publish",
  "confirm",
  "prepare",
  "travel",
  "sign-guest-book",
  "set-out",
  "tidy-up",
  "return",
];

const subjects = (work: Player, address = hostEmail): string[] => work.mailer.to(address).map((mail) => mail.subject);

async function shown(work: Player) {
  const { stops } = await publicSchedule(work);
  return stops.map(({ date, place, postponed }) => ({ date, place, postponed }));
}

const booked = async (work: Player, date = stopDay, mark = vehicle): Promise<string[]> =>
  (await work.dayBooks.read(`vehicle:${mark}`, [date])).flatMap((book) => book.bookings.map((each) => each.start));

describe("a stop that goes as it should", () => {
  it("takes the fourteen rows, from the request to the return", async () => {
    const work = player(stopScript);
    const caseId = await work.submit();
    await work.playTo(caseId, "end");
    expect(await work.way(caseId)).toEqual(straight);
    expect((await work.dossier(caseId)).case).toMatchObject({ id: "PSL-2026-00001", ending: "SELESAI" });
    expect(subjects(work).slice(0, 2)).toEqual([
      "Permintaan layanan keliling PSL-2026-00001 telah kami terima",
      "Pemberitahuan Jadwal Layanan Perpustakaan Keliling (PSL-2026-00001)",
    ]);
  });

  it("is shown to everybody only once it is made known, and takes vehicle and crew from leaving to coming back", async () => {
    const work = player(stopScript);
    const caseId = await work.submit();
    await work.playTo(caseId, "judge-plan");
    expect(await booked(work)).toEqual([]);
    await work.playTo(caseId, "assign");
    expect(await shown(work)).toEqual([]);
    expect(await booked(work)).toEqual(["08:00"]);
    await work.playTo(caseId, "publish");
    const [book] = await work.dayBooks.read(`vehicle:${vehicle}`, [stopDay]);
    expect(book?.bookings).toMatchObject([{ caseId, start: "08:00", end: "12:30", state: "firm" }]);
    const [person] = await work.dayBooks.read(`person:${people.driver.id}`, [stopDay]);
    expect(person?.bookings).toHaveLength(1);
    await work.playTo(caseId, "confirm");
    expect(await shown(work)).toEqual([{ date: stopDay, place: "SDN 2 Contoh", postponed: false }]);
  });

  it("is planned by one and judged by another, and a returned plan keeps what was typed", async () => {
    const work = player(stopScript);
    const both = { ...people.sectionHead, roles: [...people.sectionHead.roles, ...people.divisionHead.roles] };
    work.agencies.staff = async () => [both, people.divisionHead, people.mobileOfficer, people.driver];
    const caseId = await work.submit();
    await work.playTo(caseId, "judge-plan");
    await expect(work.answerAsUsual(caseId, { by: both.id })).rejects.toMatchObject({ kind: "forbidden" });
    await work.answerAsUsual(caseId, { outcome: "tidak", note: "Jam terlalu siang." });
    expect(await work.task(caseId)).toMatchObject({ step: "plan" });
  });
});

describe("Sc4: rain", () => {
  const rain = {
    outcome: "batal-cuaca",
    by: people.mobileOfficer.id,
    note: "Hujan lebat dan jalan banjir",
    values: {},
  };

  it.each(["prepare", "travel", "sign-guest-book", "set-out"])("at %s puts the stop off", async (step) => {
    const work = player(stopScript);
    const caseId = await work.submit();
    await work.playTo(caseId, step);
    const before = await work.way(caseId);
    await work.answerAsUsual(caseId, rain);
    expect(await work.way(caseId)).toEqual([...before, step]);
    expect((await work.task(caseId)).step).toBe("change-plan");
    expect(subjects(work).at(-1)).toBe(`Layanan perpustakaan keliling di SDN 2 Contoh ditunda (${caseId})`);
    expect(work.mailer.to(hostEmail).at(-1)?.text).toContain("karena hujan lebat dan jalan banjir.");
    expect(await shown(work)).toEqual([{ date: stopDay, place: "SDN 2 Contoh", postponed: true }]);
    expect(await booked(work)).toEqual([]);
  });

  it("needs a reason", async () => {
    const work = player(stopScript);
    const caseId = await work.submit();
    await work.playTo(caseId, "travel");
    await expect(work.answerAsUsual(caseId, { ...rain, note: "" })).rejects.toMatchObject({
      fields: { note: expect.anything() },
    });
  });

  it("ends with the stop on another day, and both days in the schedule", async () => {
    const work = player(stopScript);
    const caseId = await work.submit();
    await work.playTo(caseId, "travel");
    await work.answerAsUsual(caseId, rain);
    const again = changedPlan({ changeReason: "cuaca", date: "2026-12-15", agreedOn: stopDay });
    await work.playTo(caseId, "end", { "change-plan": { values: again } });
    expect((await work.dossier(caseId)).case.ending).toBe("SELESAI");
    expect((await work.way(caseId)).filter((step) => step === "travel")).toHaveLength(2);
    expect(await booked(work, "2026-12-15")).toEqual(["08:00"]);
  });
});

describe("Sc5: the school asks another date", () => {
  const askAnother = { outcome: "tidak", note: "Ada ujian sekolah.", values: { hostDate1: "2026-12-10" } };

  /** Another stop has the vehicle on Thursday 10 December until 12.30. */
  async function withClash() {
    const work = player(stopScript);
    const other = await work.submit({ hostName: "Desa Sumberjaya", preferredDate: "2026-12-10" });
    const plan = stopPlan({ date: "2026-12-10", place: "Balai Desa Sumberjaya" });
    await work.playTo(other, "confirm", { plan: { values: plan } });
    const caseId = await work.submit();
    await work.playTo(caseId, "confirm");
    await work.answerAsUsual(caseId, askAnother);
    return { work, other, caseId };
  }

  it("a clash of the vehicle is refused with place and time, and nothing is stored", async () => {
    const { caseId, work } = await withClash();
    const clash = { values: changedPlan({ date: "2026-12-10", arrival: "12:00", start: "12:20", end: "14:00" }) };
    await expect(work.answerAsUsual(caseId, clash)).rejects.toMatchObject({
      kind: "taken",
      fields: {
        vehicle: {
          id: expect.stringContaining("Mobil sudah dijadwalkan di Balai Desa Sumberjaya pukul 08.00-12.30"),
        },
      },
    });
    expect((await work.task(caseId)).step).toBe("change-plan");
    expect(await booked(work)).toEqual(["08:00"]);
  });

  it("an officer on duty elsewhere is named, and the vehicle taken on the way is given back", async () => {
    const { caseId, work } = await withClash();
    const clash = { values: changedPlan({ date: "2026-12-10", vehicle: otherVehicle }) };
    await expect(work.answerAsUsual(caseId, clash)).rejects.toMatchObject({
      fields: { officers: { id: expect.stringContaining("Joko Prasetyo sudah bertugas di Balai Desa Sumberjaya") } },
    });
    expect(await booked(work, "2026-12-10", otherVehicle)).toEqual([]);
  });

  it("after another date and the division head's yes only this host is told, and not asked again", async () => {
    const { caseId, other, work } = await withClash();
    const before = (await work.dossier(other)).mails.length;
    await work.playTo(caseId, "prepare", { "change-plan": { values: changedPlan({ date: "2026-12-11" }) } });
    const way = await work.way(caseId);
    expect(way.slice(way.indexOf("confirm"))).toEqual(["confirm", "change-plan", "judge-change", "publish-change"]);
    expect(subjects(work).at(-1)).toBe("Perubahan Jadwal Layanan Perpustakaan Keliling (PSL-2026-00002)");
    expect((await work.dossier(other)).mails).toHaveLength(before);
    expect(await booked(work)).toEqual([]);
    expect(await booked(work, "2026-12-11")).toEqual(["08:00"]);
    expect(await shown(work)).toEqual([
      { date: stopDay, place: "SDN 2 Contoh", postponed: true },
      { date: "2026-12-10", place: "Balai Desa Sumberjaya", postponed: false },
      { date: "2026-12-11", place: "SDN 2 Contoh", postponed: false },
    ]);
  });

  it("without the host's agreement the host is asked again", async () => {
    const { caseId, work } = await withClash();
    const { agreedBy: _, agreedChannel: __, agreedOn: ___, ...values } = changedPlan({ date: "2026-12-11" });
    await work.answerAsUsual(caseId, { outcome: "belum-sepakat", values });
    await work.answerAsUsual(caseId);
    await expect(work.answerAsUsual(caseId)).rejects.toMatchObject({ kind: "invalid" });
    await work.answerAsUsual(caseId, { outcome: "minta-konfirmasi" });
    expect((await work.task(caseId)).step).toBe("confirm");
  });

  it("a third change is told to the division head", async () => {
    const work = player(stopScript);
    const caseId = await work.submit();
    await work.playTo(caseId, "confirm");
    await work.answerAsUsual(caseId, askAnother);
    const repeated = (): string[] =>
      subjects(work, people.divisionHead.email).filter((subject) => subject.startsWith("Jadwal berubah"));
    for (const [round, date] of ["2026-12-10", "2026-12-11", "2026-12-14"].entries()) {
      await work.answerAsUsual(caseId, { values: changedPlan({ date }) });
      expect(repeated()).toHaveLength(round === 2 ? 1 : 0);
      await work.answerAsUsual(caseId, { outcome: "tidak", note: "Belum tepat." });
      expect((await work.task(caseId)).step).toBe("change-plan");
    }
  });
});

describe("what the paper leaves out", () => {
  it("a host withdraws before the departure, and everything is free", async () => {
    const work = player(stopScript);
    const caseId = await work.submit();
    await work.playTo(caseId, "prepare");
    await withdraw(work, await work.dossier(caseId), "Sekolah libur.", "link-code");
    await work.flow.settle();
    expect((await work.dossier(caseId)).case.ending).toBe("DIBATALKAN");
    expect(await booked(work)).toEqual([]);
    expect(await shown(work)).toEqual([]);
    expect(subjects(work, people.mobileOfficer.email).at(-1)).toContain("Layanan keliling dibatalkan");
  });

  it("a place that cannot be served is told why", async () => {
    const work = player(stopScript);
    const caseId = await work.submit();
    await work.answerAsUsual(caseId, {
      outcome: "tidak-dilayani",
      note: "Jalan tidak dapat dilalui mobil.",
      values: {},
    });
    expect((await work.dossier(caseId)).case.ending).toBe("DITUTUP");
    expect(work.mailer.to(hostEmail).at(-1)?.text).toContain("karena jalan tidak dapat dilalui mobil.");
  });

  it("an approved plan whose vehicle is gone after all is changed instead of assigned", async () => {
    const work = player(stopScript);
    const caseId = await work.submit({ hostName: "TBM Melati" });
    await work.playTo(caseId, "assign");
    // As it was approved before approving took the vehicle.
    await releaseResources(work, await work.dossier(caseId), "nothing");
    await work.playTo(await work.submit(), "publish");
    await expect(work.answerAsUsual(caseId)).rejects.toMatchObject({ kind: "taken" });
    await work.answerAsUsual(caseId, { outcome: "ubah", note: "Mobil terpakai.", values: {} });
    expect((await work.task(caseId)).step).toBe("change-plan");
  });

  it("fewer than four ticks of the checklist are not enough", async () => {
    const work = player(stopScript);
    const caseId = await work.submit();
    await work.playTo(caseId, "prepare");
    work.clock.set(Date.parse("2026-12-09T00:00:00.000Z"));
    await expect(
      work.answerAsUsual(caseId, { values: { ...stopScript.usual["prepare"]?.values, carpet: false } }),
    ).rejects.toMatchObject({
      fields: { carpet: expect.anything() },
    });
  });

  it("a stamped page is photographed, or it is said why not", async () => {
    const work = player(stopScript);
    const caseId = await work.submit();
    await work.playTo(caseId, "sign-guest-book");
    await expect(work.answerAsUsual(caseId, { values: { signedBy: "Bapak Surya" } })).rejects.toMatchObject({
      fields: { signedPage: expect.anything() },
    });
    await work.answerAsUsual(caseId, { values: { signedBy: "Bapak Surya", noPhotoReason: "Kamera rusak" } });
    expect((await work.task(caseId)).step).toBe("set-out");
  });
});
