/**
 * What the service hands to other programs, as two programs of others read each kind of it: all that was put in comes out,
 * however odd, and nothing else.
 */
import { parse as parseCsv } from "csv-parse/sync";
import { readXlsx } from "hucre";
import ICAL from "ical.js";
import { extract as readLetter } from "letterparser";
import nodeIcal from "node-ical";
import Papa from "papaparse";
import PostalMime from "postal-mime";
import readSheets from "read-excel-file/node";
import { describe, expect, it, test } from "vitest";
import { rawMailerFrom } from "../../functions/adapters/ses/raw-mailer.ts";
import { csvOf, xlsxOf } from "../../functions/domain/export/spreadsheet.ts";
import { calendarFeed } from "../../functions/http/views/calendar-feed.ts";
import type { ExportView } from "../../functions/contract/reading-room.ts";
import { agency, people } from "../support/builders.ts";
import { dependencies } from "../support/fakes/index.ts";
import { browser } from "../support/http.ts";
import { player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

/** As people type, paste and try. */
const ugly = [
  `SD "Harapan; Bangsa", Kelas 'A'`,
  "TK <b>Pelita</b> & Kawan]]>",
  "Pondok \\n Pesantren \\\\ Al-Hikmah\\;",
  "小学校 😀 Ñandú – “kutip” ﷽",
  "Sekolah\u00a0Alam   dua  spasi",
  "0812345678901234567890",
  "2026-12-01",
  "TRUE",
  "a".repeat(300),
];
/** A program would see a formula, and the export says that it is text. */
const formulas = ["=HYPERLINK(1)", "+62 812", "-2+3", "@SUM"];
const rows = [["No.", "Nama"], ...[...ugly, ...formulas].map((name, index) => [index + 1, name] as [number, string])];
/** An apostrophe in front is what spreadsheets take for "this is text". */
const plain = (cell: unknown): string => String(cell).replace(/^'(?=[=+\-@])/, "");
const names = [...ugly, ...formulas];

/** Every kind of table file, by each of its readers, as rows. */
const tableReaders: [string, (rows: (string | number)[][]) => Promise<unknown[][]>][] = [
  ["CSV by csv-parse", async (table) => parseCsv(csvOf(table), { bom: true, delimiter: ";" })],
  [
    "CSV by papaparse",
    async (table) => Papa.parse<string[]>(csvOf(table).replace(/^\ufeff/, ""), { skipEmptyLines: true }).data,
  ],
  ["XLSX by hucre", async (table) => (await readXlsx(xlsxOf([{ name: "Rekap", rows: table }]))).sheets[0]?.rows ?? []],
  [
    "XLSX by read-excel-file",
    async (table) => (await readSheets(Buffer.from(xlsxOf([{ name: "Rekap", rows: table }]))))[0]?.data ?? [],
  ],
];

test("a wide table keeps its columns", async () => {
  const wide = [Array.from({ length: 800 }, (_, index) => `K${index}`)];
  for (const [, read] of tableReaders) expect(await read(wide)).toEqual(wide);
});

describe("a table of whatever people type", () => {
  it.each(tableReaders)("comes out as it went in: %s", async (_reader, read) => {
    const found = await read(rows);
    expect(found.map((row) => row.length)).toEqual(rows.map(() => 2));
    expect(found.slice(1).map(([, name]) => plain(name))).toEqual(names);
    expect(found.slice(1).map(([number]) => Number(number))).toEqual(names.map((_, index) => index + 1));
  });
});

describe("the agenda book of an agency to which such letters came", () => {
  it("is the same in both files, by all readers", async () => {
    const work = player(visitScript);
    const institutions = ugly.slice(0, 4);
    for (const institutionName of institutions)
      await work.caseAt(
        "recommend",
        {},
        { institutionName, letterNumber: `1/${institutions.indexOf(institutionName)}` },
      );
    const file = async (as: string): Promise<Buffer> => {
      const { body } = await browser(work).get("/api/staff/register/2026/export", {
        as: people.registrar,
        query: { as },
      });
      return Buffer.from((body as unknown as ExportView).content, "base64");
    };
    const [csv, xlsx] = [await file("csv"), await file("xlsx")];
    const found = [
      parseCsv(csv, { bom: true, delimiter: ";" }) as unknown[][],
      Papa.parse<string[]>(csv.toString().replace(/^\ufeff/, ""), { skipEmptyLines: true }).data,
      (await readXlsx(xlsx)).sheets[0]?.rows ?? [],
      (await readSheets(xlsx))[0]?.data ?? [],
    ];
    for (const table of found) {
      const column = table[0]?.indexOf("Dari") ?? -1;
      expect(table.slice(1).map((row) => row[column])).toEqual(institutions);
    }
  });
});

describe("a calendar of stops at such places", () => {
  const service = { id: "Perpustakaan Keliling", en: "Mobile library" };
  const stops = names.map((place, index) => ({
    ...{ date: "2026-12-09", start: "08:00", end: "11:00", postponed: false, published: true },
    ...{ caseId: `PSL-2026-${String(index).padStart(5, "0")}`, place, service },
  })) as Parameters<typeof calendarFeed>[0]["stops"];
  const feed = calendarFeed({ from: "2026-12-01", until: "2026-12-31", stops }, agency(), dependencies(), "id");

  test("by ical.js", () => {
    const events = new ICAL.Component(
      ICAL.parse(feed) as ConstructorParameters<typeof ICAL.Component>[0],
    ).getAllSubcomponents("vevent");
    expect(events.map((event) => new ICAL.Event(event).location)).toEqual(names);
    expect(new Set(events.map((event) => new ICAL.Event(event).startDate.toJSDate().toISOString()))).toEqual(
      new Set(["2026-12-09T01:00:00.000Z"]),
    );
  });

  test("by node-ical", () => {
    const events = Object.values(nodeIcal.sync.parseICS(feed)).filter((each) => each?.type === "VEVENT");
    // It takes the backslash of "\\n" for the beginning of a line break, which RFC 5545 does not.
    const asRead = names.map((name) => name.replace("\\n", "\\\n"));
    expect(events.map((event) => ("location" in event ? event.location : ""))).toEqual(asRead);
  });
});

describe("a mail about such names", () => {
  it.each(names)("is read by both: %j", async (name) => {
    let raw: Uint8Array = new Uint8Array();
    const mailer = rawMailerFrom("Dinas <dinas@contoh.test>", async (_to, message) => void (raw = message));
    const text = `Yth. ${name},\n\nPermohonan ${name} kami terima.\n\nhttps://perpustakaan.test/lacak/${"x".repeat(43)}`;
    const html = `<p>${name.replace(/[&<>"']/g, (each) => `&#${each.codePointAt(0)};`)}</p>`;
    await mailer.send({
      ...{ id: "1", caseId: "KJG-2026-00001", to: { name, address: "siti@contoh.test" } },
      ...{ subject: `Permohonan ${name}`, text, html },
    });
    const one = await PostalMime.parse(raw);
    const other = readLetter(Buffer.from(raw).toString());
    for (const read of [one, other]) {
      expect(read.subject).toBe(`Permohonan ${name}`);
      expect(read.text?.replaceAll("\r\n", "\n").trim()).toBe(text);
      expect(read.html?.trim()).toBe(html);
    }
    expect(one.to?.[0]).toMatchObject({ address: "siti@contoh.test", name });
  });
});
