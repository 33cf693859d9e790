/** Tables as files for other programs: CSV and XLSX (ECMA-376, the least that spreadsheets open). Pure. */
import { readableText } from "./readable-text.ts";
import { zipOf } from "./zip.ts";

/** An empty cell is null: not known, which is something else than 0. */
export type Cell = string | number | null;

export interface Sheet {
  name: string;
  /** The first row holds the headings. */
  rows: Cell[][];
}

/**
 * Semicolons and a byte order mark, because spreadsheets set to Indonesian read commas as decimals. A text that such a
 * program would take for a formula is made harmless.
 */
export function csvOf(rows: Cell[][]): string {
  return `\ufeff${rows.map((row) => row.map(csvCell).join(";")).join("\r\n")}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null || typeof cell === "number") return String(cell ?? "");
  const text = readableText(cell);
  // Programs look past spaces, and at the wide forms of these signs too.
  const safe = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/u.test(text) || /^[\t\r]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** @returns the bytes of a workbook */
export function xlsxOf(sheets: Sheet[]): Uint8Array {
  const numbered = sheets.map((sheet, index) => ({ ...sheet, id: index + 1 }));
  return zipOf({
    "[Content_Types].xml": xml(
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${[
        `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`,
        `<Override PartName="/xl/workbook.xml" ContentType="${office}.spreadsheetml.sheet.main+xml"/>`,
        ...numbered.map(
          ({ id }) =>
            `<Override PartName="/xl/worksheets/sheet${id}.xml" ContentType="${office}.spreadsheetml.worksheet+xml"/>`,
        ),
      ].join("")}</Types>`,
    ),
    "_rels/.rels": relations([{ id: 1, type: "officeDocument", target: "xl/workbook.xml" }]),
    "xl/workbook.xml": xml(
      `<workbook xmlns="${main}" xmlns:r="${related}"><sheets>${numbered
        .map(({ id, name }) => `<sheet name="${escaped(name)}" sheetId="${id}" r:id="rId${id}"/>`)
        .join("")}</sheets></workbook>`,
    ),
    "xl/_rels/workbook.xml.rels": relations(
      numbered.map(({ id }) => ({ id, type: "worksheet", target: `worksheets/sheet${id}.xml` })),
    ),
    ...Object.fromEntries(numbered.map(({ id, rows }) => [`xl/worksheets/sheet${id}.xml`, worksheet(rows)])),
  });
}

const office = "application/vnd.openxmlformats-officedocument";
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

function worksheet(rows: Cell[][]): string {
  const lines = rows.map((row, index) => {
    const cells = row.map((cell, column) => xmlCell(cell, `${columnName(column)}${index + 1}`));
    return `<row r="${index + 1}">${cells.join("")}</row>`;
  });
  return xml(`<worksheet xmlns="${main}"><sheetData>${lines.join("")}</sheetData></worksheet>`);
}

/** A cell may leave out where it stands, and some programs then cannot read the whole file. */
function xmlCell(cell: Cell, place: string): string {
  if (cell === null) return `<c r="${place}"/>`;
  return typeof cell === "number"
    ? `<c r="${place}"><v>${cell}</v></c>`
    : `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
}

/** 0 -> A, 25 -> Z, 26 -> AA */
function columnName(index: number): string {
  const last = String.fromCodePoint(65 + (index % 26));
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last;
}

function relations(all: { id: number; type: string; target: string }[]): string {
  const lines = all.map(
    ({ id, type, target }) => `<Relationship Id="rId${id}" Type="${related}/${type}" Target="${target}"/>`,
  );
  return xml(
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${lines.join("")}</Relationships>`,
  );
}

function xml(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${content}`;
}

function escaped(text: string): string {
  return readableText(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
