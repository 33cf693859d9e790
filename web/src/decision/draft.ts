import type { TaskView } from "../../../functions/contract/decision.ts";
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

type Outcome = TaskView["outcomes"][number];

/** Whether choosing an outcome opens something to fill in, or only asks for the second tap. */
export function asksMore(task: TaskView, outcome: Outcome): boolean {
  return outcome.note === "required" || hasFields(task, outcome);
}

/**
 * What is open when the page opens: the outcome of the button in the mail; or, for a person outside, the first one
 * that has something to fill in; none before its day. Nothing is decided by either.
 */
function openingOutcome(task: TaskView, preselected: string | null): string | null {
  const possible = task.outcomes.filter(({ from }) => !isAhead(from, Date.now()));
  const fromMail = possible.find(({ id }) => id === preselected);
  if (fromMail) return fromMail.id;
  if (task.step.kind !== "outside") return null;
  return possible.find((outcome) => hasFields(task, outcome))?.id ?? null;
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

function hasFields(task: TaskView, { anytime, id }: Outcome): boolean {
  return !anytime && task.fields.some(({ outcomes }) => !outcomes || outcomes.includes(id));
}
