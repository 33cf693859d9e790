/** What the registers say of a case, in the agency's language as they are printed. */
import { actorOf } from "../../../statemachines/language/registry.ts";
import { officeFields } from "../../../statemachines/form/office-entry.ts";
import { entryOf } from "../../../statemachines/language/table.ts";
import type { Field } from "../../../statemachines/language/vocabulary.ts";
import { latestAnswer, procedureOfCase, requestText } from "./case-file.ts";
import { subjectOf } from "./contact.ts";
import type { Dossier } from "./records.ts";

/** A line of the agenda book (buku agenda surat masuk); empty where something is not known. */
export interface LetterLine {
  letterNumber: string;
  /** YYYY-MM-DD */
  letterDate: string;
  from: string;
  about: string;
  urgency: string;
  forwardedTo: string;
  /** The day a letter on paper arrived, YYYY-MM-DD; absent where that is the day it was entered. */
  arrivedOn?: string;
}

/** A line of the register of agreements. */
export interface AgreementLine {
  partner: string;
  about: string;
  /** First and last day in force, YYYY-MM-DD; null while they are not recorded. */
  valid: { from: string; until: string } | null;
  /** Whether the case has ended. */
  ended: boolean;
}

export const emptyLetterLine: LetterLine = {
  letterNumber: "",
  letterDate: "",
  from: "",
  about: "",
  urgency: "",
  forwardedTo: "",
};

export function letterLine(dossier: Dossier): LetterLine {
  const { case: item } = dossier;
  const procedure = procedureOfCase(item);
  const letter = procedure.incomingLetter;
  if (!letter) return emptyLetterLine;
  const step = procedure.steps.find((each) => each.id === letter.urgency.step);
  const next = step && procedure.steps.slice(procedure.steps.indexOf(step)).find((each) => each.actor !== step.actor);
  const urgency = latestAnswer(dossier, letter.urgency.step)?.values[letter.urgency.field];
  const arrivedOn = requestText(item, officeFields.arrivedOn);
  return {
    ...(arrivedOn === "" ? {} : { arrivedOn }),
    letterNumber: requestText(item, letter.number),
    letterDate: requestText(item, letter.date),
    from: subjectOf(item),
    about: optionLabel(entryOf(procedure).fields, letter.about, requestText(item, letter.about)),
    urgency: optionLabel(step?.fields, letter.urgency.field, urgency),
    forwardedTo: next ? actorOf(next.actor).short.id : "",
  };
}

function optionLabel(fields: Field[] | undefined, name: string, value: unknown): string {
  const field = fields?.find((each) => each.name === name);
  return field?.options?.find((option) => option.value === value)?.label.id ?? (typeof value === "string" ? value : "");
}
