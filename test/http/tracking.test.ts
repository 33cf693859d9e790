import { describe, expect, it, test } from "vitest";
import { people, phoneDigits, requesterEmail, visitMorning, visitRequest } from "../support/builders.ts";
import { browser, prove, type TestBrowser } from "../support/http.ts";
import { lastLink } from "../support/mail-links.ts";
import { player, type Player, type Replies } from "../support/player.ts";
import { anotherTime, refusal, visitScript } from "../support/scripts/official-visit.ts";

async function tracked(
  step: string,
  replies: Replies = {},
): Promise<{ work: Player; caseId: string; link: string; path: string; phone: TestBrowser }> {
  const work = player(visitScript);
  const caseId = await work.caseAt(step, replies);
  const link = lastLink(work.mailer.to(requesterEmail));
  return { work, caseId, link, path: `/api/tracking/${link}`, phone: browser(work) };
}

describe("the tracking page", () => {
  test.each([
    ["register-letter", {}, "DIPROSES", "Petugas Agenda (Agendaris)"],
    ["decide", {}, "MENUNGGU_PERSETUJUAN", "Kepala Bidang Perpustakaan"],
    ["choose-other-time", anotherTime, "MENUNGGU_PIHAK_LUAR", "Pengunjung Resmi"],
    ["sign-guest-book", {}, "DIJADWALKAN", "Pengunjung Resmi"],
    ["never", {}, "SELESAI", undefined],
    ["never", refusal, "DITUTUP", undefined],
  ] as const)("at %s says where the case stands (%#)", async (step, replies, status, waitingFor) => {
    const { path, phone, caseId } = await tracked(step, replies);
    const page = await phone.get(path);
    expect(page.body).toMatchObject({ case: caseId, status });
    expect((page.body["waitingFor"] as { id: string } | null)?.id).toBe(waitingFor);
  });

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
