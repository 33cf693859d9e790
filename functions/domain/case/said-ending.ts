/** How a case ends as soon as its flow has followed what was said: nobody is told that it goes on meanwhile. */
import type { Ending } from "../../../statemachines/language/vocabulary.ts";
import { flowTasks, openTasks, procedureOfCase, stepOfTask } from "./case-file.ts";
import type { Dossier } from "./records.ts";

/** @returns the end that is stored, or that a change, a withdrawal or the last answer leads to; null while it goes on */
export function saidEnding(dossier: Dossier): Ending | null {
  const { ending, withdrawal } = dossier.case;
  const changed = dossier.changes?.findLast((change) => change.ending !== undefined)?.ending;
  return ending ?? changed ?? endingOf(dossier, withdrawal?.outcome) ?? (isOver(dossier) ? endingOf(dossier) : null);
}

function isOver(dossier: Dossier): boolean {
  return openTasks(dossier).length === 0 && flowTasks(dossier).every(({ answer }) => answer !== null);
}

/** Where an outcome of the last task, or of the case at any time, leads; the last answer's, where none is named. */
function endingOf(dossier: Dossier, outcome?: string): Ending | null {
  const last = flowTasks(dossier).at(-1);
  const said = outcome ?? last?.answer?.outcome;
  const possible = [
    ...(last ? stepOfTask(dossier, last).outcomes : []),
    ...(procedureOfCase(dossier.case).anytime ?? []),
  ];
  const to = possible.find(({ id }) => id === said)?.to;
  return typeof to === "object" ? to.end : null;
}
