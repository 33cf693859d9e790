/** What papers of rows say is said in words that their table has. */
import { describe, expect, test } from "vitest";
import {
  papersOfProcedure,
  templateProblems,
  type PaperTemplate,
} from "../../statemachines/language/paper-templates.ts";
import { currentProcedures } from "../../statemachines/language/registry.ts";
import "../../statemachines/index.ts";

const templates = currentProcedures().flatMap((procedure) =>
  papersOfProcedure(procedure.id).map((template) => ({ procedure, template })),
);

test.each(templates)("$procedure.id: $template.kind", ({ procedure, template }) => {
  expect(templateProblems(procedure, template)).toEqual([]);
});

describe("a template is found out that names", () => {
  const [some] = templates;
  const problemsOf = (change: Partial<PaperTemplate>): string[] =>
    some ? templateProblems(some.procedure, { ...some.template, ...change }) : [];

  test.each<[string, Partial<PaperTemplate>, string]>([
    ["a row that is not there", { after: [{ row: "nowhere", outcomes: [] }] }, 'there is no row "nowhere"'],
    ["a word that nobody knows", { body: ["Kepada {nobody}"] }, "nobody knows {nobody}"],
    ["such a word in its subject", { about: "{nobody}" }, "nobody knows {nobody}"],
    ["a field that is not there", { body: [{ people: ["nobody"] }] }, 'there is no field "nobody"'],
  ])("%s", (_what, change, says) => {
    expect(problemsOf(change)).toContain(says);
  });

  test("an outcome that its row does not have", () => {
    const [first] = some?.template.after ?? [];
    const after = first ? [{ ...first, outcomes: ["never"] }] : [];
    expect(problemsOf({ after })).toEqual([`row "${first?.row ?? ""}" has no outcome "never"`]);
  });
});
