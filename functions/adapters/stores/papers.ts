import type { Papers } from "../../domain/ports.ts";
import { absent, type ItemStore } from "../items/item-store.ts";
import { keys } from "../items/keys.ts";
import { newItem } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";

export function papersIn(items: ItemStore): Papers {
  return {
    add: async (paper) => items.putNew(newItem(kinds.paper, keys.paper(paper.caseId, paper.id), paper)),

    async markIssued({ caseId, id }, issued) {
      await items.update(keys.paper(caseId, id), { set: { issued } }, [absent("issued")]);
    },
  };
}
