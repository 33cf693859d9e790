/** Who may change a running case, and how: one table of roles and operations (roles as in the SOPs). */
import { actorOf } from "../../../statemachines/language/registry.ts";
import { actorsIn, answeringRoles } from "../../../statemachines/language/table.ts";
import type { ActorId } from "../../../statemachines/language/vocabulary.ts";
import type { AgencySettings, StaffMember } from "../agency.ts";
import { openTasks, procedureOfCase, stepOfTask } from "../case/case-file.ts";
import { personOf, type Dossier, type OperationId } from "../case/records.ts";
import { lastDecision } from "../case/last-decision.ts";

const heads: ActorId[] = ["service-section-head", "library-division-head", "agency-head"];
const clerks: ActorId[] = ["mail-registrar", "front-office-officer", "circulation-officer"];

const rights: Record<OperationId, ActorId[]> = {
  "go-on": [...heads, "system-admin"],
  "hand-on": heads,
  "replace-people": [...heads, "mobile-library-officer", "front-office-officer"],
  "move-appointment": ["service-section-head", "library-division-head"],
  "take-back": heads,
  "send-to-row": heads,
  "correct-data": [...clerks, "mobile-library-officer", ...heads],
  cancel: heads,
  "mark-duplicate": [...clerks, ...heads],
  "close-quietly": ["mail-registrar", "front-office-officer", ...heads],
  "end-agreement": ["service-section-head", "library-division-head"],
  "newer-version": [...heads, "system-admin"],
  // The clock's alone.
  "day-passed": [],
};

/** Roles that have to do with every procedure. */
const everywhere: ActorId[] = ["system-admin", ...heads];

/** The role in which a member may change a case in a way, or null. */
export function roleToChange(
  settings: AgencySettings,
  dossier: Dossier,
  member: StaffMember,
  operation: OperationId,
): ActorId | null {
  const involved = new Set([...actorsIn(procedureOfCase(dossier.case)), ...everywhere]);
  const allowed = rolesFor(settings, dossier, operation).filter((role) => involved.has(role));
  const role = allowed.find((each) => member.roles.includes(each)) ?? null;
  return role !== null && mayUndo(dossier, member, role, operation) ? role : null;
}

function rolesFor(settings: AgencySettings, dossier: Dossier, operation: OperationId): ActorId[] {
  if (operation === "move-appointment" && settings.divisionHeadMoves) return ["library-division-head"];
  if (operation !== "hand-on") return rights[operation];
  // Whoever may answer a row may take its task over from a colleague, or hand it on.
  return [...openTasks(dossier).flatMap((task) => answeringRoles(stepOfTask(dossier, task))), ...rights[operation]];
}

/** A decision is taken back by who made it, or by the holder of the next post. */
function mayUndo(dossier: Dossier, member: StaffMember, role: ActorId, operation: OperationId): boolean {
  if (operation !== "take-back") return true;
  const decided = lastDecision(dossier)?.answer;
  return !!decided && (decided.person === personOf(member) || actorOf(decided.role).superior === role);
}
