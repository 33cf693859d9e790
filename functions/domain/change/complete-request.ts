/** What whoever asked sends to complete their request becomes part of it, for every later row, letter and page. */
import { entryOf } from "../../../statemachines/language/table.ts";
import { flowTasks, latestAnswer, procedureOfCase, stepOfTask } from "../case/case-file.ts";
import { isCompletion } from "../case/completion.ts";
import { contactOf } from "../case/contact.ts";
import type { Answer, Change, Dossier, TaskItem, Values } from "../case/records.ts";
import { runOf } from "../execution/run.ts";
import { TemporaryProblem } from "../refusal.ts";
import { keepWords, type KeepingDependencies } from "../search/keep-words.ts";
import { namesAsked } from "../form/asked-again.ts";
import { sourceOf } from "./appointment-fields.ts";
import { announceAnew, enterAnew, type EnteringDependencies } from "./enter-anew.ts";
import { isSame } from "./same.ts";

/**
 * Doing it again is harmless: the change names the task that it comes from. Where another change is stored at the same moment
 * it comes after that.
 *
 * @throws TemporaryProblem where others are first again and again; the workflow tries again
 */
export async function completeRequest(
  dependencies: EnteringDependencies & KeepingDependencies,
  dossier: Dossier,
): Promise<void> {
  const { cases } = dependencies;
  const { id } = dossier.case;
  let now = dossier;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const task = flowTasks(now).findLast((each) => each.answer && isCompletion(stepOfTask(now, each)));
    if (!task?.answer) return;
    const known = (now.changes ?? []).find(({ about, operation }) => isOf(task, { about, operation }));
    const change = known ?? changeBy(now, task, task.answer);
    if (!change || change.done) return;
    const isStored = known !== undefined || (await cases.addChange(id, change));
    now = (await cases.dossier(id)) ?? now;
    if (!isStored) continue;
    await followCompletion(dependencies, now);
    await keepWords(dependencies, (await cases.dossier(id)) ?? now);
    return cases.markChangeDone(id, change.number);
  }
  throw new TemporaryProblem("others changed the case again and again");
}

const attempts = 5;

/** What a stored completion brings about. */
export async function followCompletion(dependencies: EnteringDependencies, dossier: Dossier): Promise<void> {
  await enterAnew(dependencies, dossier);
  const entry = entryOf(procedureOfCase(dossier.case));
  // Where another time was agreed meanwhile, the one that was asked for first is not wanted any more.
  if (sourceOf(dossier)?.step === entry.id) await announceAnew(dependencies, dossier);
}

function isOf(
  task: TaskItem,
  { about, operation }: Pick<Change, "operation"> & { about: string | undefined },
): boolean {
  return operation === "completed-request" && about === task.id;
}

/** Null where they only wrote a word, and changed nothing. */
function changeBy(dossier: Dossier, task: TaskItem, { at, name, note, person, role, values }: Answer): Change | null {
  const { id: step } = entryOf(procedureOfCase(dossier.case));
  const before = latestAnswer(dossier, step)?.values ?? {};
  const differs = namesAsked(dossier, stepOfTask(dossier, task)).filter(
    (field) => !isSame(values[field], before[field]),
  );
  if (differs.length === 0) return null;
  const pick = (from: Values): Values => Object.fromEntries(differs.map((field) => [field, from[field] ?? null]));
  return {
    ...{ number: (dossier.changes?.length ?? 0) + 1, operation: "completed-request", at, reason: note || noWord },
    ...{ person, name: person === "requester" ? contactOf(dossier).name : name, role, about: task.id },
    ...{ step, values: pick(values), was: pick(before), setAside: [], run: runOf(dossier.case).number, done: false },
  };
}

const noWord = "Permohonan dilengkapi.";
