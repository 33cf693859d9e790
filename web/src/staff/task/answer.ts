import type { OutcomeView } from "../../../../functions/contract/shared.ts";
import type { StaffDecisionRequest } from "../../../../functions/contract/requests.ts";
import type { TaskView } from "../../../../functions/contract/decision.ts";
import type { Field } from "../../../../statemachines/language/vocabulary.ts";
import { answersFor, checkAnswers, startingAnswers, type Errors } from "../../parts/answers.ts";
import { isAhead } from "../../parts/ahead.ts";
import { now } from "../app-state.svelte.ts";
import { texts } from "../../text/staff.ts";
import type { Draft } from "./draft.ts";

/** Ids of the form's controls start with this. */
export const prefix = "answer";

export const channels = ["counter", "phone", "whatsapp", "letter"] as const;

/** What stands in the form when nobody has typed yet. @param afterwards whether somebody said that the work is done already */
export function startOf(task: TaskView, afterwards = false): Draft {
  return {
    outcome: likelyOutcome(task)?.id ?? null,
    values: startingAnswers(task.fields, task.aids),
    note: "",
    channel: null,
    later: afterwards ? { from: "", until: "", reason: "" } : null,
  };
}

/** Where there is one way forward it is chosen already; a decision is never taken for granted. */
function likelyOutcome({ outcomes: all, step }: TaskView): OutcomeView | null {
  const outcomes = all.filter(({ from }) => !isAhead(from, now()));
  const forward = outcomes.filter((outcome) => outcome.tone !== "no");
  const [only] = forward;
  return only && forward.length === 1 && (step.kind !== "decision" || outcomes.length === 1) ? only : null;
}

/** The fields asked with an outcome. A withdrawal, possible at many steps, asks none of the step's own. */
export function askedFields(task: TaskView, outcome: OutcomeView | null): Field[] {
  return outcome?.anytime ? [] : task.fields;
}

/** Somebody else's answer is recorded here, so it matters how it reached us. */
export function asksChannel(task: TaskView): boolean {
  return task.step.kind === "outside";
}

/** What somebody outside said is written down in their words, unless they stand at the counter. */
export function asksWords(task: TaskView, { channel }: Pick<Draft, "channel">): boolean {
  return asksChannel(task) && channel !== null && channel !== "counter";
}

/** The same checks as the server's, and those of the note and the channel; empty when all is well. */
export function checkDraft(task: TaskView, draft: Draft): Errors {
  const words = texts().task;
  const outcome = task.outcomes.find(({ id }) => id === draft.outcome);
  if (!outcome) return { outcome: words.outcomeMissing };
  const fields = askedFields(task, outcome);
  const errors = checkAnswers({ fields, rules: task.rules }, outcome.id, draft.values, task.aids.context);
  if (asksChannel(task) && draft.channel === null) errors.channel = words.channelMissing;
  if (asksWords(task, draft) && outcome.note === "optional" && draft.note.trim() === "")
    errors.note = words.wordsMissing;
  Object.assign(errors, errorsOfTimes(task, outcome, draft));
  if (outcome.note === "required" && draft.note.trim() === "") {
    errors.note = { id: words.noteMissing(outcome.noteLabel.id), en: words.noteMissing(outcome.noteLabel.en) };
  }
  return errors;
}

/** Whether the real times of the work can be given with an outcome. */
export function takesTimes(task: TaskView, outcome: OutcomeView | null): boolean {
  return task.follows !== undefined && outcome !== null && !outcome.anytime;
}

function errorsOfTimes(task: TaskView, outcome: OutcomeView, { later }: Draft): Errors {
  if (!takesTimes(task, outcome) || later === null) return {};
  const words = texts().task.later;
  const { from, reason, until } = later;
  return {
    ...(from === "" ? { laterFrom: words.timeMissing } : {}),
    ...(until === "" ? { laterUntil: words.timeMissing } : {}),
    ...(from !== "" && until !== "" && until <= from ? { laterUntil: words.backwards } : {}),
    ...(reason.trim() === "" ? { laterReason: words.reasonMissing } : {}),
  };
}

/** The body of the POST for a draft that passed the checks. */
export function requestOf(task: TaskView, draft: Draft): StaffDecisionRequest {
  const outcome = task.outcomes.find(({ id }) => id === draft.outcome) ?? null;
  return {
    outcome: draft.outcome ?? "",
    values: answersFor(askedFields(task, outcome), draft.outcome, draft.values),
    note: outcome?.note === "none" ? "" : draft.note,
    ...(asksChannel(task) && draft.channel ? { channel: draft.channel } : {}),
    ...(takesTimes(task, outcome) && draft.later ? { later: draft.later } : {}),
  };
}
