/** Who may change a running case, and how: asked of the one table of roles and operations. */
import { dataProtectors } from "../../../statemachines/language/actors.ts";
import { changeRights, consentsToMoves, everywhere } from "../../../statemachines/language/change-rights.ts";
import { actorOf } from "../../../statemachines/language/registry.ts";
import { actorsIn, answeringRoles } from "../../../statemachines/language/table.ts";
import type { ActorId } from "../../../statemachines/language/vocabulary.ts";
import type { AgencySettings, StaffMember } from "../agency.ts";
import { openTasks, procedureOfCase, stepOfTask } from "../case/case-file.ts";
import { personOf, type Dossier, type OperationId } from "../case/records.ts";
import { lastDecision } from "../case/last-decision.ts";

/** The role in which a member may change a case in a way, or null. */
export function roleToChange(
  settings: AgencySettings,
  dossier: Dossier,
  member: StaffMember,
  operation: OperationId,
): ActorId | null {
  const involved = new Set<ActorId>([...actorsIn(procedureOfCase(dossier.case)), ...everywhere, ...dataProtectors]);
  const allowed = rolesFor(settings, dossier, operation).filter((role) => involved.has(role));
  const role = allowed.find((each) => member.roles.includes(each)) ?? null;
  return role !== null && mayUndo(dossier, member, role, operation) ? role : null;
}

function rolesFor(settings: AgencySettings, dossier: Dossier, operation: OperationId): ActorId[] {
  if (operation === "move-appointment" && settings.divisionHeadMoves) return [consentsToMoves];
  const roles: ActorId[] = [...changeRights[operation]];
  if (operation !== "hand-on") return roles;
  // Whoever may answer a row may take its task over from a colleague, or hand it on.
  return [...openTasks(dossier).flatMap((task) => answeringRoles(stepOfTask(dossier, task))), ...roles];
}

/** A decision is taken back by who made it, or by the holder of the next post. */
function mayUndo(dossier: Dossier, member: StaffMember, role: ActorId, operation: OperationId): boolean {
  if (operation !== "take-back") return true;
  const decided = lastDecision(dossier)?.answer;
  return !!decided && (decided.person === personOf(member) || actorOf(decided.role).superior === role);
}
