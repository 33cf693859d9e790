/** What a submission must hold, through whichever way it comes in: the form of a request, an answer by link or by staff. */
import { checkForm } from "../../../statemachines/form/check-form.ts";
import type { Field, FormRule, Procedure, Text } from "../../../statemachines/language/vocabulary.ts";
import { namedCaseErrors } from "../case/related-cases.ts";
import type { StoredFile, Values } from "../case/records.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { attachedFiles } from "./attached-files.ts";
import { formContext } from "./form-context.ts";
import { mailDomainErrors } from "./mail-domain.ts";
import { staffErrors } from "./staff-choice.ts";

export type CheckingDependencies = Pick<Dependencies, "agencies" | "cases" | "clock" | "files" | "mailDomains">;

/** What is asked: the fields and rules of a row, for the chosen outcome or, on a request, for none. */
export interface Asked {
  procedure: Procedure;
  fields: Field[];
  rules: FormRule[];
  outcome: string | null;
  /** What is told above the form when something is missing. */
  incomplete: Text;
}

/**
 * Checks values as they came against the fields asked: their form, their rules, the files behind them, the people and
 * cases they name, and that mail to an address can arrive.
 *
 * @param wrong sentences per field that are known already, such as one about the note
 * @returns the values in their stored form, and the files that came with them
 * @throws Refusal `invalid` with a sentence per field
 */
export async function checkSubmission(
  dependencies: CheckingDependencies,
  { procedure, fields, rules, outcome, incomplete }: Asked,
  given: Values,
  wrong: Record<string, Text> = {},
): Promise<{ values: Values; files: StoredFile[] }> {
  const settings = await dependencies.agencies.settings();
  const context = formContext(settings, procedure, dependencies.clock.now());
  const result = checkForm(fields, rules, outcome, given, context);
  const errors: Record<string, Text> = { ...(result.ok ? {} : result.errors), ...wrong };
  const attached = await attachedFiles(dependencies, fields, outcome, given, errors);
  Object.assign(errors, attached.errors);
  if (!result.ok || Object.keys(errors).length > 0) throw new Refusal("invalid", incomplete, errors);
  const { values } = result;
  Object.assign(
    errors,
    await staffErrors(dependencies.agencies, fields, values),
    await namedCaseErrors(dependencies, fields, values),
    settings.checkMailDomain ? await mailDomainErrors(dependencies.mailDomains, fields, values) : {},
  );
  const [only] = Object.values(errors);
  if (only) throw new Refusal("invalid", Object.keys(errors).length === 1 ? only : incomplete, errors);
  return { values, files: attached.files };
}
