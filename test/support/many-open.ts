/** Very many open cases in memory: copies of one that was played, of which some are due to be reminded of. */
import { allOf, type Item } from "../../functions/adapters/items/item-store.ts";
import { keys } from "../../functions/adapters/items/keys.ts";
import { countedMemory, type Reads } from "./fakes/counted-items.ts";
import { player } from "./player.ts";
import { visitScript } from "./scripts/official-visit.ts";

export interface SweepCost extends Reads {
  /** Real time, which differs from run to run. */
  ms: number;
}

/** In office hours, past the due time of the copies and in no minute in which everything is counted. */
const laterMinutes = 21;
const notNow = "2027-06-01T02:00:00.000Z";

/** What one sweep reads while so many cases wait for a decision. @param due how many of them somebody is reminded of */
export async function sweepCost({ open, due }: { open: number; due: number }): Promise<SweepCost> {
  const { memory, take } = countedMemory();
  const work = player(visitScript, { memory });
  const caseId = await work.caseAt("decide");
  const originals = await allOf(memory.items, { partition: keys.case(caseId).pk });
  const task = await work.task(caseId);
  work.clock.advance({ minutes: laterMinutes });
  // The first looks at what only a first sweep looks at, such as the times of a new calendar.
  await work.sweep();
  for (let copy = 1; copy <= open; copy += 1)
    for (const item of originals)
      await memory.items.put(copied(item, { caseId, task: task.id, copy, isDue: copy <= due }));
  work.clock.advance({ minutes: 1 });
  take();
  const began = performance.now();
  await work.sweep();
  return { ...take(), ms: performance.now() - began };
}

function copied(
  item: Item,
  { caseId, copy, isDue, task }: { caseId: string; task: string; copy: number; isDue: boolean },
): Item {
  const number = caseId.replace(/\d+$/, String(10_000_000 + copy));
  const id = `${task.slice(0, -8)}${String(copy).padStart(8, "0")}`;
  const text = JSON.stringify(item).replaceAll(caseId, number).replaceAll(task, id);
  const other = JSON.parse(text) as Item;
  return isDue ? other : waiting(other);
}

/** Nobody is reminded of it for long. */
function waiting(item: Item): Item {
  return item["remindAt"] === undefined ? item : { ...item, remindAt: notNow, todoSk: notNow };
}
