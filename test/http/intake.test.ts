import { describe, expect, it, test } from "vitest";
import { fakeMailDomains } from "../support/fakes/services.ts";
import { everythingIn } from "../support/fakes/memory.ts";
import { browser, type Reply } from "../support/http.ts";
import { holiday, letterFile, tooSoon, visitRequest } from "../support/builders.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const submissionId = "0d3f5a5c-8f0e-4b53-9a34-6f2f5b6f6a01";

async function send(work: Player, values: unknown, more: object = {}, headers = {}): Promise<Reply> {
  const body = { procedure: "official-visit", submissionId, values, ...more };
  return browser(work).post("/api/requests", body, { headers });
}

describe("a request that is right", () => {
  it("gives a case number and a private link, and makes the device known", async () => {
    const work = player(visitScript);
    const reply = await send(work, visitRequest());
    expect(reply.status).toBe(201);
    expect(reply.body["case"]).toBe("KJG-2026-00001");
    expect(reply.body["tracking"]).toMatch(/^\/lacak\/[A-Za-z0-9_-]{43}$/);
    expect(reply.cookies[0]).toMatch(/^__Host-.*; Path=\/; Secure; HttpOnly; SameSite=Strict/);
    expect(reply.headers).toMatchObject({ "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" });
  });

  it("sent twice gives the same case, also at the same time", async () => {
    const work = player(visitScript);
    const replies = await Promise.all([1, 2, 3].map(() => send(work, visitRequest())));
    expect(new Set(replies.map(({ body }) => body["case"])).size).toBe(1);
    expect(new Set(replies.map(({ body }) => body["tracking"])).size).toBe(1);
    expect(work.memory.cases.size).toBe(1);
    expect(work.flow.started).toHaveLength(1);
  });

  it("keeps what was typed as it was meant: trimmed, composed, phone with country code", async () => {
    const work = player(visitScript);
    await send(work, visitRequest({ institutionName: "  Cafe\u0301 Baca  ", contactPhone: "0812-3456-7890" }));
    expect((await work.dossier("KJG-2026-00001")).case.request).toMatchObject({
      institutionName: "Caf\u00e9 Baca",
      contactPhone: "+6281234567890",
    });
  });

  it("an individual needs no letter", async () => {
    const values = visitRequest({
      institutionType: "perorangan",
      letterFile: undefined,
      letterNumber: undefined,
      letterDate: undefined,
    });
    expect((await send(player(visitScript), values)).status).toBe(201);
  });

  it("a typical slip in the mail address may be kept", async () => {
    expect((await send(player(visitScript), visitRequest({ contactEmail: "kepsek@gmial.com" }))).status).toBe(201);
  });

  it("a group above capacity is accepted; it will be split", async () => {
    expect((await send(player(visitScript), visitRequest({ headcount: 120 }))).status).toBe(201);
  });
});

const badValues: [what: string, values: object, field: string, message: string][] = [
  ["an empty name", { institutionName: " " }, "institutionName", "Nama instansi wajib diisi."],
  [
    "a 2,000-character name",
    { institutionName: "x".repeat(2_000) },
    "institutionName",
    "Paling banyak 150 huruf, sekarang 2000.",
  ],
  [
    "control characters",
    { institutionName: "SMPN\u0007 1" },
    "institutionName",
    "Hapus karakter khusus yang tidak terlihat.",
  ],
  ["half a character", { contactName: "Ratna \ud800" }, "contactName", "Hapus karakter khusus yang tidak terlihat."],
  ["a number for a text", { institutionName: 7 }, "institutionName", "Isian tidak dapat dibaca."],
  ["an object for a text", { purposeDetail: { $gt: "" } }, "purposeDetail", "Isian tidak dapat dibaca."],
  ["an unknown field", { isAdmin: true }, "isAdmin", "Isian tidak dikenal."],
  [
    "a strange mail address",
    { contactEmail: "ratna@sekolah" },
    "contactEmail",
    "Alamat email tidak valid. Contoh: nama@sekolah.sch.id.",
  ],
  [
    "a second address hidden in the first",
    { contactEmail: "a@b.id\nBcc: c@d.id" },
    "contactEmail",
    "Alamat email tidak valid. Contoh: nama@sekolah.sch.id.",
  ],
  ["a strange phone number", { contactPhone: "12345" }, "contactPhone", "Nomor HP tidak valid. Contoh: 081234567890."],
  [
    "a date in the past",
    { preferredDate: "2026-11-02" },
    "preferredDate",
    "Pilih tanggal mulai Senin, 30 November 2026.",
  ],
  [
    "too short a lead time",
    { preferredDate: tooSoon },
    "preferredDate",
    "Pilih tanggal mulai Senin, 30 November 2026.",
  ],
  ["a holiday", { preferredDate: holiday }, "preferredDate", "Tanggal tersebut hari libur (Natal)."],
  ["a Saturday", { preferredDate: "2026-12-05" }, "preferredDate", "Tidak ada layanan pada hari tersebut."],
  [
    "a date half a year ahead",
    { preferredDate: "2027-08-02" },
    "preferredDate",
    "Pilih tanggal sampai Sabtu, 22 Mei 2027.",
  ],
  ["a day that does not exist", { preferredDate: "2026-11-31" }, "preferredDate", "Tanggal tidak dikenal."],
  [
    "an evening",
    { preferredStart: "17:00", preferredEnd: "18:00" },
    "preferredStart",
    "Jam kunjungan harus berada dalam jam layanan.",
  ],
  ["five minutes", { preferredEnd: "09:05" }, "preferredStart", "Lamanya 30-240 menit."],
  ["nobody", { headcount: 0 }, "headcount", "Jumlah pengunjung harus berupa angka 1-500."],
  ["half a visitor", { headcount: 1.5 }, "headcount", "Jumlah pengunjung harus berupa angka 1-500."],
  [
    "more men and women than visitors",
    { headcountMale: 30, headcountFemale: 20 },
    "headcountMale",
    "Jumlah laki-laki dan perempuan melebihi jumlah pengunjung.",
  ],
  ["a letter from tomorrow", { letterDate: "2026-11-24" }, "letterDate", "Tanggal tidak boleh melebihi hari ini."],
  ["a number without the letter's date", { letterDate: undefined }, "letterDate", "Tanggal surat wajib diisi."],
  ["the same date twice", { altDate1: "2026-12-02" }, "altDate1", "Pilih tanggal yang berbeda."],
  ["no email", { contactEmail: " " }, "contactEmail", "Email wajib diisi."],
  ["an unknown district", { district: "Jakarta" }, "district", "Pilih salah satu."],
  ["no consent", { consent: false }, "consent", "Persetujuan diperlukan untuk memproses permohonan."],
  ["no letter", { letterFile: undefined }, "letterFile", "Surat permohonan belum diunggah."],
  [
    "a letter that was never uploaded",
    { letterFile: "nothing" },
    "letterFile",
    "Dokumen tidak dapat dibaca. Unggah lagi.",
  ],
  ["a path for a letter", { letterFile: "../../etc/passwd" }, "letterFile", "Isian tidak dapat dibaca."],
];

describe("a request that is wrong", () => {
  test.each(badValues)("%s: 422, the field named, nothing stored", async (_what, values, field, message) => {
    const work = player(visitScript);
    const before = everythingIn(work.memory);
    const reply = await send(work, visitRequest({ ...values }));
    expect(reply.status).toBe(422);
    expect(reply.body["message"]).toBe("Permohonan belum terkirim. Periksa isian yang ditandai, lalu kirim lagi.");
    expect(reply.body["fields"]).toEqual({ [field]: message });
    expect(everythingIn(work.memory)).toBe(before);
    expect(work.mailer.sent).toEqual([]);
  });

  it("says so in English to who asks for English", async () => {
    const reply = await send(
      player(visitScript),
      visitRequest({ institutionName: "" }),
      {},
      { "accept-language": "en" },
    );
    expect(reply.body["fields"]).toEqual({ institutionName: "Please give the name of the institution." });
  });

  it("names every wrong field at once", async () => {
    const reply = await send(player(visitScript), { consent: true });
    expect(Object.keys(reply.body["fields"] as object).length).toBeGreaterThan(10);
  });

  test.each([
    ["a program", "MZ\x90\x00"],
    ["a page", "<!doctype html><script>"],
    ["nothing", ""],
  ])("a letter whose content is %s is refused, whatever it is called", async (_what, content) => {
    const work = player(visitScript);
    work.files.put(letterFile, "surat.pdf", Buffer.from(content, "latin1"));
    expect((await send(work, visitRequest())).body["fields"]).toHaveProperty("letterFile");
  });

  it("a letter above 5 MB is refused", async () => {
    const work = player(visitScript);
    work.files.put(letterFile, "surat.pdf", Buffer.concat([Buffer.from("%PDF-1.7"), Buffer.alloc(5 * 1024 * 1024)]));
    expect((await send(work, visitRequest())).body["fields"]).toHaveProperty("letterFile");
  });

  it("Sc12: a mail domain that takes no mail is told, where the agency looks", async () => {
    const work = player(visitScript, { mailDomains: fakeMailDomains(["smpn1.sch.test"]) });
    expect((await send(work, visitRequest())).body["fields"]).toEqual({
      contactEmail: "Alamat email ini tidak dapat menerima surat. Periksa penulisannya.",
    });
    work.agencies.now.settings.checkMailDomain = false;
    expect((await send(work, visitRequest())).status).toBe(201);
  });
});

describe("a request that cannot be read is 400", () => {
  test.each([
    ["not JSON", "{not"],
    ["empty", undefined],
    ["a text", '"x"'],
    ["an unknown key", { procedure: "official-visit", submissionId, values: {}, version: 2 }],
    ["no submission id", { procedure: "official-visit", values: {} }],
    ["a made-up submission id", { procedure: "official-visit", submissionId: "1", values: {} }],
    ["values that are a list", { procedure: "official-visit", submissionId, values: [] }],
    ["another language", { procedure: "official-visit", submissionId, values: {}, language: "fr" }],
  ])("%s", async (_what, body) => {
    const work = player(visitScript);
    const reply = await browser(work).post("/api/requests", body);
    expect([reply.status, reply.body["code"]]).toEqual([400, "malformed"]);
    expect(reply.body["message"]).toBe("Permintaan tidak dapat dibaca. Muat ulang halaman, lalu coba lagi.");
    expect(work.memory.cases.size).toBe(0);
  });

  it("a service that does not exist is 404", async () => {
    const reply = await send(player(visitScript), visitRequest(), { procedure: "__proto__" });
    expect([reply.status, reply.body["message"]]).toEqual([404, "Layanan ini tidak dikenal."]);
    expect((await browser(player(visitScript)).get("/api/procedures/nothing/request-form")).status).toBe(404);
  });

  it("an address that does not exist is 404", async () => {
    const reply = await browser(player(visitScript)).get("/api/nothing");
    expect([reply.status, reply.body["message"]]).toEqual([404, "Alamat ini tidak dikenal."]);
  });

  it("a fault of ours is 500 with fixed words, and the log has no word of the request", async () => {
    const work = player(visitScript);
    work.on.before("cases.claimSubmission", () => {
      throw new Error("secret of the store: Ibu Ratna Dewanti");
    });
    const reply = await send(work, visitRequest());
    expect([reply.status, reply.body["code"]]).toEqual([500, "fault"]);
    expect(reply.text + work.log.lines.join()).not.toContain("Ratna");
  });
});

describe("uploads", () => {
  it("get a form for exactly one file of the announced kind and size", async () => {
    const reply = await browser(player(visitScript)).post("/api/uploads", {
      fileName: "surat.pdf",
      contentType: "application/pdf",
      size: 1_000,
    });
    expect([reply.status, reply.body["file"]]).toEqual([200, "file-1"]);
  });

  test.each([
    { fileName: "surat.exe", contentType: "application/x-msdownload", size: 10 },
    { fileName: "surat.pdf", contentType: "application/pdf", size: 5 * 1024 * 1024 + 1 },
    { fileName: "surat.pdf", contentType: "application/pdf", size: 0 },
    { fileName: "", contentType: "application/pdf", size: 10 },
  ])("are refused before they begin: %o", async (body) => {
    expect((await browser(player(visitScript)).post("/api/uploads", body)).status).toBe(400);
  });
});

describe("what anybody may see", () => {
  it("the form comes with its fields, rules and the facts of the day", async () => {
    const form = await browser(player(visitScript)).get("/api/procedures/official-visit/request-form");
    expect(form.status).toBe(200);
    expect(form.body).toMatchObject({ capacity: 50, context: { today: "2026-11-23", leadDays: 7 } });
  });

  it("the agency tells its name and services, and nothing about its staff", async () => {
    const agency = await browser(player(visitScript)).get("/api/agency");
    expect(agency.body).toMatchObject({
      procedures: expect.arrayContaining([
        expect.objectContaining({ id: "official-visit", steps: 10, public: true }),
        expect.objectContaining({ id: "reading-visit", steps: 6, public: false }),
      ]) as unknown,
    });
    expect(agency.text).not.toContain("sri@contoh.test");
  });
});
