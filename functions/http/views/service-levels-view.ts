/** Service levels in the words of the tables: the same for the page, its files and the dashboard. */
import { knownProcedures, findProcedure } from "../../../statemachines/language/registry.ts";
import { findStep } from "../../../statemachines/language/table.ts";
import type { ActorId, Step, Text } from "../../../statemachines/language/vocabulary.ts";
import type {
  EndedCasesView,
  RowLevelView,
  ServiceLevelsView,
  ServiceLevelView,
  WaitingView,
} from "../../contract/service-levels.ts";
import { isActive, titleOf, type AgencySettings, type StaffMember } from "../../domain/agency.ts";
import { isoInstant } from "../../domain/calendar/instants.ts";
import { personOf } from "../../domain/case/records.ts";
import { onOurClock } from "../../domain/case/task-times.ts";
import type { Dependencies } from "../../domain/ports.ts";
import type { CaseLevel, ProcedureLevel } from "../../domain/service-levels/figures.ts";
import { serviceLevels, type Period, type ServiceLevels } from "../../domain/service-levels/levels.ts";
import type { Waiting } from "../../domain/service-levels/standing.ts";
import { statusLabels } from "./facts.ts";

interface Naming {
  settings: AgencySettings;
  staff: StaffMember[];
}

/** How the services fare in a period, with the words of the tables and the titles of the agency. */
export async function serviceLevelsView(
  dependencies: Pick<Dependencies, "agencies" | "cases" | "clock" | "serviceLevels" | "tasks">,
  period: Period,
): Promise<ServiceLevelsView> {
  const { agencies, clock } = dependencies;
  const levels = await serviceLevels(dependencies, period);
  const naming = { settings: await agencies.settings(), staff: (await agencies.staff()).filter(isActive) };
  const { from, standing, until } = levels;
  return {
    ...{ period, from, until },
    at: isoInstant(clock.now()),
    periods: periodsIn(levels),
    services: levels.procedures.map((level) => serviceView(level, standing.counts[level.procedure], naming)),
    waiting: standing.waiting.map((waiting) => waitingView(waiting, naming)),
    more: standing.more,
    trend: trendView(levels),
  };
}

/** This month and the years and months of which something is counted. */
function periodsIn({ trend, until }: ServiceLevels): string[] {
  const months = [...new Set([...trend.map(({ month }) => month), until.slice(0, 7)])];
  const years = [...new Set(months.map((month) => month.slice(0, 4)))];
  return [...years.toSorted().toReversed(), ...months.toSorted().toReversed()];
}

const nothing = { open: 0, stopped: 0, late: 0, dueSoon: 0, outside: 0 };

function serviceView(level: ProcedureLevel, now = nothing, naming: Naming): ServiceLevelView {
  const { cases, inTime, of, procedure, versions } = level;
  return {
    procedure,
    ...headOf(procedure),
    now,
    ...{ inTime, of },
    cases: casesView(cases),
    versions: versions.map(({ outside, rows, unrealistic, version, ...each }) => {
      const named = (step: string) => rowView(procedure, version, step, naming);
      return {
        version,
        rows: rows.map((row): RowLevelView => ({ ...row, ...named(row.step) })),
        outside: outside.map((row) => ({ ...row, ...named(row.step) })),
        cases: casesView(each.cases),
        unrealistic: unrealistic.map((row) => ({ ...row, ...named(row.step) })),
      };
    }),
  };
}

function headOf(procedure: string): { sop: number; title: Text } {
  const table = knownProcedures().findLast(({ id }) => id === procedure);
  return { sop: table?.sop ?? 0, title: table?.title ?? { id: procedure, en: procedure } };
}

function rowView(procedure: string, version: number, id: string, { settings }: Naming) {
  const step = rowOf(procedure, version, id);
  const actor: ActorId | undefined = step?.actor;
  const title = actor === undefined ? { id: "", en: "" } : titleOf(settings, actor);
  return {
    step: id,
    row: step?.number === undefined || step.number === null ? "" : String(step.number),
    activity: step ? { id: step.state, en: step.activity.en } : { id, en: id },
    actor: title,
    written: step?.time.written ?? "",
  };
}

function rowOf(procedure: string, version: number, id: string): Step | undefined {
  const table = findProcedure(procedure, version) ?? knownProcedures().find((each) => each.id === procedure);
  return table && findStep(table, id);
}

function casesView({ endings, ...level }: CaseLevel): EndedCasesView {
  const told = Object.entries(endings).map(([ending, count]) => ({
    ...{ ending, count },
    label: statusLabels[ending] ?? { id: ending, en: ending },
  }));
  return { ...level, endings: told.toSorted((one, other) => other.count - one.count) };
}

function waitingView(waiting: Waiting, naming: Naming): WaitingView {
  const { actor, count, late, persons, procedure, since, step, version } = waiting;
  const { written: _, ...row } = rowView(procedure, version, step, naming);
  const found = rowOf(procedure, version, step);
  const asked = naming.staff.filter((member) =>
    persons.length > 0 ? persons.includes(personOf(member)) : member.roles.includes(actor),
  );
  return {
    ...row,
    procedure,
    title: headOf(procedure).title,
    names: asked.map(({ name }) => name),
    outside: found !== undefined && !onOurClock(found),
    ...{ count, late, since },
  };
}

function trendView({ trend }: ServiceLevels): ServiceLevelsView["trend"] {
  const months = [...new Set(trend.map(({ month }) => month))];
  return months.map((month) => ({
    month,
    services: trend
      .filter((each) => each.month === month)
      .map(({ month: _, ...level }) => ({ ...level, title: headOf(level.procedure).title })),
  }));
}
