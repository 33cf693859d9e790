/** A case with everything that happened in it (berkas). Facts are read from its decided tasks, never kept twice. */
import { findProcedure, procedureOf } from "../../../statemachines/language/registry.ts";
import {
  calendarFields,
  entryOf,
  findStep,
  isAside,
  outcomesOf,
  stepOf,
} from "../../../statemachines/language/table.ts";
import type {
  EntryChannel,
  FieldName,
  Outcome,
  Procedure,
  Step,
  StepId,
} from "../../../statemachines/language/vocabulary.ts";
import type { Answer, CaseItem, Change, Dossier, TaskItem, Values } from "./records.ts";

/** The way in through which a case began. */
export function entryChannelOf({ openedBy }: CaseItem): EntryChannel {
  if (!openedBy || openedBy.person === "requester") return "public";
  return openedBy.person === "system" ? "calendar" : "staff";
}

export function procedureOfCase(item: CaseItem): Procedure {
  return procedureOf(item.procedure, item.version);
}

/** The row of a task, from its item alone; undefined where nobody knows its table or row any more. */
export function rowOfTask({
  procedure,
  step,
  version,
}: Pick<TaskItem, "procedure" | "step" | "version">): Step | undefined {
  const table = findProcedure(procedure, version);
  return table && findStep(table, step);
}

/** Tasks of the flow that count, in the order of opening. */
export function flowTasks(dossier: Dossier): TaskItem[] {
  const procedure = procedureOfCase(dossier.case);
  return dossier.tasks.filter((task) => task.setAside === undefined && !isAside(procedure, task.step));
}

/** What the flow waits for. */
export function openTasks(dossier: Dossier): TaskItem[] {
  const outrun = outrunTasks(dossier);
  return flowTasks(dossier).filter((task) => task.answer === null && !outrun.includes(task));
}

/** Tasks that an earlier execution opened just as the case was moved on to another row, where a later one waits by now. */
export function outrunTasks(dossier: Dossier): TaskItem[] {
  const { run: now = 1 } = dossier.case;
  const open = flowTasks(dossier).filter((task) => task.answer === null);
  return open.some(({ run = 1 }) => run === now) ? open.filter(({ run = 1 }) => run < now) : [];
}

/** What is to be done beside the flow; the case goes on meanwhile, and may even have ended. */
export function openAsides(dossier: Dossier): TaskItem[] {
  const procedure = procedureOfCase(dossier.case);
  return dossier.tasks.filter((task) => !isOver(task) && isAside(procedure, task.step));
}

/** The latest answer at a step, as it was corrected since; the entry step's answer is the request itself. */
export function latestAnswer(dossier: Dossier, stepId: StepId): Answer | null {
  const given = answerGiven(dossier, stepId);
  const told = (dossier.changes ?? []).flatMap((change) =>
    factsOf(change).map((facts) => ({ ...facts, at: change.at })),
  );
  const changes = told.filter(({ at, step }) => given && step === stepId && at >= given.at);
  const values = Object.assign({}, given?.values, ...changes.map((change) => change.values)) as Values;
  return given && changes.length > 0 ? { ...given, values } : given;
}

/** All that a change says holds since, row by row. */
export function factsOf({ more = [], step, values, was }: Change): Pick<Change, "step" | "values" | "was">[] {
  return [{ ...(step === undefined ? {} : { step }), values, was }, ...more];
}

/** The latest answer at a step, in the words in which it was given. */
function answerGiven(dossier: Dossier, stepId: StepId): Answer | null {
  const procedure = procedureOfCase(dossier.case);
  const entry = entryOf(procedure);
  if (stepId === entry.id) return requestAnswer(dossier.case, procedure, entry);
  const isIt = (task: TaskItem): boolean => task.step === stepId && task.answer !== null && task.setAside === undefined;
  return dossier.tasks.findLast(isIt)?.answer ?? null;
}

/** The latest value given for a field at any step, or undefined. */
export function latestValue(dossier: Dossier, field: FieldName): unknown {
  type Told = Pick<Answer, "at" | "values">;
  const answers = dossier.tasks.flatMap(({ answer, setAside }): Told[] =>
    answer && setAside === undefined ? [answer] : [],
  );
  const changed = (dossier.changes ?? []).flatMap((change) =>
    factsOf(change).map(({ values }): Told => ({ at: change.at, values })),
  );
  const told = [...answers, ...changed].filter(({ values }) => values[field] !== undefined);
  // Beside the flow a task may be answered long after it was opened.
  const latest = told.reduce<Told | null>((last, each) => (last && last.at > each.at ? last : each), null);
  return latest ? latest.values[field] : dossier.case.request[field];
}

/** A text field of the request, or an empty string. */
export function requestText(item: CaseItem, field: FieldName | undefined): string {
  const value = field === undefined ? undefined : item.request[field];
  return typeof value === "string" ? value : "";
}

/** The day (YYYY-MM-DD) or month (YYYY-MM) for which the calendar opens such cases; empty where it opens none. */
export function calendarValue(item: CaseItem): string {
  const { opens } = entryOf(procedureOfCase(item));
  return requestText(item, opens && calendarFields[opens].name);
}

/** Outcomes that may be chosen at a step now, given what was decided or said before (those with `after` or `unless`). */
export function possibleOutcomes(dossier: Dossier, step: Step): Outcome[] {
  return outcomesOf(procedureOfCase(dossier.case), step).filter((outcome) => {
    const { unless } = outcome;
    if (unless && unless.in.includes(String(latestValue(dossier, unless.field)))) return false;
    if (!outcome.after) return true;
    const earlier = latestAnswer(dossier, outcome.after.step);
    return earlier !== null && outcome.after.outcomes.includes(earlier.outcome);
  });
}

/** Whether a task takes no answer any more: it has one, or a change of the case has set it aside. */
export function isOver({ answer, setAside }: Pick<TaskItem, "answer" | "setAside">): boolean {
  return answer !== null || setAside !== undefined;
}

export function stepOfTask(dossier: Dossier, task: Pick<TaskItem, "step">): Step {
  return stepOf(procedureOfCase(dossier.case), task.step);
}

function requestAnswer(item: CaseItem, procedure: Procedure, entry: Step): Answer {
  return {
    outcome: entry.outcomes[0]?.id ?? "",
    values: item.request,
    note: "",
    ...(item.openedBy ?? {
      person: "requester",
      name: requestText(item, procedure.contact.name),
      role: procedure.requester,
      channel: "form",
    }),
    at: item.createdAt,
  };
}
