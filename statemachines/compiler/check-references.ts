/** What rows say of each other: fields filled from earlier rows, outcomes offered after others, and the like. */
import { fieldsOf, outcomesOf, rowName, waits } from "../language/table.ts";
import type { Field, FormRule, Outcome, Procedure, Step } from "../language/vocabulary.ts";

/** @returns a message for each mention of a row, a field or an outcome that does not exist */
export function checkReferences(procedure: Procedure): string[] {
  const ofRows = procedure.steps.flatMap((step) =>
    [
      ...checkForm(procedure, step),
      ...step.outcomes.flatMap((outcome) => checkAfter(procedure, outcome)),
      ...checkElsewhere(procedure, step),
      ...checkOffer(procedure, step),
      ...checkComputed(step),
      ...checkPeople(procedure, step),
      ...checkBurdens(procedure, step),
      ...checkPosts(procedure, step),
    ].map((problem) => `${rowName(step)} ${problem}`),
  );
  const ofAsides = (procedure.aside ?? []).flatMap((aside) =>
    checkForm(procedure, aside).map((problem) => `${rowName(aside)} ${problem}`),
  );
  const { survey } = procedure;
  const ofSurvey =
    survey && survey.after !== "ending" && !procedure.steps.some(({ id }) => id === survey.after)
      ? [`the survey is asked after the unknown row "${survey.after}"`]
      : [];
  return [
    ...ofRows,
    ...ofAsides,
    ...ofSurvey,
    ...(procedure.anytime ?? []).flatMap((outcome) => checkDuring(procedure, outcome)),
  ];
}

function checkForm(procedure: Procedure, step: Step): string[] {
  const fields = step.fields ?? [];
  const names = fields.map((field) => field.name);
  const rules = step.rules ?? [];
  const outcomes = outcomesOf(procedure, step).map((outcome) => outcome.id);
  return [
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `has the field "${name}" twice`),
    ...unknown(fields.flatMap(fieldsMentionedBy), names).map(
      (name) => `has a condition on the unknown field "${name}"`,
    ),
    ...unknown(rules.flatMap(fieldsUsedBy), names).map((name) => `has a rule on the unknown field "${name}"`),
    ...unknown(
      [...fields, ...rules].flatMap((asked) => asked.outcomes ?? []),
      outcomes,
    ).map((id) => `has a field or rule for the unknown outcome "${id}"`),
    ...fields.flatMap((field) => checkPrefill(procedure, field)),
  ];
}

function fieldsMentionedBy(field: Field): string[] {
  return [field.requiredWhen, field.requiredUnless, field.earliestWhen].flatMap((condition) =>
    condition ? [condition.field] : [],
  );
}

function fieldsUsedBy(rule: FormRule): string[] {
  switch (rule.kind) {
    case "time-range":
      return [rule.date, rule.start, rule.end, rule.at];
    case "open-hour":
      return [rule.date, rule.start, rule.at];
    case "sessions":
      return [rule.rows];
    case "date-order":
      return [rule.earlier, rule.later, rule.at];
    case "sum-at-most":
      return [...rule.parts, rule.total, rule.at];
    case "differ":
      return rule.fields;
  }
}

function checkPrefill(procedure: Procedure, field: Field): string[] {
  if (!field.prefill) return [];
  const { step: source, field: name } = field.prefill;
  if (source === undefined) {
    const anywhere = procedure.steps.some((step) => step.fields?.some((candidate) => candidate.name === name));
    return anywhere ? [] : [`fills "${field.name}" from "${name}", a field that no row has`];
  }
  const step = procedure.steps.find((candidate) => candidate.id === source);
  if (!step) return [`fills "${field.name}" from the unknown row "${source}"`];
  const known = (step.fields ?? []).some((candidate) => candidate.name === name);
  return known ? [] : [`fills "${field.name}" from "${name}", a field that the row "${source}" does not have`];
}

function checkAfter(procedure: Procedure, outcome: Outcome): string[] {
  if (!outcome.after) return [];
  const { step: source, outcomes } = outcome.after;
  const step = procedure.steps.find((candidate) => candidate.id === source);
  if (!step) return [`offers "${outcome.id}" after the unknown row "${source}"`];
  const known = outcomesOf(procedure, step).map((candidate) => candidate.id);
  return unknown(outcomes, known).map(
    (id) => `offers "${outcome.id}" after the unknown outcome "${id}" of "${source}"`,
  );
}

/** Fields of other rows by which something is asked, offered or limited; what completes a request asks its own fields. */
function checkElsewhere(procedure: Procedure, step: Step): string[] {
  const others = procedure.steps.filter(({ id }) => id !== step.id).flatMap(({ fields = [] }) => fields);
  const named = [
    ...(step.fields ?? []).map(({ askedFor }) => askedFor),
    ...step.outcomes.map(({ unless }) => unless),
  ].filter((each) => each !== undefined);
  const dates = [step.deadlineOn?.field, step.deadlineOn?.before].filter((name) => name !== undefined);
  const completes = step.outcomes.some(({ actions = [] }) => actions.includes("enter-completion"));
  const asked = completes ? (step.fields ?? []).map(({ name }) => name) : [];
  return [
    ...unknown(
      [...named.map(({ field }) => field), ...dates],
      others.map(({ name }) => name),
    ).map((name) => `looks at "${name}", a field that no other row has`),
    ...named.flatMap(({ field, in: values }) => {
      const options = others.find(({ name }) => name === field)?.options ?? [];
      const known = options.map(({ value }) => value);
      return unknown(values, known).map((value) => `looks for "${value}", which is no option of "${field}"`);
    }),
    ...unknown(
      asked,
      procedure.steps
        .filter(({ kind }) => kind === "entry")
        .flatMap(({ fields = [] }) => fields.map(({ name }) => name)),
    ).map((name) => `completes "${name}", which the request does not ask`),
  ];
}

/** Whoever comes to a row must find at least one button there. */
function checkOffer(procedure: Procedure, step: Step): string[] {
  if (!waits(step) || step.outcomes.some((outcome) => !outcome.after)) return [];
  const conditions = step.outcomes.flatMap((outcome) => outcome.after ?? []);
  return procedure.steps
    .filter((earlier) => conditions.some((after) => after.step === earlier.id))
    .flatMap((earlier) =>
      earlier.outcomes
        .filter(
          ({ id, to }) =>
            to === step.id && !conditions.some((after) => after.step === earlier.id && after.outcomes.includes(id)),
        )
        .map(({ id }) => `offers nothing after "${id}" of ${rowName(earlier)}`),
    );
}

function checkPeople(procedure: Procedure, step: Step): string[] {
  const others = procedure.steps.filter((candidate) => candidate.id !== step.id);
  const staffFields = others.flatMap((other) => (other.fields ?? []).filter((field) => field.kind === "staff"));
  const assignee = step.assignee ? [step.assignee.field] : [];
  return [
    ...unknown(
      assignee,
      staffFields.map((field) => field.name),
    ).map((name) => `is assigned by "${name}", which is no staff field of another row`),
    ...unknown(
      [...(step.differsFrom ?? []), ...(step.accepts ?? [])],
      others.map((other) => other.id),
    ).map((id) => `must be done by somebody else than "${id}", which is no other row`),
  ];
}

/** What burdens the budget is told by a choice of another row. */
function checkBurdens({ steps }: Procedure, { burdens, id }: Step): string[] {
  if (!burdens) return [];
  const fields = steps.filter((other) => other.id !== id).flatMap((other) => other.fields ?? []);
  const options = fields.filter(({ name }) => name === burdens.field).flatMap((field) => field.options ?? []);
  return unknown(
    burdens.in,
    options.map(({ value }) => value),
  ).map((value) => `burdens the budget by "${burdens.field}" = "${value}", which can be chosen at no other row`);
}

/** Letters to people chosen in a field, or sent before a day that a field holds. */
function checkPosts(procedure: Procedure, step: Step): string[] {
  const posts = [...(step.letters ?? []), ...outcomesOf(procedure, step).flatMap((outcome) => outcome.letters ?? [])];
  const taken = posts
    .flatMap(({ named, daysBefore }) => [named, daysBefore?.field])
    .filter((name) => name !== undefined);
  return unknown(
    taken,
    fieldsOf(procedure).map((field) => field.name),
  ).map((name) => `sends a letter by "${name}", a field that no row has`);
}

/** What is computed needs a source, and what depends on it must be there. */
function checkComputed(step: Step): string[] {
  const computed = (step.fields ?? []).filter((field) => field.computed).map((field) => field.name);
  const needed = step.outcomes.flatMap((outcome) => (outcome.onlyWhen ? [outcome.onlyWhen.field] : []));
  return [
    ...(computed.length > 0 && !step.computes ? ["has computed fields, but computes nothing"] : []),
    ...unknown(needed, computed).map((name) => `offers an outcome by "${name}", which is no computed field`),
  ];
}

function checkDuring(procedure: Procedure, outcome: Outcome & { during: string[] }): string[] {
  const from = `the anytime outcome "${outcome.id}"`;
  const unfit = outcome.during.flatMap((id) => {
    const step = procedure.steps.find((candidate) => candidate.id === id);
    if (!step) return [`${from} is possible during the unknown row "${id}"`];
    return waits(step) ? [] : [`${from} is possible during ${rowName(step)}, where nobody is asked anything`];
  });
  return outcome.during.length === 0 ? [`${from} is never possible`] : unfit;
}

function unknown(mentioned: string[], known: string[]): string[] {
  return [...new Set(mentioned)].filter((name) => !known.includes(name));
}
