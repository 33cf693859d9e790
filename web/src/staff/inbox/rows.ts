import type { TaskRow } from "../../../../functions/contract/staff.ts";
import type { Language } from "../../../../statemachines/language/vocabulary.ts";

export type Scope = "mine" | "waiting" | "unattended" | "all";

/** By due time, what has none last; among equals the one that waits longest. */
export function byDueTime(tasks: TaskRow[]): TaskRow[] {
  const far = "9999";
  return [...tasks].sort(
    (a, b) =>
      (a.time.dueAt ?? far).localeCompare(b.time.dueAt ?? far) || a.time.openedAt.localeCompare(b.time.openedAt),
  );
}

/** Tasks in which every word of the query occurs, in any column. */
export function matching(tasks: TaskRow[], query: string, language: Language): TaskRow[] {
  const words = query.toLocaleLowerCase(language).split(/\s+/).filter(Boolean);
  return tasks.filter((task) => {
    const text = [task.case, task.state, task.title[language], task.subject, task.procedure[language]]
      .concat(task.askedBy[language], task.actor[language])
      .join(" ")
      .toLocaleLowerCase(language);
    return words.every((word) => text.includes(word));
  });
}

export function keyOf(task: TaskRow): string {
  return `${task.case}/${task.task}`;
}
