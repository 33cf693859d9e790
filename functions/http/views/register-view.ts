import { actorOf } from "../../../statemachines/language/registry.ts";
import { entryOf } from "../../../statemachines/language/table.ts";
import type { RegisterView } from "../../contract/staff.ts";
import { latestAnswer, procedureOfCase, requestText } from "../../domain/case/case-file.ts";
import { subjectOf } from "../../domain/case/contact.ts";
import type { Dossier } from "../../domain/case/records.ts";
import type { Dependencies, RegisterEntry } from "../../domain/ports.ts";

type Row = RegisterView["rows"][number];

/** The agenda book (buku agenda surat masuk) as it is printed, newest last. */
export async function registerRows({ cases }: Pick<Dependencies, "cases">, entries: RegisterEntry[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (let from = 0; from < entries.length; from += 25) {
    const some = entries.slice(from, from + 25);
    const kept = await cases.dossiers(some.filter(({ outside }) => !outside).map(({ caseId }) => caseId));
    const dossiers = new Map(kept.map((dossier) => [dossier?.case.id, dossier]));
    rows.push(...some.map((entry) => registerRow(entry, dossiers.get(entry.caseId) ?? null)));
  }
  return rows;
}

function registerRow(entry: RegisterEntry, dossier: Dossier | null): Row {
  const empty: Row = {
    number: entry.number,
    case: entry.caseId,
    receivedAt: entry.at,
    letterNumber: "",
    letterDate: "",
    from: "",
    about: "",
    urgency: "",
    forwardedTo: "",
  };
  if (!dossier) return empty;
  const procedure = procedureOfCase(dossier.case);
  const letter = procedure.incomingLetter;
  if (!letter) return empty;
  const step = procedure.steps.find((each) => each.id === letter.urgency.step);
  const next = step && procedure.steps.slice(procedure.steps.indexOf(step)).find((each) => each.actor !== step.actor);
  return {
    ...empty,
    letterNumber: requestText(dossier.case, letter.number),
    letterDate: requestText(dossier.case, letter.date),
    from: subjectOf(dossier.case),
    about: optionLabel(entryOf(procedure).fields, letter.about, requestText(dossier.case, letter.about)),
    urgency: optionLabel(
      step?.fields,
      letter.urgency.field,
      latestAnswer(dossier, letter.urgency.step)?.values[letter.urgency.field],
    ),
    forwardedTo: next ? actorOf(next.actor).short.id : "",
  };
}

function optionLabel(fields: ReturnType<typeof entryOf>["fields"], name: string, value: unknown): string {
  const field = fields?.find((each) => each.name === name);
  return field?.options?.find((option) => option.value === value)?.label.id ?? (typeof value === "string" ? value : "");
}
