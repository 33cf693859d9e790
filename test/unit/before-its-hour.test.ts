/** Nothing is over, and nobody missing, before it has begun; and nothing is set for an hour at which nobody is there. */
import { describe, expect, it } from "vitest";
import { currentProcedures } from "../../statemachines/language/registry.ts";
import { people, requesterEmail } from "../support/builders.ts";
import { player, type Player } from "../support/player.ts";
import { agreementScript } from "../support/scripts/cooperation-agreement.ts";
import { stopScript } from "../support/scripts/mobile-library.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const atEleven = { preferredStart: "11:00", preferredEnd: "12:30" };
/** A time of the day of the visit, WIB. */
const on = (time: string): string => new Date(`2026-12-02T${time}:00+07:00`).toISOString();

async function endingOf(work: Player, caseId: string): Promise<string | undefined> {
  return (await work.dossier(caseId)).case.ending;
}

describe("a visit of 11.00", () => {
  it("is not ended as a no-show at 08.47, nor when it has just begun", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("sign-guest-book", {}, atEleven);
    const missing = { outcome: "tidak-hadir", by: people.frontOffice.id, note: "Tidak ada kabar." };
    for (const time of ["08:47", "11:00", "11:29"]) {
      work.clock.set(on(time));
      await expect(work.answer(caseId, missing)).rejects.toMatchObject({
        kind: "stale",
        text: {
          id: "Jadwalnya Rabu, 2 Desember 2026, pukul 11.00 WIB. “Rombongan tidak hadir” baru dapat dipilih mulai Rabu, 2 Desember 2026, pukul 11.30 WIB.",
          en: "It is set for Wednesday, 2 December 2026, 11:00 WIB. “The group did not come” can be chosen from Wednesday, 2 December 2026, 11:30 WIB.",
        },
      });
    }
    work.clock.set(on("11:30"));
    await work.answer(caseId, missing);
    expect(await endingOf(work, caseId)).toBe("DITUTUP");
  });

  it("may be signed for an hour before, but is not over before it begins, and nobody is asked how it was", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("sign-guest-book", {}, atEleven);
    work.clock.set(on("10:00"));
    await work.answerAsUsual(caseId);
    const letters = work.mailer.to(requesterEmail).length;
    work.clock.set(on("10:59"));
    await expect(work.answer(caseId, { outcome: "selesai", by: people.companion.id })).rejects.toMatchObject({
      kind: "stale",
      text: { id: expect.stringContaining("mulai Rabu, 2 Desember 2026, pukul 11.00 WIB") },
    });
    expect(work.mailer.to(requesterEmail)).toHaveLength(letters);
    work.clock.set(on("11:00"));
    await work.answerAsUsual(caseId);
    expect(await endingOf(work, caseId)).toBe("SELESAI");
  });

  it("of a group in sessions is not over before the last has begun", async () => {
    const work = player(visitScript);
    const sessions = [
      { date: "2026-12-02", start: "09:00", end: "10:00", headcount: 40 },
      { date: "2026-12-02", start: "13:00", end: "14:00", headcount: 20 },
    ];
    const divided = { "check-schedule": { values: { availability: "sesuai", sessions } } };
    const caseId = await work.caseAt("guide-visitors", divided, { headcount: 60 });
    work.clock.set(on("10:05"));
    await expect(work.answer(caseId, { outcome: "selesai", by: people.companion.id })).rejects.toMatchObject({
      kind: "stale",
    });
    work.clock.set(on("13:00"));
    await work.answer(caseId, { outcome: "selesai", by: people.companion.id });
    expect(await endingOf(work, caseId)).toBe("SELESAI");
  });

  it("may be cancelled before its hour as before", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("sign-guest-book", {}, atEleven);
    work.clock.set(on("08:47"));
    await work.answer(caseId, { outcome: "dibatalkan", by: people.frontOffice.id, channel: "phone" });
    expect(await endingOf(work, caseId)).toBe("DIBATALKAN");
  });
});

describe("a stop of the mobile library", () => {
  it("is not reached, opened and closed at midnight of its day", async () => {
    const work = player(stopScript);
    const caseId = await work.caseAt("prepare");
    const midnight = new Date(Date.parse((await work.task(caseId)).availableFrom ?? ""));
    work.clock.set(midnight.toISOString());
    const { by = "", outcome, values = {} } = stopScript.usual["prepare"] ?? {};
    await work.answer(caseId, { by, outcome: outcome ?? "", values });
    for (const step of ["travel", "set-out", "tidy-up"]) {
      while ((await work.task(caseId)).step !== step) await work.answerAsUsual(caseId);
      const usual = stopScript.usual[step];
      const clock = work.clock.at();
      if (step === "travel") {
        await expect(work.answer(caseId, { by, ...usual, outcome: usual?.outcome ?? "" })).rejects.toMatchObject({
          kind: "stale",
          text: { id: expect.stringContaining("baru dapat dipilih mulai") },
        });
      }
      await work.answerAsUsual(caseId);
      expect(work.clock.at() >= clock).toBe(true);
    }
    const { tasks } = await work.dossier(caseId);
    const at = (step: string): string => tasks.find((task) => task.step === step)?.answer?.at ?? "";
    const begins = at("tidy-up");
    expect(Date.parse(begins) - Date.parse(at("set-out"))).toBe(60 * 60_000);
    expect(Date.parse(begins) - Date.parse(at("travel"))).toBe(120 * 60_000);
  });
});

describe("an hour that people fix", () => {
  it("of a signing lies where the agency works: not on Sunday at 22.00", async () => {
    const work = player(agreementScript);
    const id = await work.submit();
    await work.playTo(id, "arrange-signing");
    const place = { signingPlace: "Aula dinas" };
    const propose = (signingDate: string, signingStart: string): Promise<void> =>
      work.answerAsUsual(id, { values: { ...place, signingDate, signingStart } });
    await expect(propose("2026-12-06", "22:00")).rejects.toMatchObject({
      fields: {
        signingStart: { id: "Minggu, 6 Desember 2026: tidak ada jam kerja maupun jam layanan. Pilih hari lain." },
      },
    });
    await expect(propose("2026-12-25", "10:00")).rejects.toMatchObject({
      fields: { signingStart: { en: expect.stringMatching(/^Friday,? 25 December 2026 \(.+\): neither office/) } },
    });
    await expect(propose("2026-12-04", "22:00")).rejects.toMatchObject({
      fields: {
        signingStart: {
          id: "Pukul 22.00 di luar jam kerja dan jam layanan. Pada Jumat, 4 Desember 2026: pukul 07.30-11.30, 13.00-16.30.",
        },
      },
    });
    await propose("2026-12-04", "13:30");
    expect((await work.task(id)).step).toBe("confirm-signing");
    const wish = { preferredDate: "2026-12-06", preferredStart: "22:00" };
    await expect(work.answerAsUsual(id, { outcome: "minta-waktu-lain", values: wish })).rejects.toMatchObject({
      fields: { preferredStart: {} },
    });
  });

  it("of the internal meeting too", async () => {
    const work = player(agreementScript);
    const id = await work.submit();
    await work.playTo(id, "submit-proposal");
    const values = { ...agreementScript.usual["submit-proposal"]?.values, meetingStart: "19:00" };
    await expect(work.answerAsUsual(id, { values })).rejects.toMatchObject({ fields: { meetingStart: {} } });
  });
});

describe("every row that comes after an hour was fixed", () => {
  /** What may be said before the hour, and why. */
  const free = ["prepare/siap", "sign-guest-book/selesai", "return/kembali"];

  it("says nothing is done before that hour, unless it is to be done before or follows what waited", () => {
    const found = currentProcedures().flatMap(({ appointment, steps }) =>
      steps
        .filter(({ availableFrom, kind }) => availableFrom !== undefined || (appointment && kind === "field"))
        .flatMap(({ id, outcomes }) =>
          outcomes.flatMap(({ id: outcome, notBefore }) => (notBefore ? [] : [`${id}/${outcome}`])),
        ),
    );
    expect(found.toSorted()).toEqual(free.toSorted());
  });
});
