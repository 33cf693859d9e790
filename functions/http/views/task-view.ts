import { plainText } from "../../../statemachines/form/typed-text.ts";
import { findProcedure, stepsOfSop } from "../../../statemachines/language/registry.ts";
import { findStep, serviceName } from "../../../statemachines/language/table.ts";
import type { Procedure, Step } from "../../../statemachines/language/vocabulary.ts";
import type { TaskView } from "../../contract/decision.ts";
import type { TaskRow } from "../../contract/staff.ts";
import { titleOf, type AgencySettings } from "../../domain/agency.ts";
import { calendarValue, procedureOfCase, stepOfTask } from "../../domain/case/case-file.ts";
import { subjectOf } from "../../domain/case/contact.ts";
import type { Dossier, TaskItem } from "../../domain/case/records.ts";
import { askedNow } from "../../domain/form/asked-again.ts";
import { filesOf } from "../../domain/form/attached-files.ts";
import { answerableUntil } from "../../domain/told/next.ts";
import { endOfBefore, takesRealTimes } from "../../domain/task/entered-later.ts";
import { typedFields } from "../../domain/task/computed-fields.ts";
import {
  choosableOutcomes,
  circumstancesOf,
  isAsked,
  ownOutcomes,
  type Candidate,
  type Stead,
} from "../../domain/task/permission.ts";
import {
  fileViews,
  shownFacts,
  stepFacts,
  summaryFacts,
  timeFacts,
  versionFacts,
  type ViewContext,
  type ViewDependencies,
} from "./facts.ts";
import { formAids } from "./form-aids.ts";
import { historyViews } from "./history-view.ts";
import { outcomeView } from "./outcome-view.ts";
import { outsideView, questionIn } from "./outside-view.ts";
import { phoneFacts } from "./phone-facts.ts";
import { attendanceView, burdenNotice, keptNotice, makerNotice, steadNotice } from "./stead-view.ts";
import { requesterChanged } from "./requester-change-view.ts";
import { rowTime, timeView } from "./time-view.ts";
import { peopleInLine } from "./who-is-there.ts";
import { taskOfUnknownTable } from "./unknown-table.ts";

/** The task as somebody sees it, with what this person may choose. */
export async function taskView(
  dependencies: ViewDependencies,
  dossier: Dossier,
  task: TaskItem,
  candidate: Candidate,
  context: ViewContext,
): Promise<TaskView> {
  const procedure = procedureOfCase(dossier.case);
  const step = askedNow(dossier, stepOfTask(dossier, task));
  const circumstances = await circumstancesOf(dependencies, dossier, task);
  const { computed } = circumstances;
  const choosable = choosableOutcomes(dossier, task, candidate, circumstances);
  const own = ownOutcomes(dossier, task, choosable);
  const stead = own.length > 0 ? steadNotice(task, candidate, context) : null;
  const fields = typedFields(step, computed).filter((field) =>
    own.some(({ outcome }) => !field.outcomes || field.outcomes.includes(outcome.id)),
  );
  const aids = await formAids(dependencies, dossier, step, { computed, fields }, context);
  const outside = candidate.person === "requester";
  const decidedOn = shownFacts(dossier, step, context);
  // Whoever decides reads first for when; whoever is asked, what is proposed to them.
  const first = [
    ...phoneFacts(dossier, task, context),
    ...(outside ? decidedOn : [...timeFacts(dossier, context), ...decidedOn]),
  ];
  const shown = new Set(first.map(({ name }) => name));
  const view: TaskView = {
    case: dossier.case.id,
    task: task.id,
    procedure: {
      id: procedure.id,
      title: procedure.title,
      sop: procedure.sop,
      steps: stepsOfSop(procedure),
    },
    step: {
      id: step.id,
      number: step.number,
      state: step.state,
      activity: step.activity,
      kind: step.kind,
      outsideSop: step.outsideSop !== undefined,
      disposes: fields.some((field) => field.disposes),
    },
    subject: subjectOf(dossier.case),
    asks: step.asks ? questionIn(step, dossier, context) : null,
    news: [],
    actor: titleOf(context.settings, step.actor),
    facts: [
      ...first,
      ...[
        ...summaryFacts(dossier, context),
        ...versionFacts(dossier, context),
        ...stepFacts(dossier, step.id, computed, context),
      ].filter(({ name }) => !shown.has(name)),
    ],
    decidedOn: first.length,
    files: fileViews(filesOf(dossier), context),
    history: historyViews(dossier, context).filter((each) => each.outcome !== null),
    fields,
    rules: step.rules ?? [],
    aids: {
      ...aids,
      notices: [
        makerNotice(dossier, task, candidate, context),
        keptNotice(dossier, task, candidate, context),
        burdenNotice(dossier, task, candidate),
        stead,
        outside ? null : requesterChanged(dossier, context),
        ...aids.notices,
      ].filter((each) => each !== null),
    },
    outcomes: choosable.map((each) => outcomeView(step, each)),
    time: timeView(dossier, task, context),
    availableFrom: task.availableFrom,
    takesOver: stead !== null && !isAsked(task, candidate),
    startedAt: task.startedAt ?? null,
    ...(procedure.reading?.part === "report" && !outside ? { recapOf: calendarValue(dossier.case) } : {}),
    ...(takesRealTimes(step) ? { follows: endOfBefore(context.settings, dossier, task) } : {}),
  };
  return outside ? forOutside(view, dossier, task, context) : view;
}

/** Facts of a journey that people outside need not know. */
const ownFacts = new Set(["journey", "crew"]);

/** Without what is the office's own: how it works inside, in which time, and what its people noted. */
function forOutside(view: TaskView, dossier: Dossier, task: TaskItem, context: ViewContext): TaskView {
  return {
    ...view,
    procedure: { ...view.procedure, title: serviceName(procedureOfCase(dossier.case)) },
    step: { ...view.step, state: "", outsideSop: false },
    facts: view.facts.filter(({ name }) => !ownFacts.has(name)),
    decidedOn: view.facts.slice(0, view.decidedOn).filter(({ name }) => !ownFacts.has(name)).length,
    history: [],
    news: outsideView(dossier, context).news,
    outcomes: view.outcomes.map((outcome) => ({ ...outcome, outsideSop: false })),
    time: {
      ...view.time,
      standard: { written: "", basis: "none" },
      ...{ status: "paused", usedMinutes: null, standardMinutes: null, share: null },
      dueAt: answerableUntil(task),
    },
  };
}

/** Whether every word, in lower case, occurs in a line of the inbox as its reader sees it. */
export function hasWords(task: TaskItem, words: string[], { reader: { language }, settings }: ViewContext): boolean {
  const row = rowOf(task);
  const line = row ? lineOf(task, row, settings) : taskOfUnknownTable(task);
  const { actor, askedBy, case: number, procedure, state, subject, title } = line;
  const text = [number, state, title[language], subject, procedure[language], askedBy[language], actor[language]];
  const said = plainText(text.join(" ")).toLocaleLowerCase(language);
  return words.every((word) => said.includes(word));
}

/**
 * One line of the inbox, from the task item alone.
 *
 * @param mine whether the reader may answer it
 * @param reader as somebody who may answer; `stead`: whose task it is, where it is not the reader's own
 */
export function taskRow(
  task: TaskItem,
  mine: boolean,
  context: ViewContext,
  { reader, stead }: { reader: Candidate; stead: Stead | null },
): TaskRow {
  const row = rowOf(task);
  if (!row) return taskOfUnknownTable(task);
  return {
    ...lineOf(task, row, context.settings),
    ...{ mine, ...attendanceView(task, mine ? stead : null, context) },
    people: peopleInLine(row.step, task, context, reader),
    time: rowTime(row.step, task, context),
  };
}

interface TableRow {
  procedure: Procedure;
  step: Step;
}

function rowOf(task: TaskItem): TableRow | null {
  const procedure = findProcedure(task.procedure, task.version);
  const step = procedure && findStep(procedure, task.step);
  return step ? { procedure, step } : null;
}

function lineOf(
  task: TaskItem,
  { procedure, step }: TableRow,
  settings: AgencySettings,
): Omit<TaskRow, "insteadOf" | "mine" | "people" | "time" | "unattended"> {
  return {
    case: task.caseId,
    task: task.id,
    title: { id: step.state, en: step.activity.en },
    state: step.state,
    number: step.number,
    procedure: procedure.title,
    subject: task.subject,
    askedBy: titleOf(settings, task.askedBy),
    actor: titleOf(settings, step.actor),
    availableFrom: task.availableFrom,
    outsideSop: step.outsideSop !== undefined,
  };
}
