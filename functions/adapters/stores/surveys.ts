import type { Surveys } from "../../domain/ports.ts";
import type { SurveyAnswer } from "../../domain/survey/survey.ts";
import { allOf, type ItemStore } from "../items/item-store.ts";
import { keys } from "../items/keys.ts";
import { withoutKeys } from "../items/records.ts";

/** Answers of a year lie in one partition, so that the index of a year is one query. */
export function surveysIn(items: ItemStore): Surveys {
  return {
    add: async (answer) => items.putNew({ ...keys.survey(answer.year, answer.id), ...answer }),

    async list(year) {
      const found = await allOf(items, { partition: keys.survey(year, "").pk }, { aged: true });
      return found.map((item) => withoutKeys(item) as unknown as SurveyAnswer);
    },

    has: async (year, id) => (await items.get(keys.survey(year, id))) !== null,
  };
}
