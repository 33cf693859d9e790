/** The books with running numbers: the agenda book of a year, and the agreements with how long each is in force. */
import { csvOf, xlsxOf, type Cell } from "../../domain/export/spreadsheet.ts";
import type { ExportView } from "../../contract/reading-room.ts";
import type { AgreementListView, RegisterView } from "../../contract/staff.ts";
import { agreementLine } from "../../domain/case/agreement.ts";
import { letterLine } from "../../domain/case/register-lines.ts";
import { isoDate } from "../../domain/calendar/instants.ts";
import { readByRole } from "../../domain/access/reading.ts";
import { noteReading } from "../../domain/access/reading-log.ts";
import { readingRoles, type StaffMember } from "../../domain/agency.ts";
import type { Dependencies, RegisterPage } from "../../domain/ports.ts";
import type { RouteHandler } from "../../wiring/http.ts";
import { pageReader, readsWholePage } from "../readers.ts";
import { numberIn, yearOf } from "../period-in-address.ts";
import { exportView } from "../views/export-view.ts";
import { agreementRow, letterRow, withLines } from "../views/register-view.ts";

const lettersOnPage = 100;
const agreementsOnPage = 100;
/** Agreements are shown together for so many years, for most are in force so long. */
const yearsTogether = 6;

export const showRegister: RouteHandler = async (request, dependencies) => {
  const member = await pageReader(request, dependencies, "letters");
  const year = yearOf(request);
  const before = numberIn(request, "before");
  const page = await pageOf(dependencies, year, before, member);
  const { calendar } = await dependencies.agencies.settings();
  const lines = await withLines(dependencies, page.entries, letterLine);
  const rows = lines.map((line) => letterRow(calendar, line));
  const view: RegisterView = { year, total: page.total, earlier: page.earlier, rows };
  return { body: view };
};

/** Of somebody who reads a part of the book, its lines are picked out, and counted. */
async function pageOf(
  { registers }: Pick<Dependencies, "registers">,
  year: number,
  before: number | null,
  member: StaffMember,
): Promise<RegisterPage<"incoming">> {
  if (readsWholePage(member, "letters")) return registers.page("incoming", year, { before, limit: lettersOnPage });
  const { numbered } = readByRole(readingRoles(member));
  const read = (await registers.list("incoming", year)).filter((entry) => entry.outside || numbered(entry.caseId));
  const upTo = before === null ? read : read.filter(({ number }) => number < before);
  const entries = upTo.slice(-lettersOnPage);
  return { entries, total: read.length, earlier: entries.length < upTo.length };
}

/** The whole book of a year as a table for other programs. */
export const exportRegister: RouteHandler = async (request, dependencies) => {
  const member = await pageReader(request, dependencies, "letters");
  const year = yearOf(request);
  await noteReading(dependencies, member, `agenda-${year}`, "export");
  const { calendar } = await dependencies.agencies.settings();
  const { numbered } = readByRole(readingRoles(member));
  const all = await dependencies.registers.list("incoming", year);
  const entries = all.filter((entry) => entry.outside || numbered(entry.caseId));
  const rows = (await withLines(dependencies, entries, letterLine)).map((line) => letterRow(calendar, line));
  const table: Cell[][] = [
    [
      "No. agenda",
      "Diterima",
      "Nomor surat",
      "Tanggal surat",
      "Dari",
      "Perihal",
      "Sifat",
      "Diteruskan kepada",
      "Berkas",
    ],
    ...rows.map((row) => [
      row.number,
      isoDate(Date.parse(row.receivedAt), calendar.zone),
      row.letterNumber,
      row.letterDate,
      row.from,
      row.about,
      row.urgency,
      row.forwardedTo,
      row.case,
    ]),
  ];
  const name = `buku-agenda-${year}`;
  const view: ExportView =
    request.query["as"] === "csv"
      ? exportView(name, "csv", new TextEncoder().encode(csvOf(table)))
      : exportView(name, "xlsx", xlsxOf([{ name: `Buku agenda ${year}`, rows: table }]));
  return { body: view };
};

export const listAgreements: RouteHandler = async (request, dependencies) => {
  const member = await pageReader(request, dependencies, "agreements");
  const { numbered } = readByRole(readingRoles(member));
  const { agencies, clock } = dependencies;
  const settings = await agencies.settings();
  const today = isoDate(clock.now(), settings.calendar.zone);
  const { lastYear, skip } = cursorIn(request.query["after"]) ?? { lastYear: Number(today.slice(0, 4)), skip: 0 };
  const years = Array.from({ length: yearsTogether }, (_, back) => lastYear - back);
  const all = (await Promise.all(years.map(async (year) => dependencies.registers.list("agreements", year)))).flat();
  const entries = all.filter(({ caseId, outside }) => !outside && numbered(caseId));
  const rows = (await withLines(dependencies, entries, agreementLine))
    .flatMap(({ entry, line }) => (line ? [agreementRow(entry, line, settings, today)] : []))
    .toSorted((one, other) => order(one).localeCompare(order(other)));
  const end = skip + agreementsOnPage;
  const earlierYear = lastYear - yearsTogether;
  const isLast = end >= rows.length;
  const view: AgreementListView = {
    today,
    years: { from: earlierYear + 1, to: lastYear },
    total: rows.length,
    agreements: rows.slice(skip, end),
    next: !isLast
      ? `${lastYear}-${end}`
      : (await hasAgreementsUpTo(dependencies, earlierYear))
        ? `${earlierYear}-0`
        : null,
  };
  return { body: view };
};

type AgreementState = AgreementListView["agreements"][number]["state"];
const states: AgreementState[] = ["ends-soon", "in-force", "ahead", "pending", "ended", "void"];

function order({ state, until }: AgreementListView["agreements"][number]): string {
  return `${states.indexOf(state)} ${until ?? ""}`;
}

/** Whether something was numbered in the years that the next pages are about. */
async function hasAgreementsUpTo({ registers }: Dependencies, lastYear: number): Promise<boolean> {
  for (let year = lastYear; year > lastYear - yearsTogether; year -= 1) {
    if ((await registers.page("agreements", year, { before: null, limit: 1 })).total > 0) return true;
  }
  return false;
}

/** Where a page of agreements begins: the last of its years, and how many rows of them come before. */
function cursorIn(text = ""): { lastYear: number; skip: number } | null {
  const [, lastYear, skip] = /^(2\d{3})-(\d{1,5})$/.exec(text) ?? [];
  return lastYear === undefined ? null : { lastYear: Number(lastYear), skip: Number(skip) };
}
