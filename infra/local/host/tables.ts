/** The tables of the program against those that the cases of this data folder run by. */
import { StartUpError } from "./start-up-error.ts";

export interface KeptTables {
  /** Keeps the tables of the program; a changed flow stays as it was kept, unless it is to be taken over. Says what changed. */
  keep(takeOver: boolean): Promise<string[]>;
  /** Lets cases of versions that are kept, and that the program has no more, go on; says which. */
  recallRetired(): Promise<string[]>;
}

/**
 * @param demo the made-up agency, where whoever edits a table sees at once what comes of it
 * @throws {StartUpError} where a flow changed under a version that real cases run by
 */
export async function checkTables(tables: KeptTables, demo: boolean, say: (line: string) => void): Promise<void> {
  const changed = await tables.keep(demo);
  const [first] = changed;
  if (first !== undefined && !demo) throw new StartUpError(`${first}${others(changed)}. ${whatToDo}`);
  for (const change of changed) say(`${change}; open demo cases go on by the changed table`);
  const retired = await tables.recallRetired();
  if (retired.length > 0) say(`not in the program any more, and kept for their cases: ${retired.join(", ")}`);
}

function others({ length }: string[]): string {
  if (length === 1) return "";
  return ` (and ${length - 1} other change${length === 2 ? "" : "s"})`;
}

const whatToDo =
  "Cases may run by that version: raise its version and keep the old table beside it, as statemachines/README.md says, or take the change back.";
