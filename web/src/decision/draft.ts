import type { DecisionView, TaskView } from "../../../functions/contract/decision.ts";
import { formName, keepForm, readForm, typedOver, withTyped } from "../parts/kept-form.ts";
import type { KeptForm } from "../parts/kept.ts";
import { isAhead } from "../parts/ahead.ts";
import { type Answers, startingAnswers } from "../parts/starting-answers.ts";

/** What the person has chosen and typed. It outlives every error, and the way through the proof page. */
export interface DecisionDraft {
  outcome: string | null;
  note: string;
  answers: Answers;
  /** Who says to answer, where the page asks it. */
  stated: { name: string; position: string };
}

/** What a page asks, of whom. */
type Asking = Pick<Extract<DecisionView, { page: "decide" }>, "task" | "person">;

type Outcome = TaskView["outcomes"][number];

/** Whether choosing an outcome opens something to fill in, or only asks for the second tap. */
export function asksMore(task: TaskView, outcome: Outcome): boolean {
  return outcome.note === "required" || hasFields(task, outcome);
}

/**
 * What is open when the page opens: the outcome that the mail's button named, or the one form that there is for a person
 * outside; none before its day. Nothing is decided by either, and nobody is led to one of several answers.
 */
function openingOutcome(task: TaskView, preselected: string | null): string | null {
  const possible = possibleNow(task);
  const fromMail = possible.find(({ id }) => id === preselected);
  if (fromMail) return fromMail.id;
  return onlyForm(task)?.id ?? null;
}

/** The answer of a row of somebody outside that has no other: its page is a form, and asks nothing to be chosen. */
export function onlyForm(task: TaskView): Outcome | null {
  const own = possibleNow(task).filter(({ anytime }) => !anytime);
  const [only] = own;
  return task.step.kind === "outside" && own.length === 1 && only && hasFields(task, only) ? only : null;
}

/** Under which name what was typed for a task is kept on this device. */
export function draftName(of: { case: string; task: string }): string {
  return formName("link", of.case, of.task);
}

/** The form of a task as it keeps what is typed. */
export function keptFormOf({ person, task }: Asking): KeptForm {
  return { name: draftName(task), by: person.name };
}

/** As it is kept; `preselected` tells a page that was loaded again from another button of the mail. */
interface KeptDraft extends DecisionDraft {
  preselected: string | null;
}

/** What was typed before on this device, or null. */
export function keptDraft(asking: Asking, preselected: string | null): DecisionDraft | null {
  const kept = readForm<KeptDraft>(keptFormOf(asking));
  if (!kept) return null;
  const start = newDraft(asking.task, preselected);
  const chosen = possibleNow(asking.task).some(({ id }) => id === kept.outcome) ? kept.outcome : null;
  return {
    // The button that was tapped last says what is open.
    outcome: kept.preselected === preselected ? chosen : (start.outcome ?? chosen),
    note: kept.note,
    answers: withTyped(start.answers, kept.answers),
    stated: kept.stated,
  };
}

/** Keeps what was typed. A mere choice is not: whoever looks again later finds nothing chosen for them. */
export function keepDraft(asking: Asking, preselected: string | null, draft: DecisionDraft): void {
  const start = newDraft(asking.task, preselected);
  const answers = typedOver(start.answers, draft.answers);
  const { name, position } = draft.stated;
  const isTyped = Object.keys(answers).length > 0 || [draft.note, name, position].some((text) => text.trim() !== "");
  keepForm(keptFormOf(asking), isTyped ? ({ ...draft, answers, preselected } satisfies KeptDraft) : null);
}

/** The draft before anything was typed. */
export function newDraft(task: TaskView, preselected: string | null): DecisionDraft {
  return {
    outcome: openingOutcome(task, preselected),
    note: "",
    answers: startingAnswers(task.fields, task.aids),
    stated: { name: "", position: "" },
  };
}

function possibleNow({ outcomes }: TaskView): Outcome[] {
  return outcomes.filter(({ from }) => !isAhead(from, Date.now()));
}

function hasFields(task: TaskView, { anytime, id }: Outcome): boolean {
  return !anytime && task.fields.some(({ outcomes }) => !outcomes || outcomes.includes(id));
}
