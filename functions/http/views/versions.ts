import type { FieldName } from "../../../statemachines/language/vocabulary.ts";
import { stepOf } from "../../../statemachines/language/table.ts";
import { procedureOfCase } from "../../domain/case/case-file.ts";
import type { Dossier, Values } from "../../domain/case/records.ts";

/** One version of a text that is written in versions. */
export interface Version {
  /** From 1. */
  number: number;
  text: string;
  /** The text it was made from; null for the first. */
  before: string | null;
}

/** Every version of a field's text in the case, oldest first: each answer that gives the field is one. */
export function versionsOf(dossier: Dossier, field: FieldName): Version[] {
  return answersWith(dossier, field).map((text, index, texts) => ({
    number: index + 1,
    text: String(text[field]),
    before: index === 0 ? null : String(texts[index - 1]?.[field]),
  }));
}

/** The version that was written in an answer of the case; null where that answer holds none. */
export function versionIn(dossier: Dossier, field: FieldName, values: Values): Version | null {
  const index = answersWith(dossier, field).indexOf(values);
  return versionsOf(dossier, field)[index] ?? null;
}

function answersWith(dossier: Dossier, field: FieldName): Values[] {
  const procedure = procedureOfCase(dossier.case);
  const answers = dossier.tasks
    .flatMap((task) => (task.answer ? [{ ...task.answer, fields: stepOf(procedure, task.step).fields }] : []))
    .toSorted((one, other) => one.at.localeCompare(other.at));
  const entry = procedure.steps.find((step) => step.kind === "entry");
  return [{ values: dossier.case.request, fields: entry?.fields }, ...answers]
    .filter(({ fields }) => fields?.some((each) => each.name === field && each.versioned))
    .map(({ values }) => values)
    .filter((values) => typeof values[field] === "string");
}
