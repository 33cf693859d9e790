/** An agency's file and its settings: one shape for one machine and for AWS, and each mistake a line. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { readAgencyFile } from "../../infra/agencies/agency-file.ts";
import { checkAgency } from "../../infra/agencies/check.ts";
import { contoh } from "../../infra/agencies/contoh.ts";
import { complete, filesIn } from "../../infra/agencies/index.ts";
import { checkSettings } from "../../functions/domain/administration/settings-check.ts";
import { settingsFields, typedValue, withValue } from "../../functions/domain/administration/settings-fields.ts";

const { settings } = contoh;
const rina = { id: "rina", name: "Rina", nip: "", email: "rina@contoh.go.id", roles: ["mail-registrar"] };

function problemsOf(data: unknown): string[] {
  const checked = checkSettings(data);
  return checked.ok ? [] : checked.problems.map(({ at, message }) => `${at}: ${message.id}`);
}

describe("settings", () => {
  test("that an agency may leave out are good too", () => {
    const more = {
      agreementNumbers: { pattern: "{nomorUrut}/{kodeUnit}/{tahun}", unit: "DPK" },
      letterNumbers: { pattern: "{kodeKlasifikasi}/{nomorUrut}/{tahun}", classification: "000.4.14", unit: "DPK" },
      letterTexts: { "visit-refused": { about: "Jawaban", text: "Maaf, {reason}.\n\nSalam dari {phone}." } },
      mobileLibrary: { agreementRequired: true },
      readingLogDays: 365,
      retentionDays: { contact: 365, agreement: null },
      privacyHours: 48,
      privacyRecordDays: 730,
      unconfirmedDays: 3,
      surveyPublishedFrom: 30,
      facilitiesBeforeComplaints: true,
      otherRooms: [
        { name: "Aula", capacity: 120 },
        { name: "Balai", capacity: 30, book: "Teater" },
      ],
      texts: { consent: { id: "Saya setuju.\nSampai dicabut.", en: "I agree." }, notice: { id: "Tutup 24 Desember." } },
      titles: { "service-section-head": { id: "Ketua Tim Layanan", en: "Team lead" } },
    };
    const { catalogueUrl: _left, ...fewer } = settings;
    expect([problemsOf({ ...settings, ...more }), problemsOf(fewer)]).toEqual([[], []]);
  });

  test("each have a name for people, and all that have one are settings", () => {
    const optional = [
      ...[
        "catalogueUrl",
        "agreementNumbers",
        "letterNumbers",
        "letterTexts",
        "divisionHeadMoves",
        "replacedMayDecide",
        "readingLogDays",
        "retentionDays",
        "unconfirmedDays",
      ],
      ...["calendar.goLive", "mobileLibrary", "privacyHours", "privacyRecordDays", "retentionDays"],
      ...["surveyPublishedFrom", "facilitiesBeforeComplaints", "texts", "otherRooms"],
    ];
    for (const { key, empty } of settingsFields) {
      const found = problemsOf(withValue(settings, key, undefined));
      expect([key, found.length > 0]).toEqual([key, empty !== "left out"]);
      expect(optional.includes(key)).toBe(empty === "left out");
    }
    const first = (keys: string[]): string[] => [...new Set(keys.map((key) => key.split(".")[0] ?? ""))].toSorted();
    const named = first(settingsFields.map(({ key }) => key));
    expect(named).toEqual(first([...Object.keys(settings), ...optional]));
  });

  test.each<[key: string, value: unknown, says: RegExp]>([
    ["name", "  ", /^name: Isi nama dinas\.$/],
    ["name", "Dinas\nPerpustakaan", /^name: Isi nama dinas\.$/],
    ["mark", "KABC", /^mark: Tulis satu sampai tiga huruf/],
    ["accent.light", "teal", /^accent\.light: Tulis warna seperti #0f5c55/],
    ["email", "disperpusip", /^email: Tulis alamat email saja/],
    ["email", "Dinas <a@contoh.go.id>", /^email: Tulis alamat email saja/],
    ["districts", [], /^districts: Isi paling sedikit satu kecamatan/],
    ["districts", ["Contoh Kota", "contoh kota"], /^districts\.1: contoh kota tercatat dua kali/],
    ["vehicles", "XX 9001 PK", /^vehicles: Bagian ini harus berupa daftar/],
    ["room.capacity", 0, /^room\.capacity: Daya tampung ruang paling sedikit 1/],
    ["room.capacity", 12.5, /^room\.capacity: Daya tampung ruang harus bilangan bulat/],
    ["otherRooms", [{ name: settings.room.name, capacity: 9 }], /^otherRooms\.0\.name: .* sudah dipakai ruang lain/],
    [
      "otherRooms",
      [
        { name: "A", capacity: 9, book: "B" },
        { name: "b", capacity: 9 },
      ],
      /^otherRooms\.1\.name: b sudah/,
    ],
    ["otherRooms", [{ name: "Aula", capacity: 0 }], /^otherRooms\.0\.capacity: Daya tampung ruang paling sedikit 1/],
    ["texts.notice", { en: "Closed." }, /^texts\.notice\.id: Isi teks dalam bahasa Indonesia/],
    ["texts.notice", { id: "<b>Tutup</b>" }, /^texts\.notice\.id: Tulis teks biasa, tanpa HTML/],
    ["texts.welcome", { id: "a".repeat(401) }, /^texts\.welcome\.id: Paling panjang 400 huruf/],
    ["texts.footer", { id: "Halo" }, /^texts: Tidak mengenal footer/],
    ["privacyHours", 96, /^privacyHours: Paling lama 72 jam/],
    ["catalogueUrl", "opac.contoh.go.id", /^catalogueUrl: Tulis alamat lengkap dengan https:\/\//],
    ["catalogueUrl", "javascript:alert(1)", /^catalogueUrl: Tulis alamat lengkap/],
    [
      "replyWithinWorkingDays",
      "besok",
      /^replyWithinWorkingDays: Hari kerja sampai surat balasan harus bilangan bulat/,
    ],
    ["checkMailDomain", "mungkin", /^checkMailDomain: Isi ya atau tidak/],
    ["titles", { boss: { id: "Bos", en: "Boss" } }, /^titles\.boss: /],
    ["letterNumbers", { pattern: "{nomorUrut}", unit: "DPK" }, /^letterNumbers\.classification: /],
    ["letterTexts", { "visit-refused": { text: "{slots}" } }, /Isian \{slots\} tidak dikenal/],
    ["letterTexts", { "visit-refused": { text: "Nomor {phone" } }, /Kurung kurawal/],
    ["letterTexts", { "visit-refused": { text: "" } }, /naskah surat/],
    ["letterTexts", { "visit-lost": { about: "A" } }, /^letterTexts: Tidak mengenal visit-lost/],
    ["agreementNumbers", { pattern: "PKS/{tahun}", unit: "DPK" }, /^agreementNumbers\.pattern: .*\{nomorUrut\}/],
    ["signatory.role", "reader", /^signatory\.role: Gunakan agency-head, /],
    ["calendar.goLive", "besok", /^calendar\.goLive: Tanggal besok tidak ada/],
    ["calendar.zone", "WIB", /^calendar\.zone: Zona waktu WIB tidak dikenal/],
    ["phoneNumber", "1", /^: Tidak mengenal phoneNumber\. Yang dikenal: government, /],
    ["room.size", 9, /^room: Tidak mengenal size\. Yang dikenal: name, capacity/],
  ])("%s as %j is one clear line", (key, value, says) => {
    const problems = problemsOf(withValue(settings, key, value));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(says);
  });

  test("all mistakes are told at once", () => {
    expect(problemsOf({}).length).toBeGreaterThan(15);
  });

  test.each<[key: string, typed: string, value: unknown]>([
    ["name", " Dinas Perpustakaan ", "Dinas Perpustakaan"],
    ["room.capacity", "60", 60],
    ["room.capacity", "enam", "enam"],
    ["checkMailDomain", "Ya", true],
    ["checkMailDomain", "tidak", false],
    ["checkMailDomain", "constructor", "constructor"],
    ["districts", "Kota, Barat; Timur,", ["Kota", "Barat", "Timur"]],
    ["vehicles", "", []],
    ["calendar.zone", "wita", "Asia/Makassar"],
    ["calendar.zone", "Asia/Jayapura", "Asia/Jayapura"],
    ["signatory.role", "Kepala Dinas", "agency-head"],
    ["signatory.onBehalfOf", "", null],
    ["catalogueUrl", "", undefined],
    ["titles", "{}", {}],
  ])("%s typed as %j", (key, typed, value) => {
    const field = settingsFields.find((each) => each.key === key);
    expect(field && typedValue(field, typed)).toEqual(value);
  });
});

describe("a file", () => {
  test("that a deployment reads makes an agency on one machine as well", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "alur-agencies-"));
    const text = JSON.stringify({ ...contoh, id: "lain", people: [rina] });
    writeFileSync(path.join(folder, "lain.json"), text);
    const [deployed] = filesIn(folder).map(complete);
    expect(deployed && checkAgency(deployed)).toEqual([]);
    expect(deployed).toMatchObject({ id: "lain", settings, people: [rina] });
    const read = readAgencyFile(text);
    expect(read).toMatchObject({ ok: true, settings, people: [rina] });
    expect(read.ok && read.forAws).toContain("certificateArn");
    rmSync(folder, { recursive: true });
  });

  test("for one machine needs nothing that only AWS does, and may come from a Windows editor", () => {
    expect(readAgencyFile(`\uFEFF${JSON.stringify({ settings })}`)).toEqual({
      ok: true,
      settings,
      people: [],
      forAws: [],
    });
  });

  test.each<[what: string, text: string, says: RegExp]>([
    ["is no JSON", "{", /^Ini bukan JSON: /],
    ["is a list", "[]", /^Berkas ini harus berisi \{"settings"/],
    [
      "has a misspelt part",
      JSON.stringify({ settings, peple: [] }),
      /^peple: tidak dikenal\. Yang dikenal: settings, people/,
    ],
    ["has no settings", JSON.stringify({ people: [] }), /^settings: Bagian ini harus berupa objek/],
    [
      "has a mistake in its settings",
      JSON.stringify({ settings: { ...settings, mark: "" } }),
      /^settings\.mark: Isi dua huruf/,
    ],
    [
      "has a person without address",
      JSON.stringify({ settings, people: [{ ...rina, email: "" }] }),
      /^people\.0\.email: Isi alamat email/,
    ],
    [
      "has two people of one address",
      JSON.stringify({ settings, people: [rina, { ...rina, id: "rini" }] }),
      /^people\.1\.email: rina@contoh\.go\.id dipakai dua orang/,
    ],
  ])("that %s is one clear line", (_what, text, says) => {
    const read = readAgencyFile(text);
    expect(read.ok ? [] : read.problems).toEqual([expect.stringMatching(says)]);
  });

  test("is judged the same where it is deployed", () => {
    expect(checkAgency({ ...contoh, settings: { ...settings, mark: "" } })).toEqual([
      "contoh: settings.mark: Give the letters of the mark.",
    ]);
    const file: Partial<typeof contoh> & { peple: never[] } = { ...contoh, peple: [] };
    expect(checkAgency(file)).toEqual([expect.stringMatching(/^contoh: peple: not known; known are settings, people/)]);
  });
});
