import { canonical, flowChanges, flowOf } from "../../../statemachines/language/flow.ts";
import { actorOf, procedures, recall } from "../../../statemachines/language/registry.ts";
import { actorsIn, versionKey } from "../../../statemachines/language/table.ts";
import type { Procedure } from "../../../statemachines/language/vocabulary.ts";
import type { Tables } from "../../domain/ports.ts";
import { allOf, type ItemStore } from "../items/item-store.ts";
import { keys } from "../items/keys.ts";
import { newItem, type ItemReader } from "../items/kind.ts";
import { kinds, type KeptTable } from "../items/kinds.ts";
import { withRoles } from "./table-finder.ts";

export function tablesIn(items: ItemStore, reader: ItemReader): Tables {
  const looked = new WeakSet<Procedure>();
  const kept = async (): Promise<KeptTable[]> =>
    reader.each(await allOf(items, { partition: keys.table("").pk }), kinds.table.read);
  return {
    async keep(tables, takeOver = false) {
      const fresh = tables.filter((table) => !looked.has(table));
      if (fresh.length === 0) return [];
      const before = new Map((await kept()).map((each) => [versionKey(each.table), each]));
      const changed = [];
      for (const table of fresh) {
        const known = before.get(versionKey(table));
        const now = { table, roles: rolesOf(table) };
        const changes = known ? flowChanges(flowOf(known.table), table) : [];
        changed.push(...changes);
        if ((changes.length === 0 || takeOver) && canonical(known) !== canonical(now)) {
          await items.put(newItem(kinds.table, keys.table(versionKey(table)), now));
        }
        looked.add(table);
      }
      return changed;
    },

    async recallRetired() {
      const running = new Set(procedures.map(versionKey));
      const retired = (await kept()).map(withRoles).filter((table) => !running.has(versionKey(table)));
      for (const table of retired) recall(table);
      return retired.map(versionKey);
    },
  };
}

/** The titles of all roles of a table, for a role may be given up with the last table that has it. */
function rolesOf(table: Procedure): KeptTable["roles"] {
  return Object.fromEntries(actorsIn(table).map((id) => [id, actorOf(id)]));
}
