import { isAside, procedureOf, stepOf } from "../../../statemachines/index.ts";
import type { Field, Outcome, Step, Text } from "../../../statemachines/vocabulary.ts";
import type { FormAids, HistoryView, OutcomeView, ScheduleView, TaskRow, TaskView, TimeView } from "../../contract.ts";
import { titleOf } from "../../domain/agency.ts";
import { computedValues, fitsComputed, typedFields } from "../../domain/computed.ts";
import { filesOf } from "../../domain/attached-files.ts";
import { usedShare, type DueOptions } from "../../domain/due-time.ts";
import {
  latestAnswer,
  latestValue,
  possibleOutcomes,
  procedureOfCase,
  proposedSlots,
  subjectOf,
  stepOfTask,
  type Answer,
  type Dossier,
  type TaskItem,
} from "../../domain/dossier.ts";
import { formContext } from "../../domain/form-context.ts";
import { isoInstant } from "../../domain/moment.ts";
import type { Dependencies } from "../../domain/ports.ts";
import { noticesFor } from "../../domain/notices.ts";
import { readyTexts } from "../../domain/ready-texts.ts";
import { checkSchedule, suggestSessions, suggestSlots, type ScheduleCheck } from "../../domain/schedule-check.ts";
import type { Booking } from "../../domain/slots.ts";
import { postpones } from "../../domain/figures.ts";
import { dueOfTask, dueOptions, onOurClock, startOfTask } from "../../domain/task-time.ts";
import { workingMinutesBetween } from "../../domain/working-time.ts";
import { fileViews, stepFacts, summaryFacts, versionFacts, type ViewContext } from "./facts.ts";
import { phoneFacts } from "./phone-facts.ts";
import { caseChoices, latestVersions, staffByRole } from "./form-aids.ts";

type ViewDependencies = Pick<Dependencies, "agencies" | "cases" | "clock" | "dayBooks" | "recaps">;

/** The task as somebody who may answer it sees it; `outcomes` are those this person may choose. */
export async function taskView(
  dependencies: ViewDependencies,
  dossier: Dossier,
  task: TaskItem,
  outcomes: Outcome[],
  context: ViewContext,
): Promise<TaskView> {
  const procedure = procedureOfCase(dossier.case);
  const step = stepOfTask(dossier, task);
  const computed = await computedValues(dependencies, dossier, step);
  const offered = outcomes.filter((outcome) => !outcome.onDeadline && fitsComputed(outcome, computed));
  const fields = typedFields(step, computed).filter(
    (field) => !field.outcomes || offered.some((outcome) => field.outcomes?.includes(outcome.id)),
  );
  return {
    case: dossier.case.id,
    task: task.id,
    procedure: {
      id: procedure.id,
      title: procedure.title,
      sop: procedure.sop,
      steps: procedure.steps.filter((each) => each.number !== null).length,
    },
    step: {
      id: step.id,
      number: step.number,
      state: step.state,
      activity: step.activity,
      kind: step.kind,
      outsideSop: step.outsideSop !== undefined,
    },
    subject: subjectOf(dossier.case),
    actor: titleOf(context.settings, step.actor),
    facts: [
      ...phoneFacts(dossier, task, context),
      ...summaryFacts(dossier, context),
      ...versionFacts(dossier, context),
      ...stepFacts(dossier, step.id, computed, context),
    ],
    files: fileViews(filesOf(dossier), context),
    history: historyViews(dossier, context).filter((each) => each.outcome !== null),
    fields,
    rules: step.rules ?? [],
    aids: await formAids(dependencies, dossier, step, fields, context),
    outcomes: offered.map((outcome) => outcomeView(outcome, !step.outcomes.includes(outcome))),
    time: timeView(dossier, task, context),
    availableFrom: task.availableFrom,
    startedAt: task.startedAt ?? null,
  };
}

export function outcomeView(outcome: Outcome, anytime: boolean): OutcomeView {
  return {
    id: outcome.id,
    label: outcome.label,
    tone: outcome.tone ?? "yes",
    note: outcome.note ?? "optional",
    noteLabel: outcome.noteLabel ?? { id: "Catatan", en: "Note" },
    outsideSop: outcome.outsideSop !== undefined,
    anytime,
  };
}

/** What was done and what waits, in the order of opening; the request itself first. */
export function historyViews(dossier: Dossier, context: ViewContext): HistoryView[] {
  const procedure = procedureOfCase(dossier.case);
  const entry = procedure.steps.find((step) => step.kind === "entry");
  const request = entry && latestAnswer(dossier, entry.id);
  const first =
    entry && request
      ? [
          historyView(
            dossier,
            { id: "request", step: entry, openedAt: request.at, dueAt: null, answer: request },
            context,
          ),
        ]
      : [];
  const rest = dossier.tasks.map((task) =>
    historyView(
      dossier,
      {
        ...task,
        step: stepOf(procedure, task.step),
        dueAt: dueOfTask(context.settings.calendar, dossier, task),
      },
      context,
    ),
  );
  return [...first, ...rest].map((view, index, all) => ({
    ...view,
    round: all.slice(0, index + 1).filter(({ step }) => step === view.step).length,
  }));
}

function historyView(
  dossier: Dossier,
  task: {
    id: string;
    step: Step;
    openedAt: string;
    startedAt?: string;
    dueAt: string | null;
    answer: Answer | null;
  },
  context: ViewContext,
): Omit<HistoryView, "round"> {
  const { answer, step } = task;
  const outcome = answer && labelOf(dossier, step, answer.outcome);
  return {
    task: task.id,
    step: step.id,
    number: step.number,
    state: step.state,
    activity: step.activity,
    outcome: answer && outcome ? { id: answer.outcome, label: outcome } : null,
    by: answer && { role: titleOf(context.settings, answer.role), name: nameFor(answer, context) },
    channel: answer?.channel ?? null,
    openedAt: task.openedAt,
    startedAt: task.startedAt ?? null,
    minutes: answer && task.startedAt ? wholeMinutes(task.startedAt, answer.at) : null,
    decidedAt: answer?.at ?? null,
    note: answer && context.reader.seesPersonal ? answer.note || null : null,
    files: step.kind === "entry" ? [] : fileViews(answer?.files ?? [], context),
    facts: answer && step.kind !== "entry" ? stepFacts(dossier, step.id, answer.values, context) : [],
    outsideSop: step.outsideSop !== undefined,
    late: answer !== null && isLate(dossier, step, answer, task.dueAt),
  };
}

function isLate(dossier: Dossier, step: Step, answer: Answer, dueAt: string | null): boolean {
  return dueAt !== null && answer.at > dueAt && onOurClock(step) && !postpones(dossier, step, answer);
}

function wholeMinutes(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 60_000);
}

function nameFor(answer: Answer, { reader }: ViewContext): string | null {
  return reader.seesPersonal && answer.name !== "" ? answer.name : null;
}

/** Label of any outcome that can be found at a step, possible now or not. */
export function labelOf(dossier: Dossier, step: Step, outcomeId: string): Text {
  const procedure = procedureOfCase(dossier.case);
  const all = [...step.outcomes, ...(procedure.anytime ?? [])];
  return all.find((outcome) => outcome.id === outcomeId)?.label ?? { id: outcomeId, en: outcomeId };
}

/** What follows an outcome, in words; null where the case ends, and beside the flow. */
export function nextAfter(dossier: Dossier, step: Step, outcomeId: string): Text | null {
  const procedure = procedureOfCase(dossier.case);
  if (isAside(procedure, step.id)) return null;
  const to = [...step.outcomes, ...(procedure.anytime ?? [])].find((outcome) => outcome.id === outcomeId)?.to;
  const next = typeof to === "string" ? stepOf(procedure, to) : null;
  return next && { id: next.state, en: next.activity.en };
}

/** Standard time used; outside parties stop the agency's clock. */
export function timeView(dossier: Dossier, task: TaskItem, context: ViewContext): TimeView {
  const step = stepOfTask(dossier, task);
  const startsAt = startOfTask(context.settings.calendar, dossier, task);
  return measured(step, task, startsAt, dueOptions(dossier, step), context);
}

function measured(
  step: Step,
  task: TaskItem,
  startsAt: string,
  options: DueOptions,
  { settings, now }: ViewContext,
): TimeView {
  const moment = isoInstant(now);
  const { status, ...used } = onOurClock(step)
    ? usedShare(settings.calendar, startsAt < moment ? startsAt : moment, moment, step.time, options)
    : waitingOutside;
  // People outside are told the hour their letter names: when silence counts as an answer.
  const dueAt = status === "paused" ? (task.deadlineAt ?? task.dueAt) : task.dueAt;
  return { standard: step.time, openedAt: task.openedAt, dueAt, ...used, status };
}

/** Nothing is measured while somebody outside is asked. */
const waitingOutside = { status: "paused", usedMinutes: null, standardMinutes: null, share: null } as const;

/** One line of the inbox, from the task item alone. */
export function taskRow(task: TaskItem, mine: boolean, context: ViewContext): TaskRow {
  const procedure = procedureOf(task.procedure, task.version);
  const step = stepOf(procedure, task.step);
  return {
    case: task.caseId,
    task: task.id,
    title: { id: step.state, en: step.activity.en },
    state: step.state,
    number: step.number,
    procedure: procedure.title,
    subject: task.subject,
    askedBy: titleOf(context.settings, task.askedBy),
    actor: titleOf(context.settings, step.actor),
    mine,
    time: rowTime(step, task, context),
    availableFrom: task.availableFrom,
    outsideSop: step.outsideSop !== undefined,
  };
}

/** What a case adds to the table is not at hand for a line of the inbox, but the due time made from it is. */
function rowTime(step: Step, task: TaskItem, context: ViewContext): TimeView {
  const startsAt = task.startedAt ?? task.availableFrom ?? task.openedAt;
  const depends = ["estimate", "per-unit", "recurring"].includes(step.time.basis);
  if (!depends || !task.dueAt) return measured(step, task, startsAt, {}, context);
  const estimate = workingMinutesBetween(context.settings.calendar, startsAt, task.dueAt);
  const counted: Step = { ...step, time: { ...step.time, basis: "estimate" } };
  return { ...measured(counted, task, startsAt, { estimate }, context), standard: step.time };
}

async function formAids(
  dependencies: ViewDependencies,
  dossier: Dossier,
  step: Step,
  fields: Field[],
  { settings, staff }: ViewContext,
): Promise<FormAids> {
  const procedure = procedureOfCase(dossier.case);
  const sessions = procedure.appointment?.sources.find((source) => source.step === step.id && source.rows)?.rows;
  const schedule = await checkSchedule(dependencies, dossier);
  const proposing = fields.find((field) => field.kind === "slots");
  return {
    context: formContext(settings, procedure, dependencies.clock.now()),
    staff: staffByRole(fields, staff),
    slots: proposing ? await suggestSlots(dependencies, dossier, proposing.max ?? 3) : proposedSlots(dossier),
    cases: await caseChoices(dependencies, fields, step.actor),
    versions: latestVersions(dossier, fields),
    schedule: schedule && scheduleView(schedule),
    notices: noticesFor(settings, dossier, step, dependencies.clock.now()),
    readyTexts: readyTexts(settings, dossier, step, isoInstant(dependencies.clock.now())),
    prefill: {
      ...prefillOf(dossier, fields),
      ...(sessions ? { [sessions]: await suggestSessions(dependencies, dossier) } : {}),
    },
  };
}

/** Who may be chosen in the `staff` fields of a form. */
function prefillOf(dossier: Dossier, fields: Field[]): Record<string, unknown> {
  const values = fields.flatMap((field) => {
    const value = field.prefill && earlierValue(dossier, field.prefill);
    return value === undefined ? [] : [[field.name, value] as const];
  });
  return Object.fromEntries(values);
}

function earlierValue(dossier: Dossier, { step, field }: NonNullable<Field["prefill"]>): unknown {
  return step === undefined ? latestValue(dossier, field) : latestAnswer(dossier, step)?.values[field];
}

function scheduleView(check: ScheduleCheck): ScheduleView {
  const line = ({ caseId, label, start, end, headcount }: Booking) => ({
    case: caseId,
    institution: label,
    slot: { date: check.slot.date, start, end },
    headcount,
  });
  return {
    slot: check.slot,
    fits: check.fits,
    capacity: check.capacity,
    headcount: check.headcount,
    sessions: check.sessions,
    conflicts: check.conflicts.map((booking) => ({
      ...line(booking),
      state: booking.state === "firm" ? "firm" : "held",
    })),
    competing: check.competing.map(line),
  };
}

/** Outcomes that a person in a role may choose at a task now. */
export function outcomesFor(dossier: Dossier, task: TaskItem, role: Answer["role"]): Outcome[] {
  return possibleOutcomes(dossier, stepOfTask(dossier, task)).filter(
    (outcome) => !outcome.by || outcome.by.includes(role),
  );
}
