import { describe, expect, it } from "vitest";
import { stepOf } from "../../../statemachines/language/table.ts";
import { mobileLibrary } from "../../../statemachines/mobile-library/sop.ts";
import { noticesFor } from "../../../functions/domain/task/notices.ts";
import { readyTexts, socialLength } from "../../../functions/domain/task/ready-texts.ts";
import { agency, mondayMorning, people } from "../../support/builders.ts";
import { player, type Player } from "../../support/player.ts";
import { changedPlan, hostEmail, stopPlan, stopScript } from "../../support/scripts/mobile-library.ts";

async function textsAt(work: Player, caseId: string) {
  const { step } = await work.task(caseId);
  return readyTexts(agency(), await work.dossier(caseId), stepOf(mobileLibrary, step), work.clock.at());
}

describe("letter j, the schedule", () => {
  it("says where and when, asks to confirm by the hour the task ends, and is signed for the head", async () => {
    const work = player(stopScript);
    const caseId = await work.submit();
    await work.playTo(caseId, "confirm");
    const letter = work.mailer.to(hostEmail).at(-1);
    expect(letter?.text).toContain(
      "layanan perpustakaan keliling Dinas Perpustakaan dan Kearsipan Kabupaten Contoh akan mengunjungi Saudara pada:\n\nhari/tanggal : Rabu, 9 Desember 2026\npukul : 09.00-11.50 WIB\ntempat : SDN 2 Contoh",
    );
    expect(letter?.text).toContain("paling lambat Selasa, 8 Desember 2026, pukul 12.00 WIB");
    expect(letter?.text).toContain("a.n. Kepala Dinas,");
    expect(letter?.text).toContain("NIP 196908171994032005");
    expect(letter?.text).not.toContain("!");
  });
});

describe("texts to copy", () => {
  it("open the messenger of the host with the text in it, and tell the public nothing about the host", async () => {
    const work = player(stopScript);
    const caseId = await work.submit();
    await work.playTo(caseId, "publish");
    const [message, social] = await textsAt(work, caseId);
    expect(message?.link).toMatch(/^https:\/\/wa\.me\/6281234567890\?text=Yth\./);
    expect(decodeURIComponent(String(message?.link?.split("text=")[1]))).toBe(message?.text);
    expect(social?.link).toBeNull();
    expect(social?.text).toContain("hadir di SDN 2 Contoh, Rabu, 9 Desember 2026, pukul 09.00-11.50 WIB");
    expect(social?.text).not.toContain("Surya");
  });

  it("fit a post whatever the place is called", async () => {
    const work = player(stopScript);
    const caseId = await work.submit();
    await work.playTo(caseId, "publish", { plan: { values: stopPlan({ place: "Balai ".repeat(25).trim() }) } });
    const social = (await textsAt(work, caseId)).find(({ link }) => link === null);
    expect([...(social?.text ?? "")].length).toBeLessThanOrEqual(socialLength);
  });

  it("tell of a delay only after one", async () => {
    const work = player(stopScript);
    const caseId = await work.submit();
    await work.playTo(caseId, "travel");
    await work.answerAsUsual(caseId, { outcome: "batal-cuaca", note: "hujan lebat.", values: {} });
    expect((await textsAt(work, caseId)).map(({ text }) => text)).toEqual([
      expect.stringContaining("terpaksa kami tunda karena hujan lebat. Jadwal pengganti"),
    ]);
    await work.answerAsUsual(caseId, { values: changedPlan({ date: "2026-12-15" }) });
    await work.answerAsUsual(caseId, { outcome: "tidak", note: "Belum." });
    expect(await textsAt(work, caseId)).toEqual([]);
  });
});

describe("what a planner is told", () => {
  const at = async (step: string, settings = agency(), values = {}) => {
    const work = player(stopScript);
    const caseId = await work.submit();
    await work.playTo(caseId, step, { plan: { values: stopPlan(values) } });
    return noticesFor(settings, await work.dossier(caseId), stepOf(mobileLibrary, step), {
      now: Date.parse(mondayMorning),
    });
  };
  const needed = agency({ mobileLibrary: { agreementRequired: true } });

  it("an agreement is missing only where one is needed", async () => {
    expect(await at("coordinate")).toEqual([]);
    expect((await at("coordinate", needed))[0]?.id).toContain("memerlukan perjanjian kerja sama");
  });

  it("a date in Ramadan is pointed out to the planner and to the judge, unless the agency does not want it", async () => {
    const [period] = agency().calendar.ramadan ?? [];
    expect(period).toBeDefined();
    const inside = { date: "2026-12-09" };
    const soon = {
      ...agency().calendar,
      ramadan: [{ ...period, from: "2026-12-07", to: "2026-12-20", officeHours: {} }],
    };
    const settings = agency({ calendar: soon });
    expect((await at("plan", settings))[0]?.id).toContain("Perhatikan bulan Ramadan");
    expect((await at("judge-plan", settings, inside))[0]?.id).toContain("Tanggal rencana jatuh pada bulan Ramadan");
    expect(await at("judge-plan", agency())).toEqual([]);
    const quiet = { ...settings, mobileLibrary: { agreementRequired: false, warnInRamadan: false } };
    expect(await at("plan", quiet)).toEqual([]);
  });
});

it("staff of the stop are mailed by name, not everybody with the role", async () => {
  const work = player(stopScript);
  const caseId = await work.submit();
  await work.playTo(caseId, "publish");
  expect((await work.task(caseId)).assignees).toEqual([`staff:${people.mobileOfficer.id}`]);
});
