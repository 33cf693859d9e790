/** A row beside the flow is opened by something that happens; the case goes on meanwhile. */
import type { Aside } from "../../../statemachines/language/vocabulary.ts";
import { isoInstant } from "../calendar/instants.ts";
import { procedureOfCase, stepOfTask } from "../case/case-file.ts";
import { newTask } from "../case/new-task.ts";
import type { Dossier, TaskItem } from "../case/records.ts";
import { taskTimes } from "../case/task-times.ts";
import { dayAt, presentOn } from "../people/presence.ts";
import type { Dependencies } from "../ports.ts";
import { attendanceOf, attendedAs } from "./attendance.ts";

/** What opened it: of an address that is out of use which, and the instant (ISO 8601) from which it is known. */
export interface Occurrence extends Pick<TaskItem, "about"> {
  since: string;
}

/** The row that opens on something, where the table has one. */
export function asideOpenedOn({ case: item }: Dossier, what: Aside["opensOn"]): Aside | undefined {
  return procedureOfCase(item).aside?.find(({ opensOn }) => opensOn === what);
}

/**
 * At most one is open at a time, and one that was opened since then is enough: opening it again is harmless.
 */
export async function openAside(
  { agencies, clock, tasks }: Pick<Dependencies, "agencies" | "clock" | "tasks">,
  dossier: Dossier,
  row: Aside,
  { since, ...about }: Occurrence,
): Promise<void> {
  const before = dossier.tasks.filter((task) => task.step === row.id);
  const waits = before.some(({ answer, setAside }) => answer === null && setAside === undefined);
  if (waits || before.some(({ openedAt }) => openedAt >= since)) return;
  const [settings, staff] = [await agencies.settings(), await agencies.staff()];
  const openedAt = isoInstant(clock.now());
  const present = presentOn(staff, dayAt(settings, clock.now()));
  const step = stepOfTask(dossier, { step: row.id });
  const attendance = attendanceOf(procedureOfCase(dossier.case), step, { assignees: [] }, present);
  await tasks.open(
    newTask(dossier, row, {
      // Two reports at once come to the same id, so that only one task is opened.
      id: `${row.id}-${before.length + 1}`,
      openedAt,
      ...taskTimes(settings.calendar, dossier, row.id, openedAt),
      ...attendedAs({}, attendance, openedAt),
      ...about,
    }),
  );
}
