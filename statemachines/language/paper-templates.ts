/**
 * What the papers of a row say, beside the letters that go out by mail: sentences with the fields of the case in braces. The
 * agency's tables keep theirs in a file `papers.ts` of their own: on AWS only the functions that write papers are bundled with it.
 */
import type { DocumentKind } from "./known-ids.ts";
import { namesIn } from "./sentence.ts";
import { fieldsOf, findStep } from "./table.ts";
import type { ActorId, FieldName, Outcome, Procedure, StepId } from "./vocabulary.ts";

export interface PaperTemplate {
  kind: DocumentKind;
  /** Written when one of these is answered so. */
  after: { row: StepId; outcomes: Outcome["id"][] }[];
  /** In capitals above a paper that is no letter; a letter has place and date, number, addressee. */
  title?: string;
  /** From the register of outgoing letters. */
  numbered: boolean;
  /** Hal, as the register says it too. */
  about: string;
  /** To whom it goes: a post of the agency, by its title ("Yth. Kepala Dinas"), or lines as they are; empty for none. */
  to: (string | { post: ActorId })[];
  body: TemplateBlock[];
  /** Whoever answered the row; whoever of the post that signs letters decided last; or nobody yet: both parties, by hand. */
  signer: "answer" | "decision" | "parties";
  /** In the name of the head of the agency (a.n.), where the agency's letters are. */
  onBehalf?: true;
  /** Written anew whenever it would say something else: the paper before is replaced. */
  renewed?: true;
}

/** A sentence of which something is not known is left out, so is a field without a value. */
export type TemplateBlock =
  | string
  /** Lines with their colons below one another. */
  | { lines: [label: string, words: string][] }
  /** Each with its own label. */
  | { fields: FieldName[] }
  /** A box before each option, crossed where it was chosen. */
  | { choices: FieldName }
  /** Name, NIP, rank and post of those whom these fields name. */
  | { people: FieldName[] }
  /** A long text in articles: "Pasal 1" stands in the middle of its line. */
  | { articles: FieldName }
  /** Places to sign for these. */
  | { signing: string[] }
  /** The rows that a field holds, with the titles of its columns. */
  | { rows: FieldName };

/** The words of a paper that are no field. */
export const paperWords = [
  "appointment",
  "subject",
  "agendaNumber",
  "agendaDate",
  "agreementNumber",
  "decision",
  "doer",
  "note",
] as const;
export type PaperWord = (typeof paperWords)[number];

const templates = new Map<string, readonly PaperTemplate[]>();

/** Puts the papers of procedures into service, by the ids of these. */
export function registerPapers(added: Record<string, readonly PaperTemplate[]>): void {
  for (const [procedure, those] of Object.entries(added)) templates.set(procedure, those);
}

export function papersOfProcedure(procedure: string): readonly PaperTemplate[] {
  return templates.get(procedure) ?? [];
}

/** What is wrong with a template, a line each: rows, outcomes, fields and words that its table does not have. */
export function templateProblems(procedure: Procedure, template: PaperTemplate): string[] {
  const fields = new Set(fieldsOf(procedure).map(({ name }) => name));
  const lines = template.to.filter((line) => typeof line === "string");
  const named = [...template.body.flatMap(wordsIn), ...lines, template.about].flatMap((id) => namesIn({ id, en: "" }));
  const words: readonly string[] = paperWords;
  const used = template.body.flatMap(fieldsIn);
  return [
    ...template.after.flatMap(({ outcomes, row }) => {
      const step = findStep(procedure, row);
      if (!step) return [`there is no row "${row}"`];
      const missing = outcomes.filter((outcome) => !step.outcomes.some(({ id }) => id === outcome));
      return missing.map((outcome) => `row "${row}" has no outcome "${outcome}"`);
    }),
    ...named.filter((name) => !words.includes(name) && !fields.has(name)).map((name) => `nobody knows {${name}}`),
    ...used.filter((name) => !fields.has(name)).map((name) => `there is no field "${name}"`),
  ];
}

function wordsIn(block: TemplateBlock): string[] {
  if (typeof block === "string") return [block];
  return "lines" in block ? block.lines.map(([, words]) => words) : [];
}

function fieldsIn(block: TemplateBlock): FieldName[] {
  if (typeof block === "string" || "lines" in block || "signing" in block) return [];
  if ("articles" in block) return [block.articles];
  if ("fields" in block) return block.fields;
  if ("people" in block) return block.people;
  return ["rows" in block ? block.rows : block.choices];
}
