/** Where the time of a case went: the agency, another unit such as the legal office, or the people outside. */
import { actorOf } from "../../../statemachines/language/registry.ts";
import { stepOf } from "../../../statemachines/language/table.ts";
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import type { UnitTimeView } from "../../contract/staff.ts";
import { procedureOfCase } from "../../domain/case/case-file.ts";
import type { Dossier } from "../../domain/case/records.ts";
import { isoInstant } from "../../domain/calendar/instants.ts";
import { finishedAt, startOfTask } from "../../domain/case/task-times.ts";
import { workingMinutesBetween } from "../../domain/calendar/working-time.ts";
import type { ViewContext } from "./facts.ts";

const agency: Text = { id: "Dinas", en: "Agency" };

/**
 * Waiting and work together, per unit, longest first; a task still open counts up to now. Time before the day that a
 * step waits for belongs to nobody.
 */
export function timeByUnit(dossier: Dossier, { settings, now }: ViewContext): UnitTimeView[] {
  const procedure = procedureOfCase(dossier.case);
  const units = new Map<string, UnitTimeView>();
  for (const task of dossier.tasks) {
    const step = procedure.steps.find(({ id }) => id === task.step) && stepOf(procedure, task.step);
    if (!step || step.kind === "automatic") continue;
    const unit = actorOf(step.actor).unit ?? agency;
    const from = startOfTask(settings.calendar, dossier, task);
    const to = finishedAt(task) ?? isoInstant(now);
    const sum = units.get(unit.id) ?? { unit, workingMinutes: 0, elapsedMinutes: 0, tasks: 0 };
    units.set(unit.id, {
      unit,
      workingMinutes: sum.workingMinutes + (to > from ? workingMinutesBetween(settings.calendar, from, to) : 0),
      elapsedMinutes: sum.elapsedMinutes + Math.max(0, Date.parse(to) - Date.parse(from)) / 60_000,
      tasks: sum.tasks + 1,
    });
  }
  const rounded = [...units.values()].map((sum) => ({
    ...sum,
    workingMinutes: Math.round(sum.workingMinutes),
    elapsedMinutes: Math.round(sum.elapsedMinutes),
  }));
  return rounded.toSorted((one, other) => other.elapsedMinutes - one.elapsedMinutes);
}
