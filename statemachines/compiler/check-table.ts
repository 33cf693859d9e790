/** What a table must be before it may become a machine. Messages are for its author: they name the row. */
import { actorIn } from "../language/actors.ts";
import { checkColumns } from "./check-columns.ts";
import { checkEntryChannels } from "./check-entry-channels.ts";
import { checkFlow } from "./check-flow.ts";
import { checkKnown } from "./check-known.ts";
import { checkReferences } from "./check-references.ts";
import { checkSentences } from "./check-sentences.ts";
import { checkSources } from "./check-sources.ts";
import { plannedNames } from "./state-names.ts";
import { calendarDays, outcomesOf, rowName, waitingDays, waits } from "../language/table.ts";
import type { Aside, Procedure, StandardTime, Step } from "../language/vocabulary.ts";

/** Ids stand in keys, addresses and expressions, so they stay plain. */
const idForm = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const durationForm = /^P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?)?$/;
/** Placeholders, expressions and control characters in a name would be read as something else. */
const nameForm = /^[\p{L}\p{N}][\p{L}\p{N} .,:;()'/-]*$/u;
const nameLength = 80;
/** A Standard execution lives at most a year; a wait that long would end it before its own timeout is caught. */
const longestWaitDays = 360;
/** The longest run of holidays that may lie within a deadline, Lebaran with its joint leave. */
const holidays = 14;

/** @returns one message for each thing wrong with the table, empty where it may be compiled */
export function checkTable(procedure: Procedure): string[] {
  return [
    ...checkIds(procedure),
    ...procedure.steps.flatMap((step) => checkRow(procedure, step).map((problem) => `${rowName(step)} ${problem}`)),
    ...(procedure.aside ?? []).flatMap((aside) =>
      checkAside(procedure, aside).map((problem) => `${rowName(aside)} ${problem}`),
    ),
    ...checkKnown(procedure),
    ...checkReferences(procedure),
    ...checkSentences(procedure),
    ...checkColumns(procedure),
    ...checkEntryChannels(procedure),
    ...checkSources(procedure),
    ...checkFlow(procedure),
    ...checkNames(procedure),
  ];
}

function checkIds(procedure: Procedure): string[] {
  const ids = [...procedure.steps, ...(procedure.aside ?? [])].map((step) => step.id);
  const numbers = procedure.steps.flatMap((step) => (step.number === null ? [] : [String(step.number)]));
  return [
    ...[procedure.id, ...ids].filter((id) => !idForm.test(id)).map((id) => `the id "${id}" is not lower-case-kebab`),
    ...repeated(ids).map((id) => `two rows have the id "${id}"`),
    ...repeated(numbers).map((number) => `two rows have the number ${number}`),
  ];
}

function checkRow(procedure: Procedure, step: Step): string[] {
  const outcomeIds = outcomesOf(procedure, step).map((outcome) => outcome.id);
  return [
    ...when(!actorIn(procedure, step.actor), "has no known actor"),
    ...checkTime(step.time).map((problem) => `has no usable standard time: ${problem}`),
    ...when(step.outcomes.length === 0, "has no outcome"),
    ...outcomeIds
      .filter((id) => !idForm.test(id))
      .map((id) => `has an outcome id that is not lower-case-kebab: "${id}"`),
    ...repeated(outcomeIds).map((id) => `has the outcome "${id}" twice`),
    ...when(step.number === null && !step.outsideSop, "has no number and is not marked as outside the SOP"),
    ...when(step.kind === "decision" && !step.mail, "is a decision without mail"),
    ...when(
      step.phoneAfter !== undefined && !opensOnSilence(procedure),
      "is telephoned about, and no row beside the flow opens on silence",
    ),
    ...(waits(step) ? checkWaiting(step, isOpenedByCalendar(procedure)) : checkUnattended(step)),
  ];
}

function opensOnSilence({ aside = [] }: Procedure): boolean {
  return aside.some(({ opensOn }) => opensOn === "silence");
}

/** A row beside the flow leads nowhere, and nobody carries anything out for it. */
function checkAside(procedure: Procedure, aside: Aside): string[] {
  const ids = aside.outcomes.map((outcome) => outcome.id);
  return [
    ...when(!actorIn(procedure, aside.actor), "has no known actor"),
    ...checkTime(aside.time).map((problem) => `has no usable standard time: ${problem}`),
    ...when(aside.outcomes.length === 0, "has no outcome"),
    ...ids.filter((id) => !idForm.test(id)).map((id) => `has an outcome id that is not lower-case-kebab: "${id}"`),
    ...repeated(ids).map((id) => `has the outcome "${id}" twice`),
    ...when(!aside.outsideSop, "has no number and is not marked as outside the SOP"),
    ...when(
      aside.opensOn === "unreachable" && !(aside.fields ?? []).some(({ name }) => name === procedure.contact.email),
      "asks no better address: it needs a field with the name of the contact's email",
    ),
    ...when(
      aside.opensOn === "silence" && !procedure.steps.some(({ phoneAfter }) => phoneAfter !== undefined),
      "opens on silence, and no row says after how long (`phoneAfter`)",
    ),
    ...when(
      (procedure.aside ?? []).some(({ id, opensOn }) => id !== aside.id && opensOn === aside.opensOn),
      "opens on what another row beside the flow opens on",
    ),
    ...when(aside.kind !== "work", "stands beside the flow, where only `work` can be done"),
    ...when(aside.deadlineWorkingDays !== undefined, "has a deadline, which only rows of the flow have"),
    ...when(
      aside.mail === true || aside.assignee !== undefined || hasEffects(aside),
      "has mail, an assignee or effects, which only rows of the flow have",
    ),
    ...aside.outcomes
      .filter((outcome) => (outcome.to as string) !== "aside")
      .map(({ id }) => `leads somewhere with "${id}"; a row beside the flow leads nowhere`),
    ...aside.outcomes
      .filter((outcome) => hasEffects(outcome) || outcome.guard !== undefined || outcome.onDeadline === true)
      .map(({ id }) => `has effects with "${id}", which only rows of the flow have`),
  ];
}

/** What opens by itself each day must also close by itself where nobody comes. */
function isOpenedByCalendar(procedure: Procedure): boolean {
  return procedure.steps.some((step) => step.kind === "entry" && step.opens !== undefined);
}

function checkWaiting(step: Step, ofCalendar: boolean): string[] {
  const days = waitingDays(step);
  const expiring = step.outcomes.filter((outcome) => outcome.onDeadline).length;
  const deadline = step.deadlineWorkingDays;
  const limited = deadline !== undefined || step.deadlineOn !== undefined || step.deadlineBefore !== undefined;
  return [
    ...when(days === null || days === 0, "has no timeout: give `timeout` in days, such as P60D, or a deadline"),
    ...when(days !== null && days > longestWaitDays, `waits ${days} days; at most ${longestWaitDays} are possible`),
    ...when(
      deadline !== undefined && days !== null && days < calendarDays(deadline) + holidays,
      "has a timeout that may end before its deadline",
    ),
    ...when(
      deadline !== undefined && !(Number.isInteger(deadline) && deadline > 0),
      "has a deadline below one working day",
    ),
    ...when(
      deadline !== undefined && step.kind !== "outside" && !ofCalendar,
      "has a deadline, which only people outside have, and what the calendar opens",
    ),
    ...when(step.deadlineOn !== undefined && step.kind !== "outside", "has a last day, which only people outside have"),
    ...when(deadline !== undefined && step.deadlineOn !== undefined, "has two deadlines"),
    ...when(
      step.deadlineBefore !== undefined && step.kind !== "outside",
      "ends before an appointment, which only what is asked of people outside does",
    ),
    ...when(
      step.phoneAfter !== undefined && step.kind !== "outside",
      "is telephoned about, which only people outside are",
    ),
    ...when(
      step.phoneAfter !== undefined && !durationForm.test(step.phoneAfter),
      `telephones after "${step.phoneAfter ?? ""}", which is no duration`,
    ),
    ...when(
      step.remindAfter !== undefined && (step.kind === "outside" || step.time.basis === "none"),
      "is reminded of as work with a standard time, which it is not",
    ),
    ...when(
      step.remindAfter !== undefined && !durationForm.test(step.remindAfter),
      `is reminded of after "${step.remindAfter ?? ""}", which is no duration`,
    ),
    ...when(!limited && expiring > 0, "has an `onDeadline` outcome but no deadline"),
    ...when(limited && expiring !== 1, `has a deadline and ${expiring} \`onDeadline\` outcomes; one is needed`),
    ...when(hasEffects(step), "has actions or letters of its own; they belong to its outcomes"),
  ];
}

/** Entry and automatic rows: nobody chooses, so nothing may depend on a choice. */
function checkUnattended(step: Step): string[] {
  return [
    ...when(step.outcomes.length > 1, "has more than one outcome, and nobody to choose"),
    ...when(
      step.outcomes.some(hasEffects),
      "has actions or letters at its outcome; they belong to an automatic row itself",
    ),
    ...when(
      step.kind === "entry" && hasEffects(step),
      "has actions or letters; they belong to the row after the request",
    ),
    ...when(step.kind === "automatic" && (step.fields ?? []).length > 0, "has a form, and nobody to fill it in"),
    ...when(
      step.deadlineWorkingDays !== undefined || step.deadlineOn !== undefined,
      "has a deadline, and nobody to keep it",
    ),
  ];
}

function hasEffects(of: Pick<Step, "actions" | "letters">): boolean {
  return (of.actions ?? []).length > 0 || (of.letters ?? []).length > 0;
}

function checkTime(time: StandardTime | undefined): string[] {
  if (!time?.written.trim()) return ["nothing is written"];
  const bounds = [time.min, time.max].filter((bound) => bound !== undefined);
  const needed = bound(time);
  return [
    ...bounds.filter((bound) => !durationForm.test(bound)).map((bound) => `"${bound}" is not a duration`),
    ...when(needed !== null && time[needed] === undefined, `${time.basis} needs \`${needed ?? ""}\``),
  ];
}

/** Which part a basis cannot do without. */
function bound(time: StandardTime): "min" | "max" | "unit" | null {
  switch (time.basis) {
    case "working-minutes":
    case "working-day":
      return "max";
    case "per-unit":
      return time.max === undefined ? "max" : "unit";
    case "calendar-lead":
      return "min";
    case "recurring":
      return "unit";
    case "estimate":
    case "none":
      return null;
  }
}

function checkNames(procedure: Procedure): string[] {
  const planned = plannedNames(procedure);
  const unfit = planned.flatMap(({ name, from }) => [
    ...when(
      [...name].length > nameLength,
      `the state name "${name}" (${from}) is longer than ${nameLength} characters`,
    ),
    ...when(!nameForm.test(name), `the state name "${name}" (${from}) has characters a state name may not have`),
  ]);
  const doubled = repeated(planned.map(({ name }) => name)).map((name) => {
    const sources = planned.filter((state) => state.name === name).map((state) => state.from);
    return `the state name "${name}" is used by ${sources.join(" and ")}`;
  });
  return [...unfit, ...doubled];
}

function repeated(values: string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

function when(wrong: boolean, problem: string): string[] {
  return wrong ? [problem] : [];
}
