/** The register of outgoing letters (buku agenda surat keluar) of a year: a page of it, and the whole as a table. */
import { plainText } from "../../../statemachines/form/typed-text.ts";
import type { ExportView } from "../../contract/reading-room.ts";
import type { OutgoingView } from "../../contract/papers.ts";
import { readByRole } from "../../domain/access/reading.ts";
import { noteReading } from "../../domain/access/reading-log.ts";
import { readingRoles, type AgencySettings, type StaffMember } from "../../domain/agency.ts";
import { isoDate } from "../../domain/calendar/instants.ts";
import { csvOf, xlsxOf, type Cell } from "../../domain/export/spreadsheet.ts";
import type { Dependencies, RegisterEntry } from "../../domain/ports.ts";
import { isFoundBy, wordsAsked, wordsIn } from "../../domain/search/words.ts";
import type { HttpRequest, RouteHandler } from "../../wiring/http.ts";
import { monthIn, numberIn, yearOf } from "../period-in-address.ts";
import { pageReader } from "../readers.ts";
import { exportView } from "../views/export-view.ts";
import { outgoingRow } from "../views/outgoing-view.ts";

const lettersOnPage = 100;
const longestQuestion = 400;

type Entry = RegisterEntry<"outgoing">;

/** What of the register is asked for. */
interface Asked {
  year: number;
  /** YYYY-MM; null for the whole year. */
  month: string | null;
  /** Beginnings of words that a line must have, all of them; null where nothing is looked for. */
  words: string[] | null;
}

export const showOutgoing: RouteHandler = async (request, dependencies) => {
  const member = await pageReader(request, dependencies, "letters");
  const settings = await dependencies.agencies.settings();
  const asked = askedIn(request, dependencies, settings);
  const before = numberIn(request, "before");
  const { found, months } = await find(dependencies, member, asked, settings);
  const upTo = before === null ? found : found.filter(({ number }) => number < before);
  const entries = upTo.slice(-lettersOnPage);
  const view: OutgoingView = {
    year: asked.year,
    total: found.length,
    earlier: entries.length < upTo.length,
    months: before === null ? months : null,
    rows: entries.map(outgoingRow),
  };
  return { body: view };
};

/**
 * What somebody reads of the register, where it has the words; by month, and of the month that is asked for. Picked out of the
 * whole year, for hardly anybody reads the letters of every service.
 */
async function find(
  { registers }: Pick<Dependencies, "registers">,
  member: StaffMember,
  { month, words, year }: Asked,
  { calendar: { zone } }: AgencySettings,
): Promise<{ found: Entry[]; months: NonNullable<OutgoingView["months"]> }> {
  const { numbered } = readByRole(readingRoles(member));
  const read = (await registers.list("outgoing", year)).filter((entry) => entry.outside || numbered(entry.caseId));
  const fitting = words === null ? read : read.filter((entry) => hasAll(entry, words, zone));
  const monthOf = ({ at }: Entry): string => isoDate(Date.parse(at), zone).slice(0, "YYYY-MM".length);
  const counts = new Map<string, number>();
  for (const entry of fitting) counts.set(monthOf(entry), (counts.get(monthOf(entry)) ?? 0) + 1);
  return {
    found: month === null ? fitting : fitting.filter((entry) => monthOf(entry) === month),
    months: [...counts].map(([each, count]) => ({ month: each, count })),
  };
}

/** Whether a line has all words: those that stand in it, its day, and the number of its case. */
function hasAll(entry: Entry, words: string[], zone: string): boolean {
  const { about, case: caseId, kind, number, printed, signer, to } = outgoingRow(entry);
  const day = isoDate(Date.parse(entry.at), zone);
  const titles = kind ? `${kind.id} ${kind.en}` : "";
  // Of a day, no part is a word: what is written in figures is a number.
  const kept = [day, ...wordsIn(`${number} ${printed} ${about} ${to} ${signer} ${titles} ${caseId}`)];
  return words.every((asked) => kept.some((word) => isFoundBy(word, asked)));
}

/** @throws Refusal `unknown` for a year or a month that is none */
function askedIn(request: HttpRequest, { clock }: Pick<Dependencies, "clock">, { calendar }: AgencySettings): Asked {
  const text = plainText((request.query["words"] ?? "").slice(0, longestQuestion));
  const thisYear = Number(isoDate(clock.now(), calendar.zone).slice(0, "YYYY".length));
  return {
    year: yearOf(request),
    month: monthIn(request),
    // No line has a telephone number: nothing is found by one.
    words: text.trim() === "" ? null : wordsAsked(text, thisYear, (number) => number),
  };
}

/** The same as a table for other programs; of the whole year where no month and no words are given. */
export const exportOutgoing: RouteHandler = async (request, dependencies) => {
  const member = await pageReader(request, dependencies, "letters");
  const settings = await dependencies.agencies.settings();
  const asked = askedIn(request, dependencies, settings);
  await noteReading(dependencies, member, `surat-keluar-${asked.year}`, "export");
  const { found } = await find(dependencies, member, asked, settings);
  const table: Cell[][] = [
    ["No. urut", "Tanggal", "Nomor surat", "Jenis", "Hal", "Kepada", "Penanda tangan", "Berkas"],
    ...found
      .map(outgoingRow)
      .map((row) => [
        row.number,
        isoDate(Date.parse(row.at), settings.calendar.zone),
        row.printed,
        row.kind?.id ?? "",
        row.about,
        row.to,
        row.signer,
        row.case,
      ]),
  ];
  const name = `surat-keluar-${asked.month ?? asked.year}${asked.words === null ? "" : "-pencarian"}`;
  const view: ExportView =
    request.query["as"] === "csv"
      ? exportView(name, "csv", new TextEncoder().encode(csvOf(table)))
      : exportView(name, "xlsx", xlsxOf([{ name: `Surat keluar ${asked.year}`, rows: table }]));
  return { body: view };
};
