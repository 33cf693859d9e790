/** Every form of every table, left empty and filled in wrongly: whoever reads the list of errors knows which field each means. */
import { describe, expect, it } from "vitest";
import { checkForm, fieldsFor, type FormContext } from "../../statemachines/form/check-form.ts";
import { entryFields } from "../../statemachines/form/office-entry.ts";
import { namingField } from "../../statemachines/form/naming-field.ts";
import { procedures } from "../../statemachines/language/registry.ts";
import { entryChannelsOf, entryOf, outcomesOf } from "../../statemachines/language/table.ts";
import type { Field, FormRule, Language, Procedure, Text } from "../../statemachines/language/vocabulary.ts";
import { surveyFields } from "../../functions/domain/survey/survey.ts";
import { breaksOf } from "../support/broken-values.ts";
import { programWords } from "../support/program-words.ts";

const hours = { serviceHours: { "1": [["08:00", "15:00"]] as [string, string][] }, closedDays: [], exceptions: [] };
const context: FormContext = {
  ...{ today: "2026-11-23", leadDays: 7, ...hours, office: hours },
  ...{ districts: ["Contoh Kota"], vehicles: ["B 9001 PUS"] },
};

interface Form {
  where: string;
  fields: Field[];
  rules: FormRule[];
  outcome: string | null;
}

function formsOf(procedure: Procedure): Form[] {
  const entry = entryOf(procedure);
  const ways = entryChannelsOf(procedure).map((way) => ({
    where: `${procedure.id} by ${way}`,
    fields: entryFields(procedure, way),
    rules: entry.rules ?? [],
    outcome: null,
  }));
  const rows = [...procedure.steps, ...(procedure.aside ?? [])].filter((step) => step !== entry);
  const answers = rows.flatMap((step) =>
    outcomesOf(procedure, step).map(({ id }) => ({
      ...{ where: `${procedure.id}/${step.id}/${id}`, outcome: id },
      ...{ fields: fieldsFor(step.fields ?? [], id), rules: step.rules ?? [] },
    })),
  );
  return [...ways, ...answers];
}

const survey: Form = { where: "survey", fields: surveyFields({}), rules: [], outcome: null };
const forms = [...procedures.flatMap(formsOf), survey].filter(({ fields }) => fields.length > 0);

const languages: Language[] = ["id", "en"];

/** Lines of the list above the form, in both languages, that do not say what they are about. */
function obscure({ fields }: Form, errors: Record<string, Text>): string[] {
  return Object.entries(errors).flatMap(([name, error]) =>
    languages.flatMap((language) => {
      const field = fields.find((each) => each.name === name);
      const label = field?.label[language] ?? "";
      const line = label === "" ? "" : namingField(error[language], label);
      const isNamed = line.toLowerCase().includes(label.toLowerCase().split(/[ /]/).slice(0, 2).join(" "));
      const readable = isNamed && line !== "" && /[.?]$/.test(line) && !line.includes("!");
      const strange = programWords.exec(line.replaceAll(label, ""));
      return readable && !strange ? [] : [`${name} (${language}): ${line} ${strange?.[0] ?? ""}`];
    }),
  );
}

describe.each(forms)("$where", (form) => {
  it("left empty, or filled in wrongly: each error names its field, and nothing for programs", () => {
    const { fields, outcome, rules } = form;
    const given = [
      {},
      ...fields.flatMap((field) => breaksOf(field, context).map(({ value }) => ({ [field.name]: value }))),
    ];
    const wrong = given.flatMap((values) => {
      const result = checkForm(fields, rules, outcome, values, context);
      return result.ok ? [] : obscure(form, result.errors);
    });
    expect([...new Set(wrong)].slice(0, 12)).toEqual([]);
  });
});
