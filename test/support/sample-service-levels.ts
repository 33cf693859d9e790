/** A made-up year of an agency, as it is kept: enough of everything that the page of service levels shows. */
import { currentProcedures, currentProcedureOf } from "../../statemachines/language/registry.ts";
import { onOurClock } from "../../functions/domain/case/task-times.ts";
import type { Dependencies } from "../../functions/domain/ports.ts";
import { count } from "../../functions/domain/service-levels/counted-values.ts";
import { noRow, type RowTotals, type Totals } from "../../functions/domain/service-levels/totals.ts";

const far = "2100-01-01T00:00:00.000Z";
const standard = 20;

/** A day of a procedure: each of its rows so often, each time a little longer. */
function sampleDay(procedure: string, times: number): Totals {
  const { steps, version } = currentProcedureOf(procedure);
  const waiting = steps.filter(({ kind }) => kind !== "automatic" && kind !== "entry");
  const rows = Object.fromEntries(
    waiting.map((step, place) => [step.id, onOurClock(step) ? done(times, place) : waited(times)]),
  );
  const cases: Totals["versions"][string]["cases"] = { endings: {}, leadHours: {}, agencyMinutes: {}, rounds: {} };
  for (let each = 0; each < times; each += 1) {
    count(cases.endings, each % 5 === 4 ? "DIBATALKAN" : "SELESAI");
    if (each % 5 === 4) continue;
    count(cases.leadHours, 60 + 20 * each);
    count(cases.agencyMinutes, 90 + 35 * each);
    count(cases.rounds, each % 7 === 6 ? 2 : 1);
  }
  return { procedure, versions: { [version]: { rows, cases } } };
}

function done(times: number, place: number): RowTotals {
  const row = noRow();
  for (let each = 0; each < times; each += 1) {
    const minutes = place === 2 ? 40 + each : place === 3 ? 1 : 3 + ((7 * each + place) % 17);
    count(row.minutes, minutes);
    count(row.shares, (100 * minutes) / standard);
    count(row.standards, standard);
    count(row.came, minutes <= standard ? "in-time" : "late");
  }
  if (place === 0) count(row.came, "postponed");
  if (place === 1) count(row.came, "untimed");
  return row;
}

function waited(times: number): RowTotals {
  const row = noRow();
  for (let each = 0; each < times; each += 1) count(row.hours, 2 + 9 * each);
  count(row.came, "silent");
  return row;
}

/** Keeps such a day in a few months. */
export async function keepSampleTotals(
  { serviceLevels }: Pick<Dependencies, "serviceLevels">,
  days: string[],
): Promise<void> {
  for (const [place, day] of days.entries()) {
    const totals = currentProcedures().map(({ id }, index) => sampleDay(id, 22 + ((place + index) % 9)));
    await serviceLevels.storeDay(day, totals, far);
    await serviceLevels.storeMonth(day.slice(0, 7), totals, far);
  }
  await serviceLevels.noteCountedTo(days.at(-1) ?? "");
}
