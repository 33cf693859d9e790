/** Compares everything that a data folder keeps: items, workflow, files and mail. Changes nothing. */
import type { DatabaseSync } from "node:sqlite";
import { openStill } from "../copies/still-file.ts";
import { loadOneMachine } from "../host/one-machine.ts";
import { checkFiles } from "./files.ts";
import type { Findings } from "./findings.ts";
import { checkOutbox } from "./outbox.ts";
import { checkWorkflow } from "./workflow.ts";

export interface CheckedFolder {
  /** The database, in a file that nobody writes into. */
  database: string;
  /** Folder of the files. */
  files: string;
}

export async function checkFolder({ database: file, files }: CheckedFolder): Promise<Findings> {
  const { inventory } = await loadOneMachine();
  const database = openStill(file);
  try {
    const damage = damageIn(database);
    if (damage.length > 0) return { differences: damage, notes: [] };
    const items = inventory({ database });
    const found = [
      { differences: items.differences, notes: [] },
      checkWorkflow(database, items),
      await checkFiles(files, items.files),
      await checkOutbox(database, items.cases),
    ];
    return {
      differences: found.flatMap(({ differences }) => differences),
      notes: found.flatMap(({ notes }) => notes),
    };
  } finally {
    database.close();
  }
}

function damageIn(database: DatabaseSync): string[] {
  try {
    const verdicts = database.prepare("PRAGMA integrity_check(20)").all();
    const words = verdicts.flatMap((row) => Object.values(row)).filter((verdict) => verdict !== "ok");
    return words.map((verdict) => `the database is damaged: ${String(verdict)}`);
  } catch (error) {
    // Some damage SQLite does not even look at.
    return [`the database is damaged: ${error instanceof Error ? error.message : String(error)}`];
  }
}
