/** The settings as an administrator changes them: by sections, whole or not at all, in the log, and at once. */
import { beforeEach, describe, expect, test } from "vitest";
import type { AdministrationLog, HolidaysRead, SettingsSectionView } from "../../functions/contract/administration.ts";
import { settingsSections } from "../../functions/domain/administration/settings-sections.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { demoCalendar } from "../../functions/domain/calendar/demo-calendar.ts";
import { everybody } from "../support/builders.ts";
import { dependencies, type FakeDependencies } from "../support/fakes/index.ts";
import { browser, type Reply, type TestBrowser } from "../support/http.ts";

let work: FakeDependencies;
let page: TestBrowser;
let admin: StaffMember;

beforeEach(() => {
  work = dependencies();
  page = browser(work);
  const [somebody] = everybody();
  if (!somebody) throw new Error("nobody");
  admin = { ...somebody, id: "admin", name: "Admin Sistem", email: "admin@contoh.test", roles: ["system-admin"] };
  work.agencies.now.staff = [...work.agencies.now.staff, admin];
  work.agencies.now.settings = { ...work.agencies.now.settings, calendar: demoCalendar };
});

const base = "/api/staff/administration";

async function section(id: string): Promise<SettingsSectionView> {
  const { body, status } = await page.get(`${base}/settings/${id}`, { as: admin });
  expect(status).toBe(200);
  return body as unknown as SettingsSectionView;
}

async function save(view: SettingsSectionView, values: Record<string, unknown>): Promise<Reply> {
  const body = { revision: view.revision, values: { ...view.values, ...values } };
  return page.post(`${base}/settings/${view.id}`, body, { as: admin });
}

async function log(): Promise<AdministrationLog["entries"]> {
  const { body } = await page.get(`${base}/entries`, { as: admin });
  return (body as unknown as AdministrationLog).entries;
}

describe("each section", () => {
  test.each(settingsSections().map(({ id }) => id))(
    "%s is stored as it was read, and nothing has changed then",
    async (id) => {
      const before = structuredClone(work.agencies.now.settings);
      const reply = await save(await section(id), {});
      expect(reply.body).toMatchObject({ id });
      expect(reply.status).toBe(200);
      expect(work.agencies.now.settings).toEqual(before);
      expect(await log()).toEqual([]);
    },
  );

  test("has every setting that the agency's file has, and each once", () => {
    const keys = settingsSections().flatMap(({ fields }) => fields.map(({ key }) => key));
    expect(new Set(keys).size).toBe(keys.length);
    const parts = new Set(keys.map((key) => key.split(".")[0]));
    for (const name of Object.keys(work.agencies.now.settings)) expect(parts).toContain(name);
  });
});

test("what is changed holds at once, and the log says who, when, from and to", async () => {
  const reply = await save(await section("tempat"), { "room.capacity": "60", vehicles: "XX 1, XX 2" });
  expect(reply.status).toBe(200);
  expect((await work.agencies.settings()).room.capacity).toBe(60);
  expect((await work.agencies.settings()).vehicles).toEqual(["XX 1", "XX 2"]);
  const [entry] = await log();
  expect(entry).toMatchObject({
    by: "admin",
    byName: "Admin Sistem",
    about: { kind: "settings", id: "tempat" },
    labels: ["Daya tampung ruang", "Nomor polisi mobil keliling"],
  });
  expect(entry?.parts[0]).toEqual({ part: "room.capacity", from: "50", to: "60" });
});

test("rooms are rows of a list; a renamed one keeps its day books, and one that is booked does not go", async () => {
  const rooms = (...list: [string, string][]) => ({ otherRooms: list.map(([name, capacity]) => ({ name, capacity })) });
  await save(await section("tempat"), rooms(["Aula", "120"], ["Teater", "30"]));
  const now = async () => (await work.agencies.settings()).otherRooms;
  expect(await now()).toEqual([
    { name: "Aula", capacity: 120 },
    { name: "Teater", capacity: 30 },
  ]);
  expect((await log())[0]?.parts).toEqual([{ part: "otherRooms", from: "", to: "Aula (120), Teater (30)" }]);

  const { name } = (await work.agencies.settings()).room;
  await save(await section("tempat"), { ...rooms(["Balai", "120"], ["Teater", "30"]), "room.name": "Ruang Utama" });
  expect(await now()).toEqual([
    { name: "Balai", capacity: 120, book: "Aula" },
    { name: "Teater", capacity: 30 },
  ]);
  expect((await work.agencies.settings()).room).toMatchObject({ name: "Ruang Utama", book: name });
  const old = await save(await section("tempat"), rooms(["Balai", "120"], ["Teater", "30"], ["Aula", "9"]));
  expect(old.body["fields"]).toEqual({ otherRooms: "Baris 3: Aula sudah dipakai ruang lain, atau pernah." });

  const visit = { label: "SDN 2", start: "09:00", end: "10:00", headcount: 9, until: null } as const;
  const bookings = [{ caseId: "KJG-2026-00099", state: "firm" as const, ...visit }];
  await work.dayBooks.change("Aula", "2026-12-02", (book) => ({ ...book, bookings }));
  const gone = await save(await section("tempat"), rooms(["Teater", "30"]));
  expect(gone.body["fields"]).toMatchObject({ otherRooms: expect.stringContaining("KJG-2026-00099") as string });
  expect(await now()).toHaveLength(2);
  await work.dayBooks.change("Aula", "2026-12-02", (book) => ({ ...book, bookings: [] }));
  expect((await save(await section("tempat"), rooms(["Teater", "30"]))).status).toBe(200);
  expect(await now()).toEqual([{ name: "Teater", capacity: 30 }]);
});

test("hours are typed as people write them", async () => {
  const view = await section("jam");
  await save(view, { "calendar.officeHours.1": "7.30 - 12.00, 13:00–16:00", "calendar.serviceHours.6": "08:00-11:00" });
  const { calendar } = await work.agencies.settings();
  expect(calendar.officeHours[1]).toEqual([
    ["07:30", "12:00"],
    ["13:00", "16:00"],
  ]);
  expect(calendar.serviceHours[6]).toEqual([["08:00", "11:00"]]);
});

test("a local holiday and hours of Ramadan are rows of a list", async () => {
  const view = await section("libur");
  const rows = view.values["calendar.holidays"] as object[];
  await save(view, {
    "calendar.holidays": [...rows, { date: "2026-12-28", name: "Libur daerah", kind: "local", estimated: "" }],
  });
  expect((await work.agencies.settings()).calendar.holidays).toContainEqual({
    date: "2026-12-28",
    name: "Libur daerah",
    kind: "local",
  });
  expect((await work.agencies.settings()).calendar.holidays).toHaveLength(demoCalendar.holidays.length + 1);
  expect((await log())[0]?.parts).toEqual([
    { part: "calendar.holidays", from: "", to: "2026-12-28 Libur daerah (libur daerah)" },
  ]);
  const ramadan = await section("ramadan");
  await save(ramadan, {
    "calendar.ramadan": [{ from: "2027-02-08", to: "2027-03-09", "office-weekdays": "08:00-14:00" }],
  });
  expect((await work.agencies.settings()).calendar.ramadan).toEqual([
    {
      from: "2027-02-08",
      to: "2027-03-09",
      officeHours: Object.fromEntries(["1", "2", "3", "4"].map((day) => [day, [["08:00", "14:00"]]])),
    },
  ]);
});

test("what cannot be is refused field by field, and nothing is stored", async () => {
  const before = structuredClone(work.agencies.now.settings);
  const reply = await save(await section("dinas"), { email: "bukan alamat", "accent.light": "hijau", phone: "1" });
  expect(reply.status).toBe(422);
  expect(Object.keys(reply.body["fields"] as object).toSorted()).toEqual(["accent.light", "email"]);
  const hours = await save(await section("jam"), { "calendar.officeHours.2": "pagi sampai sore" });
  expect(hours.body["fields"]).toMatchObject({ "calendar.officeHours.2": expect.stringContaining("08:00-12:00") });
  const holidays = await save(await section("libur"), {
    "calendar.holidays": [{ date: "2026-02-30", name: "X", kind: "local" }],
  });
  expect(holidays.body["fields"]).toMatchObject({ "calendar.holidays": expect.stringContaining("Baris 1") });
  expect(work.agencies.now.settings).toEqual(before);
});

test("two administrators: the later is told who was faster, and the other section does not meet them", async () => {
  const [places, office] = [await section("tempat"), await section("dinas")];
  await save(places, { "room.capacity": "60" });
  const late = await save(places, { "room.capacity": "70" });
  expect(late.status).toBe(409);
  expect(late.text).toContain("Admin Sistem");
  expect((await work.agencies.settings()).room.capacity).toBe(60);
  expect((await save(office, { town: "Lain" })).status).toBe(200);
});

test("holidays go out as a file and come back the same; a bad file names every line and changes nothing", async () => {
  const { body } = await page.get(`${base}/holidays`, { as: admin });
  const content = (body as { content: string }).content;
  const read = await page.post(`${base}/holidays`, { content }, { as: admin });
  expect(read.body as unknown as HolidaysRead).toMatchObject({ ok: true, added: "", removed: "" });
  const bad = "tanggal;nama;jenis\n28/12/2026;Libur;daerah\n2026-13-01;X;entah\n2026-12-28;Lagi;libur daerah\n";
  const refused = await page.post(`${base}/holidays`, { content: Buffer.from(bad).toString("base64") }, { as: admin });
  const { ok, problems } = refused.body as unknown as { ok: boolean; problems: string[] };
  expect(ok).toBe(false);
  expect(problems.map((line) => line.split(":")[0])).toEqual(["baris 3", "baris 3", "baris 4"]);
  expect((await work.agencies.settings()).calendar).toEqual(demoCalendar);
});

describe("words of letters", () => {
  const refusal = "letterTexts.visit-refused.text";

  test("begin with those it came with, are worded otherwise, and go back when they are emptied or typed as they were", async () => {
    const { letters, values } = await section("naskah-surat");
    const usual = values[refusal];
    expect(usual).toContain("{reference} dengan ini kami sampaikan");
    expect(letters.find(({ field }) => field === "letterTexts.visit-refused.")?.samples).toMatchObject({
      reason: "ruang dipakai untuk kegiatan lain",
    });

    const own = "{reference} kami mohon maaf karena {reason}.\n\nHormat kami, {agency}.";
    expect((await save(await section("naskah-surat"), { [refusal]: own })).status).toBe(200);
    expect((await work.agencies.settings()).letterTexts).toEqual({ "visit-refused": { text: own } });
    expect((await log())[0]?.parts).toEqual([{ part: refusal, from: usual, to: own }]);

    for (const back of ["", usual]) {
      await save(await section("naskah-surat"), { [refusal]: own });
      expect((await save(await section("naskah-surat"), { [refusal]: back })).status).toBe(200);
      expect((await work.agencies.settings()).letterTexts).toBeUndefined();
    }
  });

  test.each([
    ["Maaf, {slots}.", "Isian {slots} tidak dikenal surat ini."],
    ["Hubungi {phone di kantor.", "Kurung kurawal tidak berpasangan."],
    ["a".repeat(4001), "Paling panjang 4000 huruf."],
  ])("that the letter cannot say are refused, and nothing is stored: %.20s", async (typed, why) => {
    const reply = await save(await section("naskah-surat"), { [refusal]: typed });
    expect([reply.status, reply.body["fields"]]).toEqual([422, { [refusal]: why }]);
    expect((await work.agencies.settings()).letterTexts).toBeUndefined();
  });
});
