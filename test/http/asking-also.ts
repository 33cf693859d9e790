import { afterEach, beforeEach } from "vitest";
import { stepOf } from "../../statemachines/language/table.ts";
import type { Field } from "../../statemachines/language/vocabulary.ts";
import { officialVisit } from "../../statemachines/official-visit/sop.ts";

/** Has rows of the official visit ask for one field more in each test of a file, and leaves the table as it was. */
export function askAlso(field: Field, ids: string[]): void {
  const asking = ids.map((id) => stepOf(officialVisit, id));
  const before = asking.map((step) => step.fields);
  beforeEach(() => asking.forEach((step) => (step.fields = [...(step.fields ?? []), field])));
  afterEach(() =>
    asking.forEach((step, index) => {
      const fields = before[index];
      if (fields) step.fields = fields;
      else delete step.fields;
    }),
  );
}
