import { describe, expect, it, test } from "vitest";
import { requesterEmail } from "../support/builders.ts";
import { browser, prove } from "../support/http.ts";
import { lastLink } from "../support/mail-links.ts";
import { player } from "../support/player.ts";
import { anotherTime, proposedSlots, visitScript } from "../support/scripts/official-visit.ts";
import { beforeKabid, kabid, nonceOf } from "./before-the-kabid.ts";

describe("Sc14: tapped twice, on two devices", () => {
  it("exactly one decision; the same answer again is confirmed, another one is told who was first", async () => {
    const { work, caseId, link, path, phone } = await beforeKabid();
    await prove(phone, link, work);
    const nonce = await nonceOf(phone, path);
    const [first, second] = await Promise.all([1, 2].map(() => phone.post(path, { outcome: "ya", nonce })));
    expect([first?.status, second?.status]).toEqual([200, 200]);
    expect([first?.body["again"], second?.body["again"]].sort()).toEqual([false, true]);
    expect(first?.body["decidedAt"]).toBe(second?.body["decidedAt"]);
    const laptop = await phone.post(path, { outcome: "tidak", note: "Penuh.", nonce });
    expect([laptop.status, laptop.body["message"]]).toEqual([409, `Berkas ini sudah diproses oleh ${kabid.name}`]);
    expect(work.flow.resumed.filter(({ outcome }) => outcome === "ya")).toHaveLength(1);
    expect((await work.dossier(caseId)).mails.filter((mail) => mail.task)).toHaveLength(1);
  });
});

describe("what a decision must bring", () => {
  it("a fresh value from the page: an old one, or another page's, is stale", async () => {
    const { work, caseId, link, path, phone } = await beforeKabid();
    await prove(phone, link, work);
    const nonce = String(await nonceOf(phone, path));
    const late = String(Date.parse(work.clock.at()) + 10 ** 9);
    for (const wrong of ["", "x", nonce.replace(/^\d+/, late), `${nonce}x`.slice(1)]) {
      expect((await phone.post(path, { outcome: "ya", nonce: wrong })).status).toBe(409);
    }
    work.clock.advance({ hours: 12, seconds: 1 });
    const reply = await phone.post(path, { outcome: "ya", nonce });
    expect([reply.status, reply.body["code"]]).toEqual([409, "stale"]);
    expect(reply.body["message"]).toBe(
      "Halaman ini sudah terlalu lama terbuka. Muat ulang halaman, lalu pilih kembali.",
    );
    expect((await work.task(caseId)).answer).toBeNull();
  });

  it("a reason when it returns the request, named in Indonesian", async () => {
    const { work, link, path, phone } = await beforeKabid();
    await prove(phone, link, work);
    const reply = await phone.post(path, { outcome: "tidak", note: "  ", nonce: await nonceOf(phone, path) });
    expect(reply.status).toBe(422);
    expect(reply.body).toMatchObject({
      code: "invalid",
      message: "Belum tersimpan. Periksa isian yang ditandai.",
      fields: { note: "Alasan (dibaca pemohon) wajib diisi." },
    });
  });

  test.each([
    ["not JSON", "{"],
    ["a list", []],
    ["an unknown key", { outcome: "ya", nonce: "n", taskToken: "x" }],
    ["a number as outcome", { outcome: 1, nonce: "n" }],
    ["no nonce", { outcome: "ya" }],
    ["a note of 2,001 characters", { outcome: "ya", nonce: "n", note: "x".repeat(2_001) }],
  ])("a readable body: %s is 400", async (_what, body) => {
    const { work, caseId, path, phone } = await beforeKabid();
    const reply = await phone.post(path, body);
    expect([reply.status, reply.body["code"]]).toEqual([400, "malformed"]);
    expect(reply.body["message"]).toBe("Permintaan tidak dapat dibaca. Muat ulang halaman, lalu coba lagi.");
    expect((await work.task(caseId)).answer).toBeNull();
  });

  it("an outcome that the step has", async () => {
    const { work, link, path, phone } = await beforeKabid();
    await prove(phone, link, work);
    const reply = await phone.post(path, { outcome: "hapus", nonce: await nonceOf(phone, path) });
    expect([reply.status, reply.body["fields"]]).toEqual([
      422,
      { outcome: "Pilihan ini tidak tersedia. Muat ulang halaman." },
    ]);
  });

  it("a free time: a taken one is 409 and says by whom", async () => {
    const { work, link, path, phone } = await beforeKabid();
    const other = await work.caseAt("accept-companionship");
    await prove(phone, link, work);
    const reply = await phone.post(path, { outcome: "ya", nonce: await nonceOf(phone, path) });
    expect([reply.status, reply.body["code"]]).toEqual([409, "taken"]);
    expect(reply.body["message"]).toContain(`Jadwal sudah terisi oleh ${other}`);
  });
});

describe("people outside prove themselves with a code mailed to their own address", () => {
  it("and choose a time by the link of the tracking page", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("choose-other-time", anotherTime);
    const phone = browser(work);
    const tracking = await phone.get(`/api/tracking/${lastLink(work.mailer.to(requesterEmail))}`);
    const { path } = tracking.body["answer"] as { path: string };
    const link = path.split("/").at(-1) ?? "";
    const page = await phone.get(`/api/decisions/${link}`);
    const masked = `${requesterEmail.slice(0, 1)}••••${requesterEmail.slice(requesterEmail.indexOf("@"))}`;
    expect(page.body).toMatchObject({ page: "proof", maskedEmail: masked });
    const before = work.mailer.sent.length;
    expect((await phone.post(`/api/decisions/${link}/code`, {})).body).toEqual({ sentTo: masked });
    expect(work.mailer.sent.slice(before).map(({ to }) => to.address)).toEqual([requesterEmail]);
    const wrong = await phone.post(`/api/decisions/${link}/proof`, { answer: "0000" });
    expect([wrong.status, wrong.body["fields"]]).toEqual([422, { answer: "Jawaban tidak cocok. Sisa percobaan: 4." }]);
    const answer = work.secrets.lastCode();
    expect((await phone.post(`/api/decisions/${link}/proof`, { answer })).status).toBe(200);
    const form = await phone.get(`/api/decisions/${link}`);
    const values = { slot: proposedSlots[1] };
    const done = await phone.post(`/api/decisions/${link}`, { outcome: "pilih", values, nonce: form.body["nonce"] });
    expect(done.status).toBe(200);
    expect((await work.dossier(caseId)).tasks.at(-1)?.answer).toMatchObject({
      channel: "link-code",
      person: "requester",
      values,
    });
  });
});
