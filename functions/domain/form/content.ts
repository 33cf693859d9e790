/** What somebody sent, in one spelling: so that the same again is known as the same, and other words as other words. */
import { checkForm } from "../../../statemachines/form/check-form.ts";
import type { StoredFile, Values } from "../case/records.ts";
import type { Dependencies } from "../ports.ts";
import { attachedFiles } from "./attached-files.ts";
import type { Asked } from "./check-submission.ts";
import { formContext } from "./form-context.ts";

/** Checked values as they are stored, with the files behind them. */
export interface Content {
  values: Values;
  files: StoredFile[];
}

/** As one text: names in order, and each file by its hash, for whoever uploads it again gets another id. */
export function textOfContent({ values, files }: Content): string {
  return JSON.stringify(inOrder(values, files));
}

/** Names of the fields in which two contents differ. */
export function differences(one: Content, other: Content): string[] {
  const names = new Set([...Object.keys(one.values), ...Object.keys(other.values)]);
  const text = ({ values, files }: Content, name: string): string => JSON.stringify([inOrder(values[name], files)]);
  return [...names].filter((name) => text(one, name) !== text(other, name));
}

/**
 * What values as they came would have been stored as at an earlier moment: a day that was far enough away then is not
 * refused now. Whether people and cases that they name are still there is not asked.
 *
 * @param at epoch milliseconds
 * @param accepted files that are stored already
 * @returns null where they could not have been stored
 */
export async function contentAsOf(
  dependencies: Pick<Dependencies, "agencies" | "files">,
  { procedure, fields, rules, outcome }: Omit<Asked, "incomplete">,
  given: Values,
  at: number,
  accepted: StoredFile[],
): Promise<Content | null> {
  const context = formContext(await dependencies.agencies.settings(), procedure, at);
  const result = checkForm(fields, rules, outcome, given, context);
  if (!result.ok) return null;
  const { files } = await attachedFiles(dependencies, fields, outcome, given, {}, accepted);
  return { values: result.values, files };
}

function inOrder(value: unknown, files: StoredFile[]): unknown {
  if (Array.isArray(value)) return value.map((each) => inOrder(each, files));
  if (typeof value === "string") return files.find(({ id }) => id === value)?.hash ?? value;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, each]) => [name, inOrder(each, files)]));
}
