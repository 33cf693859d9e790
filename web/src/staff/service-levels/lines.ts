/** The tables of the page of service levels, as lines of words. */
import type {
  OutsideLevelView,
  RowLevelView,
  ServiceLevelsView,
  ServiceLevelView,
  UnrealisticView,
  WaitingView,
} from "../../../../functions/contract/service-levels.ts";
import { monthAndYear } from "../../../../functions/domain/format.ts";
import { proposedInWords, shareInWords, tookInWords, waitedInWords } from "../../../../functions/domain/used-time.ts";
import { locale, translate } from "../../text/index.ts";
import { texts } from "../../text/service-levels.ts";
import { moment } from "../../text/time.ts";

/** A row of a table: its heading, and a cell for each further column. */
export interface Line {
  key: string;
  head: string;
  note?: string;
  cells: Cell[];
}

export interface Cell {
  text: string;
  note?: string;
  /** Never told by colour alone: the figure says it too. */
  tone?: "late" | undefined;
}

const plain = (text: string | number): Cell => ({ text: String(text) });
const late = (count: number): Cell => ({ text: String(count), tone: count > 0 ? "late" : undefined });
const took = (minutes: number | null): Cell => plain(tookInWords(minutes, locale.language));
const waited = (hours: number | null): Cell => plain(waitedInWords(hours, locale.language));

/** "7. Memeriksa jadwal", as the SOP numbers its rows. */
function rowName({ activity, row }: { activity: RowLevelView["activity"]; row: string }): string {
  return `${row === "" ? "" : `${row}. `}${translate(activity)}`;
}

export function summaryLines(services: ServiceLevelView[]): Line[] {
  const t = texts().now;
  return services.map(({ cases, now, procedure, title, ...share }) => ({
    key: procedure,
    head: translate(title),
    cells: [
      { text: String(now.open), ...(now.stopped > 0 ? { note: t.stopped(now.stopped) } : {}) },
      late(now.late),
      plain(now.dueSoon),
      plain(now.outside),
      shareCell(share),
      plain(cases.leadHours.count),
      waited(cases.leadHours.p90),
    ],
  }));
}

function shareCell(share: { inTime: number; of: number }): Cell {
  const text = shareInWords(share);
  return share.of === 0 ? { text } : { text, note: texts().rows.of(share.inTime, share.of) };
}

const namesShown = 3;

export function waitingLines(waiting: WaitingView[], now: number): Line[] {
  const t = texts().waiting;
  return waiting.map((each) => ({
    key: `${each.procedure} ${each.step} ${each.since}`,
    head: rowName(each),
    note: translate(each.title),
    cells: [
      { text: translate(each.actor), note: whoIn(each) },
      plain(each.count),
      each.outside ? plain("–") : late(each.late),
      plain(moment(each.since, now)),
    ],
  }));

  function whoIn({ names, outside }: WaitingView): string {
    if (outside) return t.outside;
    const more = names.length - namesShown;
    if (names.length === 0) return t.nobody;
    return `${names.slice(0, namesShown).join("; ")}${more > 0 ? ` ${t.others(more)}` : ""}`;
  }
}

export function rowLines(rows: RowLevelView[]): Line[] {
  const t = texts().rows;
  return rows.map((row) => ({
    key: row.step,
    head: rowName(row),
    note: translate(row.actor),
    cells: [
      plain(row.written || t.noStandard),
      plain(row.count),
      took(row.p50),
      took(row.p90),
      shareCell(row),
      plain(notesOf(row).join("; ") || "–"),
    ],
  }));
}

function notesOf({ outage, postponed, stated, untimed }: RowLevelView): string[] {
  const t = texts().rows;
  return [
    ...(postponed > 0 ? [t.postponed(postponed)] : []),
    ...(untimed > 0 ? [t.untimed(untimed)] : []),
    ...(stated > 0 ? [t.stated(stated)] : []),
    ...(outage > 0 ? [t.outage(outage)] : []),
  ];
}

export function outsideLines(rows: OutsideLevelView[]): Line[] {
  return rows.map((row) => ({
    key: row.step,
    head: rowName(row),
    note: translate(row.actor),
    cells: [plain(row.count), waited(row.p50), waited(row.p90), plain(row.silent)],
  }));
}

export function realismLines(services: ServiceLevelView[]): Line[] {
  return services.flatMap(({ procedure, title, versions }) =>
    versions.flatMap(({ unrealistic, version }) =>
      unrealistic.map((row) => realismLine(`${procedure}@${version} ${row.step}`, translate(title), row)),
    ),
  );
}

function realismLine(key: string, note: string, row: UnrealisticView): Line {
  const t = texts().realism;
  return {
    ...{ key, head: rowName(row), note },
    cells: [
      plain(row.written),
      { ...took(row.p90), note: t.share(row.p90Share) },
      plain(t[row.is]),
      plain(proposedInWords(row.proposed, row.perUnit, locale.language)),
    ],
  };
}

/** The newest month first. */
export function trendLines(trend: ServiceLevelsView["trend"], services: ServiceLevelView[]): Line[] {
  return trend.toReversed().map(({ month, services: all }) => ({
    key: month,
    head: monthAndYear(month, locale.language),
    cells: services.map(({ procedure }) => {
      const found = all.find((each) => each.procedure === procedure);
      return plain(found ? texts().trend.cell(shareInWords(found), found.ended) : "–");
    }),
  }));
}
