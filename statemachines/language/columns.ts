/**
 * What the columns Kelengkapan and Output of a table mean. The agency's tables keep it in a file `columns.ts` of their own: on
 * AWS only the functions that show or store it are bundled with it (`infra/aws/bundles.ts`).
 */
import type { Aside, ColumnItem, Procedure, Step, StepId } from "./vocabulary.ts";

/** Row -> what its columns mean; `produces` is empty where its Output is. */
export type Columns = Record<StepId, { requires: ColumnItem[]; produces: ColumnItem[] }>;

/** The table with what its columns mean. */
export function withColumns(procedure: Procedure, columns: Columns): Procedure {
  const told = <Row extends Step | Aside>(row: Row): Row => ({ ...row, ...columns[row.id] });
  const { aside, steps } = procedure;
  return { ...procedure, steps: steps.map(told), ...(aside ? { aside: aside.map(told) } : {}) };
}
