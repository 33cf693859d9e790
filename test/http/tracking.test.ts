import { describe, expect, it, test } from "vitest";
import type { OutsideView } from "../../functions/contract/shared.ts";
import { openTasks } from "../../functions/domain/case/case-file.ts";
import { procedureOf } from "../../statemachines/language/registry.ts";
import { people, phoneDigits, requesterEmail, visitMorning, visitRequest } from "../support/builders.ts";
import { browser, prove, type TestBrowser } from "../support/http.ts";
import { lastLink } from "../support/mail-links.ts";
import { player, type Player, type Replies } from "../support/player.ts";
import { agreementScript } from "../support/scripts/cooperation-agreement.ts";
import { stopScript } from "../support/scripts/mobile-library.ts";
import { anotherTime, refusal, visitScript } from "../support/scripts/official-visit.ts";

async function tracked(
  step: string,
  replies: Replies = {},
): Promise<{ work: Player; caseId: string; link: string; path: string; phone: TestBrowser }> {
  const work = player(visitScript);
  const caseId = await work.caseAt(step, replies);
  const link = work.secrets.linkId("tracking", caseId);
  return { work, caseId, link, path: `/api/tracking/${link}`, phone: browser(work) };
}

describe("the tracking page", () => {
  test.each([
    ["register-letter", {}, "DIPROSES", "Permohonan kunjungan kami terima, untuk Rabu, 2 Desember 2026"],
    ["decide", {}, "MENUNGGU_PERSETUJUAN", "Permohonan kunjungan kami terima, untuk Rabu, 2 Desember 2026"],
    ["choose-other-time", anotherTime, "MENUNGGU_PIHAK_LUAR", "Kami mengusulkan waktu lain untuk kunjungan Anda"],
    ["sign-guest-book", {}, "DIJADWALKAN", "Kunjungan disetujui: Rabu, 2 Desember 2026, pukul 09.00-11.00 WIB"],
    ["never", {}, "SELESAI", "Kunjungan selesai. Terima kasih atas kunjungan Anda"],
    ["never", refusal, "DITUTUP", "Kunjungan belum dapat kami terima"],
  ] as const)("at %s says what came of it (%#)", async (step, replies, status, headline) => {
    const { path, phone, caseId } = await tracked(step, replies);
    const page = await phone.get(path);
    expect(page.body).toMatchObject({ case: caseId, status, told: { headline: expect.stringContaining(headline) } });
  });

  it("says what happens next, and the promise that was made", async () => {
    const { path, phone, work } = await tracked("decide");
    const told = async () => (await phone.get(path)).body["told"] as OutsideView;
    const promise = "Kami berjanji menjawab paling lambat Rabu, 25 November 2026, pukul 09.00 WIB";
    expect(await told()).toMatchObject({
      next: { text: expect.stringContaining("menunggu keputusan pimpinan"), answerBy: null },
      promise: { text: `${promise}.`, holds: true },
    });
    work.clock.set(Date.parse("2026-11-25T03:00:00Z"));
    expect((await told()).promise).toEqual({ text: expect.stringContaining(`${promise}, dan belum`), holds: false });
  });

  it("asks what is asked, with all answers and until when", async () => {
    const { path, phone } = await tracked("choose-other-time", anotherTime);
    expect((await phone.get(path)).body).toMatchObject({
      answer: { text: "Kapan Anda dapat berkunjung?", outcomes: [{ id: "pilih" }, { id: "usul-lain" }] },
      told: { next: { text: "Kapan Anda dapat berkunjung?", answerBy: expect.stringMatching(/^2026-11-30/) } },
    });
  });

  it("offers a time that is settled to the calendar and to others", async () => {
    const { path, phone } = await tracked("sign-guest-book");
    const { settled } = (await phone.get(path)).body["told"] as OutsideView;
    expect(settled?.calendar).toContain("DTSTART:20261202T020000Z");
    expect(settled?.share).toContain("Kunjungan disetujui: Rabu, 2 Desember 2026, pukul 09.00-11.00 WIB.");
    expect(settled?.share).not.toContain("http");
  });

  it.each([visitScript, stopScript, agreementScript])(
    "tells nothing of how the office works inside ($procedure)",
    async (script) => {
      const work = player(script);
      const states = procedureOf(script.procedure, 1).steps.map(({ state }) => state);
      const caseId = await work.submit();
      const link = work.secrets.linkId("tracking", caseId);
      for (let [task] = openTasks(await work.dossier(caseId)); task; [task] = openTasks(await work.dossier(caseId))) {
        const { body } = await browser(work).get(`/api/tracking/${link}`);
        const said = (body["told"] as OutsideView).next?.text;
        // Nothing follows for the host once the vehicle is on its way back.
        expect([task.step, said]).toEqual([
          task.step,
          task.step === "return" ? undefined : expect.stringMatching(/\S/),
        ]);
        const text = JSON.stringify({ ...body, letters: [] });
        for (const inner of [...states, "SOP", "menit", "terlambat"])
          expect([task.step, text]).not.toEqual([task.step, expect.stringContaining(inner)]);
        await work.answerAsUsual(caseId);
      }
    },
  );

  it("shows each person by role, and no phone, mail address or inner note", async () => {
    const { path, phone } = await tracked("reply", { recommend: { note: "Catatan dinas: cek dulu." } });
    const page = await phone.get(path);
    for (const secret of [
      requesterEmail,
      phoneDigits,
      "Catatan dinas",
      people.sectionHead.name,
      people.registrar.name,
    ]) {
      expect(page.text).not.toContain(secret);
    }
  });

  it("carries the reply letter, newest first", async () => {
    const { path, phone, caseId } = await tracked("accept-companionship");
    const [letter] = (await phone.get(path)).body["letters"] as { title: string; text: string }[];
    expect(letter?.title).toBe(`Jawaban Permohonan Kunjungan (${caseId})`);
    expect(letter?.text).not.toContain("https://");
  });

  it("a link of another kind leads nowhere here", async () => {
    const { work, phone } = await tracked("decide");
    const decision = lastLink(work.mailer.to(people.divisionHead.email));
    for (const id of [decision, "x", "B".repeat(43)]) expect((await phone.get(`/api/tracking/${id}`)).status).toBe(404);
    expect((await phone.post(`/api/tracking/${decision}/cancel`, { nonce: "x" })).status).toBe(404);
  });
});

describe("X1: cancelling by the tracking link", () => {
  it("asks for a mailed code on an unknown device, then cancels", async () => {
    const { work, caseId, link, path, phone } = await tracked("decide");
    const page = await phone.get(path);
    const cancel = page.body["cancel"] as { nonce: string };
    expect(page.body["proof"]).toEqual({ maskedEmail: expect.stringContaining("••••@"), shared: false });
    const unproved = await phone.post(`${path}/cancel`, { nonce: cancel.nonce });
    expect(unproved.status).toBe(401);
    expect((await work.dossier(caseId)).case.withdrawal).toBeUndefined();
    await prove(phone, link, work, "tracking");
    const done = await phone.post(`${path}/cancel`, { nonce: cancel.nonce, note: "Ujian dimajukan." });
    expect([done.status, done.body]).toEqual([200, { cancelled: true }]);
    await work.flow.settle();
    expect((await phone.get(path)).body).toMatchObject({ status: "DIBATALKAN", cancel: null });
    expect((await work.dossier(caseId)).case.withdrawal?.channel).toBe("link-code");
  });

  it("needs a fresh value from the page", async () => {
    const { work, caseId, link, path, phone } = await tracked("decide");
    await prove(phone, link, work, "tracking");
    expect((await phone.post(`${path}/cancel`, { nonce: "x.y" })).status).toBe(409);
    expect((await work.dossier(caseId)).case.withdrawal).toBeUndefined();
  });

  it("is not offered, and refused, once the visitors are in the house", async () => {
    const { work, caseId, link, path, phone } = await tracked("sign-guest-book");
    work.clock.set(visitMorning);
    await prove(phone, link, work, "tracking");
    const { nonce } = (await phone.get(path)).body["cancel"] as { nonce: string };
    await work.playTo(caseId, "guide-visitors");
    expect((await phone.get(path)).body["cancel"]).toBeNull();
    const reply = await phone.post(`${path}/cancel`, { nonce });
    expect([reply.status, reply.body["message"]]).toEqual([
      409,
      "Permohonan ini tidak dapat dibatalkan lagi. Hubungi kantor bila ada perubahan.",
    ]);
  });

  it("the device that sent the form is known already", async () => {
    const work = player(visitScript);
    const phone = browser(work);
    const submissionId = crypto.randomUUID();
    const request = { procedure: "official-visit", submissionId, values: visitRequest() };
    const created = await phone.post("/api/requests", request);
    await work.flow.settle();
    const path = `/api${String(created.body["tracking"]).replace("/lacak/", "/tracking/")}`;
    const page = await phone.get(path);
    const cancel = page.body["cancel"] as { nonce: string };
    expect(page.body).toMatchObject({ known: true, proof: null });
    expect((await phone.post(`${path}/cancel`, { nonce: cancel.nonce })).status).toBe(200);
    expect((await work.dossier(String(created.body["case"]))).case.withdrawal?.channel).toBe("link-device");
  });
});
