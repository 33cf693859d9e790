/** A repeated answer in other words is told, never dropped in silence; the same again is answered as stored. */
import { describe, expect, it } from "vitest";
import { withdraw } from "../../functions/domain/task/withdraw.ts";
import type { DispositionView } from "../../functions/contract/staff.ts";
import { people, requesterEmail } from "../support/builders.ts";
import { browser, prove } from "../support/http.ts";
import { lastLink } from "../support/mail-links.ts";
import { player } from "../support/player.ts";
import { stopScript } from "../support/scripts/mobile-library.ts";
import { anotherTime, proposedSlots, visitScript } from "../support/scripts/official-visit.ts";
import { beforeKabid, nonceOf } from "./before-the-kabid.ts";

describe("an answer by link", () => {
  it("with another note is told which note is stored; the first note again is confirmed", async () => {
    const { work, caseId, link, path, phone } = await beforeKabid();
    await prove(phone, link, work);
    const nonce = await nonceOf(phone, path);
    const answer = (note: string) => phone.post(path, { outcome: "tolak", note, nonce });
    expect((await answer("Di luar tugas perpustakaan.")).status).toBe(200);
    const stored = work.memory.text();
    expect((await answer("  Di luar tugas perpustakaan. ")).body["again"]).toBe(true);
    const other = await answer("Ruang baca sedang direnovasi.");
    expect([other.status, other.body["code"]]).toEqual([409, "stored-otherwise"]);
    expect(other.body["message"]).toMatch(
      /^Jawaban Anda sudah tersimpan: .+ \(.+: Di luar tugas perpustakaan\.\)\. Isian yang baru tidak disimpan;/,
    );
    const empty = await answer("");
    expect(empty.status).toBe(409);
    expect(work.memory.text()).toBe(stored);
    expect((await work.dossier(caseId)).tasks.at(-1)?.answer?.note).toBe("Di luar tugas perpustakaan.");
  });

  it("with another time is told which time is stored", async () => {
    const work = player(visitScript);
    await work.caseAt("choose-other-time", anotherTime);
    const phone = browser(work);
    const tracking = await phone.get(`/api/tracking/${lastLink(work.mailer.to(requesterEmail))}`);
    const link = (tracking.body["answer"] as { path: string }).path.split("/").at(-1) ?? "";
    await prove(phone, link, work);
    const path = `/api/decisions/${link}`;
    const nonce = await nonceOf(phone, path);
    const choose = (slot: unknown) => phone.post(path, { outcome: "pilih", values: { slot }, nonce });
    expect((await choose(proposedSlots[0])).status).toBe(200);
    expect((await choose(proposedSlots[0])).body["again"]).toBe(true);
    const other = await choose(proposedSlots[1]);
    expect([other.status, other.body["code"]]).toEqual([409, "stored-otherwise"]);
    expect(other.body["message"]).toMatch(/Desember 2026, pukul \d\d\.\d\d-\d\d\.\d\d WIB\)\. Isian yang baru/);
    const english = await phone.post(
      path,
      { outcome: "pilih", values: { slot: proposedSlots[1] }, nonce },
      { headers: { "accept-language": "en" } },
    );
    expect(english.body["message"]).toMatch(/^Your answer is stored already: .+ was not stored;/);
  });
});

describe("an answer by staff", () => {
  it("that fills in what was left empty, or leaves out what was filled in, is told", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("recommend");
    const path = `/api/staff/tasks/${caseId}/${(await work.task(caseId)).id}`;
    const { companion } = people;
    const values = { recommendation: "cocok", companion: companion.id };
    const answer = (more: object) =>
      browser(work).post(path, { outcome: "teruskan", note: "", values, ...more }, { as: people.sectionHead });
    expect((await answer({})).status).toBe(200);
    const stored = work.memory.text();
    expect((await answer({})).body["again"]).toBe(true);
    const other = await answer({ values: { ...values, companion: people.otherCompanion.id } });
    expect([other.status, other.body["code"]]).toEqual([409, "stored-otherwise"]);
    expect(other.body["message"]).toContain(companion.name);
    expect(other.body["message"]).not.toContain(people.otherCompanion.name);
    const noted = await answer({ note: "Siapkan kursi tambahan." });
    expect([noted.status, noted.body["code"]]).toEqual([409, "stored-otherwise"]);
    expect(noted.body["message"]).toMatch(/: kosong\)/);
    expect((await answer({ values: { recommendation: "cocok" } })).body["code"]).toBe("stored-otherwise");
    expect(work.memory.text()).toBe(stored);
  });

  it("by somebody else is told only who was first", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    const path = `/api/staff/tasks/${caseId}/${(await work.task(caseId)).id}`;
    await work.answer(caseId, { outcome: "ya-dengan-catatan", by: people.divisionHead.id, note: "Rahasia dinas." });
    const body = { outcome: "ya-dengan-catatan", note: "Lain." };
    const reply = await browser(work).post(path, body, { as: people.agencyHead });
    expect([reply.status, reply.body["code"]]).toEqual([409, "already-decided"]);
    expect(reply.text).not.toContain("Rahasia");
  });

  it("in one disposition is told row by row, with what is stored", async () => {
    const work = player(stopScript);
    const caseId = await work.caseAt("judge-plan");
    const tasks = [{ case: caseId, task: (await work.task(caseId)).id }];
    const send = async (note: string) => {
      const body = { outcome: "tidak", note, tasks };
      const reply = await browser(work).post("/api/staff/dispositions", body, { as: people.divisionHead });
      return (reply.body as unknown as DispositionView).results[0];
    };
    expect(await send("Terlalu jauh untuk satu hari.")).toMatchObject({ stored: true });
    expect(await send("Terlalu jauh untuk satu hari.")).toMatchObject({ stored: true });
    const other = await send("Jalan rusak.");
    expect(other?.stored).toBe(false);
    expect(other?.message).toContain("Terlalu jauh untuk satu hari.");
  });
});

describe("a withdrawal", () => {
  it("with another reason is told which is stored; the same reason, or none, is confirmed", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    const say = async (note: string) => withdraw(work, await work.dossier(caseId), note, "link-code");
    await say("Ujian dimajukan.");
    await work.flow.settle();
    await say("Ujian dimajukan. ");
    await say("");
    await expect(say("Bus tidak tersedia.")).rejects.toMatchObject({
      kind: "stored-otherwise",
      text: {
        id: 'Pembatalan sudah tersimpan dengan alasan "Ujian dimajukan.". Alasan yang baru tidak disimpan; sampaikan kepada kantor bila perlu diketahui.',
      },
    });
    expect((await work.dossier(caseId)).case).toMatchObject({
      ending: "DIBATALKAN",
      withdrawal: { note: "Ujian dimajukan." },
    });
  });

  it("two at the same moment: one reason is stored, and whoever gave the other is told", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    const dossier = await work.dossier(caseId);
    const both = ["Ujian dimajukan.", "Bus tidak tersedia."];
    const replies = await Promise.allSettled(both.map((note) => withdraw(work, dossier, note, "link-code")));
    await work.flow.settle();
    const { withdrawal } = (await work.dossier(caseId)).case;
    expect(replies.map(({ status }) => status)).toEqual(
      both.map((note) => (note === withdrawal?.note ? "fulfilled" : "rejected")),
    );
    expect(replies.filter(({ status }) => status === "rejected")).toMatchObject([
      { reason: { kind: "stored-otherwise" } },
    ]);
  });
});

describe("a day on which nobody came", () => {
  it("keeps the reason that was written first, and tells it to whoever writes another", async () => {
    const work = player(visitScript);
    const as = people.circulation;
    const say = (reason: string) => browser(work).post("/api/staff/reading/days/2026-11-20", { reason }, { as });
    expect((await say("Hujan lebat.")).status).toBe(201);
    expect((await say(" Hujan lebat. ")).status).toBe(201);
    const other = await say("Listrik padam.");
    expect([other.status, other.body["code"], other.body["message"]]).toEqual([
      409,
      "stored-otherwise",
      `Hari ini sudah dicatat oleh ${as.name}: Hujan lebat. Alasan yang baru tidak disimpan.`,
    ]);
    expect(await work.recaps.month("2026-11")).toMatchObject([{ reason: "Hujan lebat." }]);
  });
});
