/** The tables of the page of service levels for other programs, in Indonesian as all exports are. Times are figures, with their unit in the heading. */
import type { RowLevelView, ServiceLevelsView, SpreadView } from "../../contract/service-levels.ts";
import type { Cell, Sheet } from "../../domain/export/spreadsheet.ts";

/** Every row of every version of every service. */
export function rowTable({ services, from, until }: ServiceLevelsView): Cell[][] {
  const head = ["Dari", "Sampai", "SOP", "Layanan", "Versi", "Baris", "Kegiatan", "Pelaksana", "Waktu baku"];
  const figures = [
    "Dikerjakan",
    "Separuh selesai dalam (menit)",
    "9 dari 10 selesai dalam (menit)",
    "Tepat waktu",
    "Dengan waktu baku",
    "Tepat waktu (%)",
    "Ditunda",
    "Waktu tidak diketahui",
    "Waktu diisi susulan",
    "Saat layanan terganggu",
  ];
  const rows = services.flatMap(({ sop, title, versions }) =>
    versions.flatMap(({ rows: all, version }) =>
      all.map((row): Cell[] => [from, until, sop, title.id, version, ...words(row), ...rowFigures(row)]),
    ),
  );
  return [[...head, ...figures], ...rows];
}

function words({ activity, actor, row, written }: RowLevelView): Cell[] {
  return [row, activity.id, actor.id, written];
}

function rowFigures(row: RowLevelView): Cell[] {
  const { count, inTime, of, outage, p50, p90, postponed, stated, untimed } = row;
  return [count, p50, p90, inTime, of, percentOf(inTime, of), postponed, untimed, stated, outage];
}

function percentOf(inTime: number, of: number): number | null {
  return of === 0 ? null : Math.round((1000 * inTime) / of) / 10;
}

const spread = ({ p50, p90 }: SpreadView): Cell[] => [p50, p90];

/** A sheet for each part of the page. */
export function serviceLevelSheets(view: ServiceLevelsView): Sheet[] {
  const { services, trend, waiting } = view;
  return [
    { name: "Baris SOP", rows: rowTable(view) },
    {
      name: "Layanan",
      rows: [
        [
          ...["Layanan", "Berjalan", "Terhenti", "Terlambat", "Segera jatuh tempo", "Menunggu pihak luar"],
          ...["Tepat waktu (%)", "Berakhir", "Selesai", "Lama separuh (jam)", "Lama 9 dari 10 (jam)"],
          ...["Di dinas separuh (menit)", "Di dinas 9 dari 10 (menit)", "Tanpa pengulangan", "Dengan pengulangan"],
        ],
        ...services.map(({ cases, inTime, now, of, title }): Cell[] => [
          ...[title.id, now.open, now.stopped, now.late, now.dueSoon, now.outside, percentOf(inTime, of)],
          ...[cases.ended, cases.leadHours.count, ...spread(cases.leadHours), ...spread(cases.agencyMinutes)],
          ...[cases.straight, cases.again],
        ]),
      ],
    },
    {
      name: "Akhir berkas",
      rows: [
        ["Layanan", "Versi", "Akhir", "Jumlah"],
        ...services.flatMap(({ title, versions }) =>
          versions.flatMap(({ cases, version }) =>
            cases.endings.map(({ count, label }): Cell[] => [title.id, version, label.id, count]),
          ),
        ),
      ],
    },
    {
      name: "Menunggu pihak luar",
      rows: [
        ["Layanan", "Versi", "Baris", "Kegiatan", "Jawaban", "Separuh (jam)", "9 dari 10 (jam)", "Tidak dijawab"],
        ...services.flatMap(({ title, versions }) =>
          versions.flatMap(({ outside, version }) =>
            outside.map((row): Cell[] => [
              ...[title.id, version, row.row, row.activity.id, row.count],
              ...[...spread(row), row.silent],
            ]),
          ),
        ),
      ],
    },
    {
      name: "Sedang menunggu",
      rows: [
        ["Layanan", "Baris", "Kegiatan", "Pada", "Nama", "Jumlah", "Terlambat", "Sejak"],
        ...waiting.map(({ activity, actor, count, late, names, row, since, title }): Cell[] => [
          ...[title.id, row, activity.id, actor.id, names.join("; "), count, late, since],
        ]),
      ],
    },
    {
      name: "Per bulan",
      rows: [
        ["Bulan", "Layanan", "Berakhir", "Tepat waktu (%)", "Lama separuh (jam)", "Lama 9 dari 10 (jam)"],
        ...trend.flatMap(({ month, services: all }) =>
          all.map(({ ended, inTime, leadHours, of, title }): Cell[] => [
            ...[month, title.id, ended, percentOf(inTime, of), ...spread(leadHours)],
          ]),
        ),
      ],
    },
  ];
}
