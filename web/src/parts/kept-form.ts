/**
 * What is typed into a form about a case and not sent yet. It is kept on this device for a day, or in the tab where others use
 * the device too, and goes when it was sent, when somebody else has answered, or when the person says so.
 */
import { dropKept, keep, type KeptForm, readKept } from "./kept.ts";
import { dropFiles } from "./kept-files.ts";
import type { Answers } from "./starting-answers.ts";

/**
 * By which page something is answered. What the person of a mailed link typed is not what an officer writes down for them, so
 * each has a name of its own.
 */
type Page = "link" | "staff" | "change";

/** Name of the form of a task, or of the changes to a whole case. */
export function formName(page: Page, ...about: string[]): string {
  return [page, ...about].join("/");
}

/** What was typed, as it was given to `keepForm`; null where nothing is kept, or somebody else typed it. */
export function readForm<Typed>({ by, name }: KeptForm): Typed | null {
  const kept = readKept(name, "device") as { by?: unknown; typed?: Typed } | null;
  return kept?.by === by ? (kept.typed ?? null) : null;
}

/** @param typed null: nothing is typed any more */
export function keepForm(form: KeptForm, typed: object | null): void {
  if (typed !== null) keep(form.name, { by: form.by, typed }, "device");
  else if (readForm(form) !== null) dropKept(form.name);
}

/** Takes away what was typed and chosen. */
export async function eraseForm(name: string): Promise<void> {
  dropKept(name);
  await dropFiles(name);
}

/**
 * What differs from what stood in a form before anyone typed; null where that was taken out. The rest may be another the next
 * time, such as times that are free.
 */
export function typedOver(start: Answers, answers: Answers): Answers {
  const names = Object.keys({ ...start, ...answers });
  const differs = (name: string) => JSON.stringify(filled(answers[name])) !== JSON.stringify(filled(start[name]));
  return Object.fromEntries(names.filter(differs).map((name) => [name, filled(answers[name])]));
}

function filled(value: unknown): unknown {
  return value === undefined || value === "" ? null : value;
}

/** What stands in a form again, of what `typedOver` found. */
export function withTyped(start: Answers, typed: Answers): Answers {
  const again = Object.entries(typed).map(([name, value]) => [name, value ?? undefined] as const);
  return { ...start, ...Object.fromEntries(again) };
}
