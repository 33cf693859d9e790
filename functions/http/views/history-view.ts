/** What was done in a case and what waits. */
import { stepOf } from "../../../statemachines/language/table.ts";
import { actorOf } from "../../../statemachines/language/registry.ts";
import type { Step, Text } from "../../../statemachines/language/vocabulary.ts";
import type { HistoryView } from "../../contract/shared.ts";
import { actingTitle, titleOf } from "../../domain/agency.ts";
import { latestAnswer, procedureOfCase } from "../../domain/case/case-file.ts";
import { contactOf } from "../../domain/case/contact.ts";
import type { Answer, Dossier, Happened } from "../../domain/case/records.ts";
import { handReminders, remindedByText } from "../../domain/deadlines/remind-by-hand.ts";
import { dueOfTask, finishedAt, isTimed, onOurClock } from "../../domain/case/task-times.ts";
import { postpones } from "../../domain/service-levels/measure.ts";
import { fileViews, stepFacts, type ViewContext } from "./facts.ts";
import { outagesBetween } from "./outage-view.ts";
import { labelOf } from "./outcome-view.ts";
import { burdenedText, stoodForText } from "./stead-view.ts";

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
    setAside?: number;
  },
  context: ViewContext,
): Omit<HistoryView, "round"> {
  const { answer, step } = task;
  const late = answer !== null && isLate(dossier, step, answer, task.dueAt);
  const happened = answer?.happened;
  const startedAt = happened?.from ?? task.startedAt ?? null;
  const finished = finishedAt({ answer });
  const instead = answer && forWhom(dossier, step, answer, context);
  const outcome = answer && labelOf(dossier, step, answer.outcome);
  const reminded = context.reader.seesPersonal ? handReminders(dossier, task) : [];
  return {
    task: task.id,
    step: step.id,
    number: step.number,
    state: step.state,
    activity: step.activity,
    outcome: answer && outcome ? { id: answer.outcome, label: outcome } : null,
    by: answer && {
      role: actingTitle(context.settings, answer),
      ...(answer.acting?.burdens ? { warning: burdenedText } : {}),
      name: nameFor(answer, context),
      ...(instead && { insteadOf: instead }),
      ...(context.reader.seesPersonal && answer.stated && { stated: answer.stated }),
      ...(context.reader.seesPersonal && answer.keeper && { keeper: answer.keeper }),
    },
    channel: answer?.channel ?? null,
    openedAt: task.openedAt,
    startedAt,
    minutes: finished && startedAt ? wholeMinutes(startedAt, finished) : null,
    ...(happened ? { happened: timesShown(happened, context) } : {}),
    ...(isTimed(step, { answer, ...(task.startedAt ? { startedAt: task.startedAt } : {}) }) ? {} : { untimed: true }),
    decidedAt: answer?.at ?? null,
    note: answer && context.reader.seesPersonal ? answer.note || null : null,
    files: step.kind === "entry" ? [] : fileViews(answer?.files ?? [], context),
    facts: answer && step.kind !== "entry" ? stepFacts(dossier, step.id, answer.values, context) : [],
    outsideSop: step.outsideSop !== undefined,
    late,
    outages: late ? outagesBetween(startedAt ?? task.openedAt, finished ?? answer.at, context) : [],
    ...(reminded.length > 0
      ? { reminded: reminded.map((each) => ({ at: each.at, by: remindedByText(context.settings, each) })) }
      : {}),
    ...(task.setAside === undefined ? {} : { setAside: true }),
  };
}

/** What was written beside the times may name somebody. */
function timesShown(
  { from, number, reason, until }: Happened,
  { reader }: ViewContext,
): NonNullable<HistoryView["happened"]> {
  if (!reader.seesPersonal) return { from, until, reason: null };
  return { from, until, reason, ...(number === undefined ? {} : { number }) };
}

/** In whose stead it was done, or in whose name outside it was recorded. */
function forWhom(dossier: Dossier, step: Step, { insteadOf, person }: Answer, context: ViewContext): Text | null {
  if (step.kind === "entry" || actorOf(step.actor).inside || !person.startsWith("staff:"))
    return insteadOf ? stoodForText(insteadOf, context) : null;
  const name = context.reader.seesPersonal ? contactOf(dossier).name : "";
  const { en, id } = titleOf(context.settings, step.actor);
  return { id: `atas nama ${name || id}`, en: `for ${name || en}` };
}

function isLate(dossier: Dossier, step: Step, answer: Answer, dueAt: string | null): boolean {
  return (
    dueAt !== null &&
    (finishedAt({ answer }) ?? answer.at) > dueAt &&
    onOurClock(step) &&
    !postpones(dossier, step, answer)
  );
}

function wholeMinutes(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 60_000);
}

function nameFor(answer: Answer, { reader }: ViewContext): string | null {
  return reader.seesPersonal && answer.name !== "" ? answer.name : null;
}
