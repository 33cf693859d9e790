/** The figures of the page of service levels are those of the cases, whatever went wrong while they were counted. */
import { keepTotals } from "../../functions/domain/service-levels/keep-totals.ts";
import { serviceLevels } from "../../functions/domain/service-levels/levels.ts";
import { lists } from "../../functions/adapters/items/keys.ts";
import type { Dossier } from "../../functions/domain/case/records.ts";
import { naiveEndings, naiveRows } from "../support/naive-recount.ts";
import { rowsAndEndings } from "../support/told-levels.ts";
import type { World } from "./world.ts";

/** Days are counted a month at a time. */
const mostMonths = 40;

/** Counts what no sweep has come to, and compares every month with a recount of all cases. */
export async function checkServiceLevels({ items, journal, oracle, schedule }: World): Promise<void> {
  oracle.clock.set(schedule.instant);
  for (let months = 0; months < mostMonths; months += 1) await keepTotals(oracle);
  const { calendar } = await oracle.agencies.settings();
  const ids = items
    .everything()
    .flatMap(({ listPk, sk, pk }) =>
      sk === "CASE" && [lists.cases(true), lists.cases(false)].includes(String(listPk))
        ? [pk.slice("CASE#".length)]
        : [],
    );
  const dossiers = (await oracle.cases.dossiers(ids)).filter((dossier): dossier is Dossier => dossier !== null);
  const { trend } = await serviceLevels(oracle, "30-days");
  const ended = dossiers.filter((dossier) => dossier.case.ending).length;
  const told = trend.reduce((sum, each) => sum + each.ended, 0);
  if (told !== ended) journal.blame(`20: service levels tell of ${told} cases that ended, and ${ended} did`);
  for (const month of new Set(trend.map((each) => each.month))) {
    const levels = await serviceLevels(oracle, month);
    const shown = JSON.stringify(rowsAndEndings(levels));
    const { from, until } = levels;
    const counted = {
      rows: naiveRows(calendar, dossiers, from, until),
      endings: naiveEndings(calendar, dossiers, from, until),
    };
    if (shown !== JSON.stringify(counted))
      journal.blame(`20: service levels of ${month} say ${shown}, and the cases ${JSON.stringify(counted)}`);
  }
}
