/** Cases that wait now, as the list of cases is narrowed to them. */
import { actorIds, actorOf, currentProcedures, knownProcedures } from "../../../statemachines/language/registry.ts";
import { waits } from "../../../statemachines/language/table.ts";
import type { CaseListView, TotalView } from "../../contract/staff.ts";
import type { ReadByRole } from "../../domain/access/reading.ts";
import { titleOf, type AgencySettings } from "../../domain/agency.ts";
import { officeClock } from "../../domain/calendar/working-time.ts";
import type { TaskItem } from "../../domain/case/records.ts";
import type { Dependencies } from "../../domain/ports.ts";
import type { ViewContext } from "../views/facts.ts";
import { isLate } from "../views/time-view.ts";

export const rowsOnPage = 50;
/** Beyond that the list says that there are more: counting reads them all, on AWS. */
export const countedAtMost = 1_000;

/** What of the open cases is asked for; nothing of it: all. */
export interface Filter {
  service: string | null;
  /** Row of the service, by its id. */
  row: string | null;
  /** Role that has it now. */
  holder: string | null;
  late: boolean;
  /** For somebody outside. */
  waiting: boolean;
}

/** By what waits now, as in the list of tasks: the earliest due first. */
export async function waitingNow(
  { tasks }: Dependencies,
  asked: { byRole: ReadByRole; filter: Filter; before: string | null; context: ViewContext },
): Promise<{ ids: string[]; total: TotalView | null; next: string | null }> {
  const { before, byRole, context, filter } = asked;
  const roles = actorIds().filter((role) => !filter.waiting || !actorOf(role).inside);
  const those = filter.holder === null ? roles : roles.filter((role) => role === filter.holder);
  const lateNow = lateBy(context);
  const places = new Map<string, string>();
  let [read, last, isEnd] = [0, "", true];
  for await (const { place, task } of tasks.inbox(those, before ?? undefined)) {
    if (read === countedAtMost || (before !== null && places.size > rowsOnPage)) {
      isEnd = false;
      break;
    }
    [read, last] = [read + 1, place];
    const fits = fitsTask(filter, task, lateNow) && byRole.numbered(task.caseId);
    if (fits && !places.has(task.caseId)) places.set(task.caseId, place);
  }
  const ids = [...places.keys()].slice(0, rowsOnPage);
  const isAll = isEnd && ids.length === places.size;
  const end = ids.length < places.size ? (places.get(ids.at(-1) ?? "") ?? last) : last;
  return {
    ids,
    total: before === null ? { count: places.size, more: !isEnd } : null,
    next: isAll ? null : end,
  };
}

/** Whether a task is what is asked for. */
export function fitsTask(
  { holder, late, row, service, waiting }: Filter,
  task: TaskItem,
  isLateNow: (task: TaskItem) => boolean,
): boolean {
  return (
    (service === null || task.procedure === service) &&
    (row === null || task.step === row) &&
    (holder === null || task.actor === holder) &&
    (!late || isLateNow(task)) &&
    (!waiting || !actorOf(task.actor).inside)
  );
}

/** Whether a task is late now. */
export function lateBy({ now, settings }: ViewContext): (task: TaskItem) => boolean {
  const clock = officeClock(settings.calendar, now);
  return (task) => isLate(task, clock, settings.calendar);
}

/** What a reader may narrow the list to. */
export function choicesFor(byRole: ReadByRole, settings: AgencySettings): NonNullable<CaseListView["choices"]> {
  const services = currentProcedures(knownProcedures())
    .filter((table) => byRole.procedure(table))
    .toSorted((one, other) => one.sop - other.sop || (one.id < other.id ? -1 : 1));
  const rows = services.flatMap(({ id, steps, aside = [] }) =>
    [...steps.filter(waits), ...aside].map(({ actor, id: row, number, state }) => ({
      service: id,
      row,
      number,
      state,
      actor,
    })),
  );
  const holders = [...new Set(rows.map(({ actor }) => actor))];
  return {
    services: services.map(({ id, title }) => ({ id, title })),
    rows: rows.map(({ actor: _, ...row }) => row),
    holders: holders.map((id) => ({ id, title: titleOf(settings, id) })),
  };
}
