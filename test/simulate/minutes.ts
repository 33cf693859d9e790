/** The sweep of each minute: those that would find nothing to do are left out, as if they had run. */
import { keys, allTodos, papersPartition } from "../../functions/adapters/items/keys.ts";
import type { Item } from "../../functions/adapters/items/item-store.ts";
import { day, hour, minute, type World } from "./world.ts";

/** By then the office has opened, in UTC: 08:05 WIB. */
const officeOpens = hour + 5 * minute;

export class Minutes {
  readonly #world: World;
  #planned = Infinity;
  /** When the service went away; null while it is there. */
  #awaySince: string | null = null;
  sweeps = 0;
  /** Whether people came or went whom the sweep has not seen. */
  isUnseen: () => boolean = () => false;
  /** Instants at which there is something to do that nothing stored tells of. */
  readonly #known: number[] = [];

  constructor(world: World) {
    this.#world = world;
    this.#plan(world.schedule.instant + minute);
  }

  /** At each write: what is to be done is looked at in the first minute after its time. */
  written(item: Item): void {
    if ([allTodos.partition, papersPartition].includes(String(item["todoPk"])))
      this.#plan(nextMinute(Date.parse(String(item["todoSk"]))));
  }

  /** There is something to do then, whatever is stored. */
  lookAt(instant: number): void {
    this.#known.push(instant);
    this.#plan(instant);
  }

  /** Nothing runs from now on. */
  async goAway(): Promise<void> {
    await this.#noteRun();
    this.#awaySince = this.#world.schedule.iso;
  }

  comeBack(): void {
    this.#plan(this.#world.schedule.instant + minute);
  }

  #plan(at: number): void {
    const { schedule } = this.#world;
    const instant = Math.max(at, schedule.instant + 1);
    if (instant >= this.#planned) return;
    this.#planned = instant;
    schedule.at(instant, () => void this.#sweep(instant));
  }

  async #sweep(planned: number): Promise<void> {
    if (planned !== this.#planned) return;
    this.#planned = Infinity;
    const { chance, host, items, schedule } = this.#world;
    const start = schedule.instant;
    if (!host.isDown) {
      if (this.#awaySince === null) await this.#noteRun();
      this.#awaySince = null;
      this.sweeps += 1;
      // EventBridge may call twice.
      if (chance(200) === 0) schedule.after(chance(minute), () => void host.sweep());
      void host.sweep();
      if (chance(200) === 0) schedule.after(chance(minute), () => void host.issuePapers());
      void host.issuePapers();
    }
    const due = [allTodos, { index: "todo", partition: papersPartition } as const].flatMap((range) => {
      const at = items.first(range)?.["todoSk"];
      return typeof at === "string" ? [nextMinute(Date.parse(at))] : [];
    });
    const next = Math.min(Infinity, ...due);
    for (const [index, at] of [...this.#known.entries()].reverse()) if (at <= start) this.#known.splice(index, 1);
    const soonest = this.isUnseen() ? start + minute : Math.min(...this.#known);
    this.#plan(Math.max(start + minute, Math.min(next, soonest, morningAfter(start))));
  }

  /** The minute before, nothing was to be done. */
  async #noteRun(): Promise<void> {
    const { items, schedule } = this.#world;
    const run = items.partition(keys.run().pk).find(({ sk }) => sk === keys.run().sk);
    const at = new Date(schedule.instant - minute).toISOString();
    if (run && String(run["at"]) < at) await items.update(keys.run(), { set: { at } });
  }
}

function nextMinute(instant: number): number {
  return Math.ceil((instant + 1) / minute) * minute;
}

function morningAfter(instant: number): number {
  const today = Math.floor(instant / day) * day + officeOpens;
  return today > instant ? today : today + day;
}
