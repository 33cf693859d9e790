/** What is stored of somebody who answers in the stead of another. */
import { findStep } from "../../../statemachines/language/table.ts";
import type { Outcome, Step } from "../../../statemachines/language/vocabulary.ts";
import type { StaffMember } from "../agency.ts";
import { latestValue, procedureOfCase } from "../case/case-file.ts";
import { personOf, type Answer, type Dossier, type StoodFor, type Values } from "../case/records.ts";
import { dayAt, presentOn } from "../people/presence.ts";
import type { Dependencies } from "../ports.ts";
import type { Stead } from "./part.ts";

/** Whose task it was, and whether they were there at this moment. */
export async function stoodFor(
  { agencies, clock }: Pick<Dependencies, "agencies" | "clock">,
  { persons, role }: Stead,
): Promise<StoodFor> {
  const present = presentOn(await agencies.staff(), dayAt(await agencies.settings(), clock.now()));
  const isTheirs = (member: StaffMember): boolean =>
    persons.length > 0 ? persons.includes(personOf(member)) : member.roles.includes(role);
  return { role, persons, absent: !present.some(isTheirs) };
}

/**
 * A row for people whom a field names, done by another of their role: then the field names that one for the rows to come,
 * alone or beside the others. Not where the next row chooses anew, nor by an outcome that is no answer to the row.
 */
export function takenOver(
  dossier: Dossier,
  step: Step,
  outcome: Outcome,
  stead: StoodFor,
  { person, role }: Pick<Answer, "person" | "role">,
): Values {
  if (!step.assignee || role !== step.actor || stead.role !== step.actor) return {};
  const { field } = step.assignee;
  const next = typeof outcome.to === "string" ? findStep(procedureOfCase(dossier.case), outcome.to) : undefined;
  if (!step.outcomes.includes(outcome) || next?.fields?.some(({ name }) => name === field)) return {};
  const named = latestValue(dossier, field);
  const id = person.replace(/^staff:/, "");
  return { [field]: Array.isArray(named) ? [...new Set([...(named as unknown[]), id])] : id };
}
