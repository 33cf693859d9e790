import type { Surveys } from "../../../functions/domain/ports.ts";
import type { Memory } from "./memory.ts";

export function fakeSurveys({ surveys }: Memory): Surveys {
  return {
    async add(answer) {
      const key = `${answer.year}/${answer.id}`;
      if (surveys.has(key)) return false;
      surveys.set(key, structuredClone(answer));
      return true;
    },
    async has(year, id) {
      return surveys.has(`${year}/${id}`);
    },
    async list(year) {
      return [...surveys.values()].filter((answer) => answer.year === year).map((answer) => structuredClone(answer));
    },
  };
}
