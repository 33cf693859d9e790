import type { Papers } from "../../domain/ports.ts";
import { absent, allOf, equal, type ItemStore } from "../items/item-store.ts";
import { keys, papersPartition, todoKeys } from "../items/keys.ts";
import { newItem, type ItemReader } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";

export function papersIn(items: ItemStore, reader: ItemReader): Papers {
  return {
    add: async (paper) => items.putNew(newItem(kinds.paper, keys.paper(paper.caseId, paper.id), paper)),

    async look(caseId, task, at) {
      await items.upsert(keys.paperLook(caseId), {
        set: { ...kinds.paperLook.stamp, caseId, at, todoPk: papersPartition, todoSk: at },
        ...(task === null ? {} : { append: { tasks: [task] } }),
      });
    },

    async toLookAt() {
      const found = await allOf(items, { index: "todo", partition: papersPartition });
      return reader.each(found, kinds.paperLook.read);
    },

    async looked({ caseId, at }) {
      await items.update(keys.paperLook(caseId), { remove: [...todoKeys, "tasks"] }, [equal("at", at)]);
    },

    async markVoid({ caseId, id }, why) {
      await items.update(keys.paper(caseId, id), { set: { void: why } }, [absent("void")]);
    },

    async markIssued({ caseId, id }, issued) {
      await items.update(keys.paper(caseId, id), { set: { issued } }, [absent("issued")]);
    },
  };
}
