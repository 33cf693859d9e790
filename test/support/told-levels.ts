import type { ServiceLevels } from "../../functions/domain/service-levels/levels.ts";
import type { NaiveRow } from "./naive-recount.ts";

/** What is told of a period, in the shape of the naive recount. */
export function rowsAndEndings(levels: ServiceLevels): { rows: NaiveRow[]; endings: Record<string, number> } {
  return { rows: rowsOf(levels), endings: endingsOf(levels) };
}

export function rowsOf({ procedures }: ServiceLevels): NaiveRow[] {
  const rows = procedures.flatMap(({ procedure, versions }) =>
    versions.flatMap(({ rows: all, version }) =>
      all.map(({ count, inTime, of, p50, p90, postponed, step, untimed }) => ({
        ...{ row: `${procedure}@${version} ${step}`, count, p50, p90 },
        ...{ inTime, of, postponed, untimed },
      })),
    ),
  );
  return rows.toSorted((one, other) => (one.row < other.row ? -1 : 1));
}

/** In alphabetical order. */
export function endingsOf({ procedures }: ServiceLevels): Record<string, number> {
  const all = procedures.flatMap(({ cases, procedure }) =>
    Object.entries(cases.endings).map(([ending, times]) => [`${procedure} ${ending}`, times] as const),
  );
  return Object.fromEntries(all.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
