/** Which roles the SOP tables need somebody for. */
import { actorOf, currentProcedures } from "../../../statemachines/language/registry.ts";
import { waits } from "../../../statemachines/language/table.ts";
import type { ActorId, Procedure, Step } from "../../../statemachines/language/vocabulary.ts";
import { titleOf, type AgencySettings, type StaffMember } from "../agency.ts";

/** A line in Indonesian for each role that needs somebody and has nobody. */
export function missingRoles(settings: AgencySettings, staff: StaffMember[]): string[] {
  const held = new Set(staff.flatMap(({ roles }) => roles));
  return [...neededRoles(settings)].flatMap(([role, places]) =>
    held.has(role) ? [] : [`${titleOf(settings, role).id} (${role}): ${[...places].join("; ")}`],
  );
}

/** Role -> where it is needed. */
function neededRoles({ signatory }: AgencySettings): Map<ActorId, Set<string>> {
  const needed = new Map<ActorId, Set<string>>();
  const need = (role: ActorId, place: string): void =>
    void needed.set(role, (needed.get(role) ?? new Set<string>()).add(place));
  for (const procedure of currentProcedures()) {
    const rows = [...procedure.steps, ...(procedure.aside ?? [])].filter(waits);
    for (const role of new Set(rows.flatMap(rolesOf))) need(role, placeOf(procedure, rows, role));
  }
  need(signatory.role, "penanda tangan surat");
  return needed;
}

/** Those without whom a row, or one of its outcomes, comes to nothing; who only helps is not needed. */
function rolesOf({ actor, outcomes }: Step): ActorId[] {
  const deciding = outcomes.flatMap(({ by = [] }) => (by.length === 1 ? by : []));
  return [actor, ...deciding].filter((role) => actorOf(role).inside);
}

function placeOf({ title }: Procedure, rows: Step[], role: ActorId): string {
  const numbers = rows.filter((row) => rolesOf(row).includes(role)).flatMap(({ number }) => number ?? []);
  return numbers.length > 0 ? `${title.id} baris ${numbers.join(", ")}` : title.id;
}
