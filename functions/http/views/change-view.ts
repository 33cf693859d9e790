/** What was changed in a case beside its flow, for people of the agency. */
import { findStep, fieldsOf } from "../../../statemachines/language/table.ts";
import type { Field } from "../../../statemachines/language/vocabulary.ts";
import type { ChangeView } from "../../contract/staff.ts";
import { actingTitle, titleOf } from "../../domain/agency.ts";
import { factsOf, procedureOfCase } from "../../domain/case/case-file.ts";
import type { Change, Dossier } from "../../domain/case/records.ts";
import { operations } from "../../domain/change/operations.ts";
import { handedOn } from "../../domain/change/people-operations.ts";
import { filesOf } from "../../domain/form/attached-files.ts";
import { shownName } from "../../domain/form/file-names.ts";
import { inWords } from "../../domain/form/field-words.ts";
import type { ViewContext } from "./facts.ts";

export function changeViews(dossier: Dossier, context: ViewContext): ChangeView[] {
  return (dossier.changes ?? []).map((change) => ({
    number: change.number,
    title: operations[change.operation].title,
    by: { name: change.name, role: actingTitle(context.settings, change) },
    at: change.at,
    reason: change.reason,
    facts: [...wayOf(dossier, change, context), ...changedFacts(dossier, change, context)],
    link: change.operation === "mark-duplicate" && change.about ? { case: change.about } : null,
  }));
}

/** Who had a task and has it since, or at which row the case was and to which it went. */
function wayOf(dossier: Dossier, change: Change, { settings, staff }: ViewContext): ChangeView["facts"] {
  const { about = "", from, operation, setAside } = change;
  const procedure = procedureOfCase(dossier.case);
  if (operation === "hand-on") {
    const { from: before, taskId, to } = handedOn(about);
    const task = dossier.tasks.find(({ id }) => id === taskId);
    const name = (id: string): string => staff.find((member) => member.id === id)?.name ?? id;
    const role = task ? titleOf(settings, task.actor).id : "";
    const was = before.length > 0 ? before.map(name).join(", ") : role;
    return [{ name: "person", label: { id: "Dikerjakan oleh", en: "To be done by" }, was, now: name(to) }];
  }
  if (operation !== "send-to-row" || !from) return [];
  const left = dossier.tasks.find(({ id }) => setAside.includes(id));
  const state = (id: string | undefined): string => (id === undefined ? "" : (findStep(procedure, id)?.state ?? id));
  return [{ name: "row", label: { id: "Langkah", en: "Row" }, was: state(left?.step), now: state(from.step) }];
}

function changedFacts(dossier: Dossier, change: Change, context: ViewContext): ChangeView["facts"] {
  const procedure = procedureOfCase(dossier.case);
  return factsOf(change).flatMap(({ step: stepId, values, was }, index) => {
    const own = stepId === undefined ? undefined : findStep(procedure, stepId)?.fields;
    const known = own ?? fieldsOf(procedure);
    return Object.keys(values).map((name) => {
      const field = known.find((each) => each.name === name);
      const said = (value: unknown): string => (field ? worded(dossier, field, value, context) : "");
      const label = field?.label ?? { id: name, en: name };
      return { name: index === 0 ? name : `${stepId}.${name}`, label, was: said(was[name]), now: said(values[name]) };
    });
  });
}

function worded(dossier: Dossier, field: Field, value: unknown, context: ViewContext): string {
  if (value === undefined || value === null) return "";
  const file = field.kind === "file" ? filesOf(dossier).find(({ id }) => id === value) : undefined;
  if (file) return shownName(file.name);
  return inWords(field, value, {
    style: { language: context.reader.language, zone: context.settings.calendar.zone },
    staff: context.staff,
  });
}
