import type { TaskListView, TaskRow, TotalView } from "../../../../functions/contract/staff.ts";
import type { TimeView } from "../../../../functions/contract/shared.ts";
import { syncClock, loadChanged, now } from "../app-state.svelte.ts";

type Difference = TaskListView<TaskRow | number>;

const minuteMs = 60_000;

/** A page of the list of tasks as this tab knows it. Refreshing it fetches only what changed. */
export class TaskList {
  /** Null before the first answer. */
  rows = $state.raw<TaskRow[] | null>(null);
  /** Of all pages; null on all but the first. */
  total = $state.raw<TotalView | null>(null);
  late = $state(0);
  next = $state<string | null>(null);
  /** When it was last known to be as it is, epoch milliseconds of the service. */
  knownAt = $state(0);
  readonly #path: string;
  #tag: string | null = null;
  #clockRuns = false;
  /** When the minutes of the rows were as they say. */
  #asOf = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** @throws ApiError */
  async refresh(): Promise<void> {
    // Somebody else may refresh at the same time: a difference is one to what was there when it was asked for.
    const before = this.rows ?? [];
    const { body, tag } = await loadChanged<Difference>(this.#path, this.#tag);
    if (body) this.#take(body, before);
    this.#tag = tag;
    this.knownAt = now();
  }

  #take({ clockRuns, late, minutes, next, now: instant, tasks, total }: Difference, before: TaskRow[]): void {
    syncClock(instant);
    const rows = tasks.map((each) => (typeof each === "number" ? before[each] : each));
    this.rows = rows.flatMap((row, place) => (row ? [{ ...row, time: withMinutes(row.time, minutes[place]) }] : []));
    [this.total, this.late, this.next] = [total, late ?? 0, next];
    [this.#clockRuns, this.#asOf] = [clockRuns, Date.parse(instant)];
  }

  /** The time of a row as it is now: what was used when it was told, and the office time since. */
  timeOf({ time }: TaskRow): TimeView {
    const { standardMinutes, usedMinutes } = time;
    if (!this.#clockRuns || !usedMinutes) return time;
    const used = usedMinutes + Math.max(0, this.knownAt - this.#asOf) / minuteMs;
    return withMinutes(time, [used, standardMinutes]);
  }
}

function withMinutes(time: TimeView, minutes: [number | null, number | null] | undefined): TimeView {
  if (!minutes) return time;
  const [usedMinutes, standardMinutes] = minutes;
  const share = usedMinutes !== null && standardMinutes ? usedMinutes / standardMinutes : null;
  return { ...time, usedMinutes, standardMinutes, share };
}
