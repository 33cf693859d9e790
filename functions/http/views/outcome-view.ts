/** Outcomes of a row in words. */
import { isAside, stepOf } from "../../../statemachines/language/table.ts";
import type { Step, Text } from "../../../statemachines/language/vocabulary.ts";
import type { OutcomeView } from "../../contract/shared.ts";
import { procedureOfCase } from "../../domain/case/case-file.ts";
import type { Dossier } from "../../domain/case/records.ts";
import { inSentence } from "../../domain/told/sentence.ts";
import type { ChoosableOutcome } from "../../domain/task/permission.ts";
import { wordsFor, type ViewContext } from "./facts.ts";

/** What somebody may choose at a row. */
export function outcomeView(step: Step, { from, outcome }: Pick<ChoosableOutcome, "from" | "outcome">): OutcomeView {
  return {
    id: outcome.id,
    label: outcome.label,
    tone: outcome.tone ?? "yes",
    note: outcome.note ?? "optional",
    noteLabel: outcome.noteLabel ?? { id: "Catatan", en: "Note" },
    outsideSop: outcome.outsideSop !== undefined,
    anytime: !step.outcomes.includes(outcome),
    from,
  };
}

/** Label of any outcome that can be found at a step, possible now or not. */
export function labelOf(dossier: Dossier, step: Step, outcomeId: string): Text {
  const procedure = procedureOfCase(dossier.case);
  const all = [...step.outcomes, ...(procedure.anytime ?? [])];
  return all.find((outcome) => outcome.id === outcomeId)?.label ?? { id: outcomeId, en: outcomeId };
}

/** As `nextAfter`, as people outside are told of the row that follows. */
export function nextOutside(dossier: Dossier, step: Step, outcomeId: string, context: ViewContext): Text | null {
  const procedure = procedureOfCase(dossier.case);
  const to = [...step.outcomes, ...(procedure.anytime ?? [])].find((outcome) => outcome.id === outcomeId)?.to;
  const next = typeof to === "string" ? stepOf(procedure, to) : null;
  const text = next?.meanwhile && inSentence(next.meanwhile, dossier, wordsFor(context));
  return text ? { id: text, en: text } : null;
}

/** What follows an outcome, in words; null where the case ends, and beside the flow. */
export function nextAfter(dossier: Dossier, step: Step, outcomeId: string): Text | null {
  const procedure = procedureOfCase(dossier.case);
  if (isAside(procedure, step.id)) return null;
  const to = [...step.outcomes, ...(procedure.anytime ?? [])].find((outcome) => outcome.id === outcomeId)?.to;
  const next = typeof to === "string" ? stepOf(procedure, to) : null;
  return next && { id: next.state, en: next.activity.en };
}
