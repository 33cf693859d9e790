import { parse } from "csv-parse/sync";
import fc from "fast-check";
import PostalMime from "postal-mime";
import { describe, expect, it, test } from "vitest";
import { rawMailerFrom } from "../../functions/adapters/ses/raw-mailer.ts";
import { csvOf, xlsxOf } from "../../functions/domain/export/spreadsheet.ts";
import { calendarFeed } from "../../functions/http/views/calendar-feed.ts";
import { agency } from "../support/builders.ts";
import { dependencies } from "../support/fakes/index.ts";

/** As they may lie in the table since before texts were read strictly. */
const ugly = fc.string({ unit: "binary", maxLength: 40 });
const formulas = ["=1+1", "+62812", "-2+3", "@SUM(A1)", " =1+1", "\t=1+1", "\u000b=1+1", "＝1+1", "\u202e=1+1"];

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
/** What no XML 1.0 may hold. */
const notXml = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/u;

describe("a table for other programs", () => {
  test("is XML that can be read, whatever was stored", () => {
    fc.assert(
      fc.property(ugly, (cell) => {
        const sheet = text(xlsxOf([{ name: "Rekap", rows: [[cell, "\u000b", 1, null]] }]));
        const [, inside = ""] = /<sheetData>(.*)<\/sheetData>/s.exec(sheet) ?? [];
        expect(inside).not.toMatch(notXml);
        expect(inside.replace(/<\/?(row|c|is|t|v)\b[^<>]*>/g, "")).not.toMatch(/[<>]/);
      }),
    );
  });

  it.each(formulas)("has text where a program would see a formula: %j", (cell) => {
    const [[first = ""] = []] = parse(csvOf([[cell, "b"]]), { bom: true, delimiter: ";" });
    expect(first).toMatch(/^'/);
    expect(text(xlsxOf([{ name: "Rekap", rows: [[cell]] }]))).toContain('<c r="A1" t="inlineStr">');
  });

  test("has as many cells in a row as were put in, whatever is in them", () => {
    fc.assert(
      fc.property(fc.array(ugly, { minLength: 3, maxLength: 3 }), (row) => {
        const rows: string[][] = parse(csvOf([row, ["x", "y", "z"]]), {
          bom: true,
          delimiter: ";",
          relax_column_count: true,
        });
        expect([rows[0]?.length, rows.at(-1)]).toEqual([3, ["x", "y", "z"]]);
      }),
    );
  });
});

test("a calendar has one line for each of its facts, whatever a place is called", () => {
  fc.assert(
    fc.property(ugly, (place) => {
      const stop = {
        date: "2026-12-09",
        start: "08:00",
        end: "11:00",
        postponed: false,
        published: true,
        caseId: "PSL-1",
      };
      const service = { id: "Perpustakaan Keliling", en: "Mobile library" };
      const stops = [{ ...stop, place: `Sawo${place}`, service }] as Parameters<typeof calendarFeed>[0]["stops"];
      const feed = calendarFeed({ from: "2026-12-01", until: "2026-12-31", stops }, agency(), dependencies(), "id");
      const lines = feed.replaceAll("\r\n ", "").split("\r\n");
      expect(lines.filter((line) => !/^[A-Z-]+[:;]/.test(line))).toEqual([""]);
      expect(lines.filter((line) => line.startsWith("LOCATION:Sawo"))).toHaveLength(1);
      expect(feed.replace(/\r\n/g, "")).not.toMatch(notXml);
    }),
  );
});

test("a name that looks like an encoded word is shown as it was typed, and as nothing else", async () => {
  let raw: Uint8Array = new Uint8Array();
  const mailer = rawMailerFrom("Dinas <dinas@contoh.test>", async (_to, message) => void (raw = message));
  const name = "=?utf-8?q?Kepala=20Dinas?=";
  await mailer.send({
    ...{ id: "1", caseId: "KJG-2026-00001", to: { name, address: "siti@contoh.test" } },
    ...{ subject: `Permohonan ${name}`, text: name, html: "<p></p>" },
  });
  const read = await PostalMime.parse(raw);
  expect(read.subject).toBe("Permohonan = ?utf-8?q?Kepala=20Dinas?=");
  expect(JSON.stringify(read.to)).not.toContain("Kepala Dinas");
  expect(read.text?.trim()).toBe(name);
});

test("every line of a mail ends as mail programs and servers demand, whatever ends those of its words", async () => {
  let raw = "";
  const mailer = rawMailerFrom(
    "Dinas <dinas@contoh.test>",
    async (_to, message) => void (raw = Buffer.from(message).toString()),
  );
  const text = `Yth. Siti,\nSatu\r\nDua\n\n${"panjang ".repeat(200)}\nTiga`;
  const to = { name: "Siti", address: "siti@contoh.test" };
  await mailer.send({ id: "1", caseId: "KJG-2026-00001", to, subject: "Surat", text, html: `<p>${text}</p>` });
  expect(raw.split("\r\n").length).toBeGreaterThan(20);
  expect(raw).not.toMatch(/(?<!\r)\n|\r(?!\n)/);
});
