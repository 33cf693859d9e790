import type { Surveys } from "../../domain/ports.ts";
import { allOf, type ItemStore } from "../items/item-store.ts";
import { keys } from "../items/keys.ts";
import { newItem, type ItemReader } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";

/** Answers of a year lie in one partition, so that the index of a year is one query. */
export function surveysIn(items: ItemStore, reader: ItemReader): Surveys {
  return {
    add: async (answer) => items.putNew(newItem(kinds.survey, keys.survey(answer.year, answer.id), answer)),

    async list(year) {
      const found = await allOf(items, { partition: keys.survey(year, "").pk }, { aged: true });
      return reader.each(found, kinds.survey.read);
    },

    async find(year, id) {
      const found = await items.get(keys.survey(year, id));
      return found && reader.one(found, kinds.survey.read);
    },

    has: async (year, id) => (await items.get(keys.survey(year, id))) !== null,
  };
}
