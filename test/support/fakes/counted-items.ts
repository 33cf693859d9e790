import type { Item, ItemStore, Page } from "../../../functions/adapters/items/item-store.ts";
import type { Memory } from "./memory.ts";
import { emptyMemory } from "./memory.ts";

/** Counts what is asked of the table, and how many items come back. */
export interface Reads {
  calls: number;
  items: number;
}

/** Memory whose reads are counted from the last `take` on. */
export function countedMemory(): { memory: Memory; take(): Reads } {
  const memory = emptyMemory();
  let reads: Reads = { calls: 0, items: 0 };
  const counted = new Proxy(memory.items, {
    get(target, name: keyof ItemStore) {
      const method = Reflect.get(target, name) as (...given: unknown[]) => Promise<unknown>;
      if (!["get", "getMany", "page", "count"].includes(name)) return method;
      return async (...given: unknown[]) => {
        const answer = await Reflect.apply(method, target, given);
        reads.calls += 1;
        if (name === "get") reads.items += answer === null ? 0 : 1;
        if (name === "getMany") reads.items += (answer as Item[]).length;
        if (name === "page") reads.items += (answer as Page).items.length;
        return answer;
      };
    },
  });
  return {
    memory: Object.defineProperty(memory, "items", { value: counted }),
    take() {
      const taken = reads;
      reads = { calls: 0, items: 0 };
      return taken;
    },
  };
}
