/** What was mistyped is put right: in the request, and in answers; what it was stays with the change. */
import { stepOf } from "../../../statemachines/language/table.ts";
import type { Field, Step } from "../../../statemachines/language/vocabulary.ts";
import { latestAnswer, latestValue, procedureOfCase } from "../case/case-file.ts";
import { isCompletion } from "../case/completion.ts";
import type { Change, ChangedRow, Dossier, Values } from "../case/records.ts";
import { isErased } from "../personal-data/ask-erasure.ts";
import { appointmentFieldNames } from "./appointment-fields.ts";
import { settleGroup, takeForGroup } from "./correct-headcount.ts";
import { enterAnew } from "./enter-anew.ts";
import { isSame, nothingChanged, type ChangeForm, type Operation } from "./operation.ts";

/** Kinds that are no slips of the pen: another operation changes them, or nobody does. */
const untouched: Field["kind"][] = ["file", "consent", "slot", "slots", "staff", "rows"];

export const correctData: Operation = {
  title: { id: "Perbaiki data", en: "Correct data" },
  about: {
    id: "Data yang salah ketik diperbaiki; isi lama tetap terbaca pada riwayat. Tidak ada surat yang dikirim, kecuali pemberitahuan ke alamat email lama bila alamatnya diganti.",
    en: "What was mistyped is put right; what it was stays in the history. No letter is sent, but a word to the old e-mail address where that changes.",
  },
  fits: () => true,
  fields: (dossier) => formOf(correctableRows(dossier)),
  async plan(dependencies, dossier, values) {
    const plan = planOf(correctableRows(dossier), values);
    await takeForGroup(dependencies, dossier, plan);
    return plan;
  },
  undo: settleGroup,
  async carryOut(dependencies, dossier, change) {
    await settleGroup(dependencies, dossier, change);
    await enterAnew(dependencies, dossier);
  },
};

/** The right of whoever the data are about, when nobody else looks after the case any more. */
export const correctPersonal: Operation = {
  title: { id: "Perbaiki data pribadi", en: "Correct personal data" },
  about: {
    id: "Data pribadi pada berkas yang sudah berakhir diperbaiki atas permintaan pemiliknya; isi lama tetap terbaca pada riwayat. Tidak ada surat yang dikirim, kecuali pemberitahuan ke alamat email lama bila alamatnya diganti.",
    en: "Personal data of a case that has ended are put right as their owner asks; what they were stays in the history. No letter is sent, but a word to the old e-mail address where that changes.",
  },
  fits: ({ case: item }) => item.ending !== undefined && !isErased(item, "contact"),
  fields: (dossier) => formOf(correctableRows(dossier, isPersonal)),
  plan: (_dependencies, dossier, values) => Promise.resolve(planOf(correctableRows(dossier, isPersonal), values)),
  carryOut: enterAnew,
};

const isPersonal = ({ personal }: Field): boolean => personal === true;

function formOf(rows: Row[]): ChangeForm {
  return {
    fields: rows.flatMap(({ fields, step }) => fields.map((field) => ({ ...field, name: nameAt(step, field) }))),
    values: Object.fromEntries(
      rows.flatMap(({ fields, step, values }) => fields.map((field) => [nameAt(step, field), values[field.name]])),
    ),
  };
}

/** @throws Refusal `invalid` where nothing is another than before */
function planOf(correctable: Row[], values: Values): ChangedRow & { more?: ChangedRow[] } {
  const rows = correctable.flatMap(({ fields, step, values: before }): ChangedRow[] => {
    const differs = fields.filter((field) => !isSame(values[nameAt(step, field)], before[field.name]));
    const pick = (of: (field: Field) => unknown): Values =>
      Object.fromEntries(differs.map((field) => [field.name, of(field) ?? null]));
    const [now, was] = [pick((field) => values[nameAt(step, field)]), pick(({ name }) => before[name])];
    return differs.length > 0 ? [{ step: step.id, values: now, was }] : [];
  });
  const [first, ...more] = rows;
  if (!first) throw nothingChanged;
  return { ...first, ...(more.length > 0 ? { more } : {}) };
}

/** The e-mail address of before, where a correction changed it and there was one; null otherwise. */
export function addressBefore(dossier: Dossier, { operation, values, was }: Change): string | null {
  const { email } = procedureOfCase(dossier.case).contact;
  const corrects = operation === "correct-data" || operation === "correct-personal";
  if (!corrects || email === undefined || !(email in values)) return null;
  const before = was[email];
  return typeof before === "string" && before !== "" && before !== latestValue(dossier, email) ? before : null;
}

interface Row {
  step: Step;
  fields: Field[];
  values: Values;
}

/** What is to be erased is nothing to correct. */
function correctableRows(dossier: Dossier, which: (field: Field) => boolean = () => true): Row[] {
  const procedure = procedureOfCase(dossier.case);
  const { journey } = procedure;
  // By these the vehicle and the people are taken for a time of the day.
  const taken = journey ? [journey.arrival, journey.travelMinutes, journey.vehicle] : [];
  const moved = [...appointmentFieldNames(dossier), ...taken];
  // What completed the request is part of it, and put right there.
  return procedure.steps
    .filter((step) => !isCompletion(step))
    .flatMap(({ id }) => {
      const step = stepOf(procedure, id);
      const answer = latestAnswer(dossier, id);
      const isAsked = (field: Field): boolean =>
        which(field) &&
        !field.computed &&
        !(isPersonal(field) && isErased(dossier.case, "contact")) &&
        !untouched.includes(field.kind) &&
        !moved.includes(field.name) &&
        (!field.outcomes || (answer !== null && field.outcomes.includes(answer.outcome)));
      const fields = (step.fields ?? []).filter(isAsked).map((field) => loosened(field, step));
      return answer && fields.length > 0 ? [{ step, fields, values: answer.values }] : [];
    });
}

/** What was right on its day stays right; what depends on other fields is asked as it stands. */
function loosened(
  { earliest: _, earliestWhen: __, latest: ___, serviceDay: ____, outcomes: _____, ...field }: Field,
  step: Step,
): Field {
  const inRow = <Condition extends { field: string }>(condition: Condition): Condition => ({
    ...condition,
    field: `${step.id}.${condition.field}`,
  });
  return {
    ...field,
    section: step.activity,
    ...(field.requiredWhen ? { requiredWhen: inRow(field.requiredWhen) } : {}),
    ...(field.requiredUnless ? { requiredUnless: inRow(field.requiredUnless) } : {}),
  };
}

function nameAt(step: Step, field: Pick<Field, "name">): string {
  return `${step.id}.${field.name}`;
}
