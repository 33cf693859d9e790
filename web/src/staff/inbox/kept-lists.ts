import { TaskList } from "./task-list.svelte.ts";

const kept = new Map<string, TaskList>();

/** The list behind an address; kept while the app is open, so that coming back to it costs no more than a look. */
export function keptList(path: string): TaskList {
  const list = kept.get(path) ?? new TaskList(path);
  kept.set(path, list);
  return list;
}
