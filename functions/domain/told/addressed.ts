/** How mails address a role: by the office. */
import { actorOf } from "../../../statemachines/language/registry.ts";
import type { ActorId } from "../../../statemachines/language/vocabulary.ts";
import { actingTitle, type ActingPost, type AgencySettings, type StaffMember } from "../agency.ts";

/** "Kepala Bidang Perpustakaan"; of a unit its head. */
export function addressed(settings: AgencySettings, role: ActorId, acting?: Pick<ActingPost, "kind">): string {
  const title = actingTitle(settings, { acting, role }).id;
  return actorOf(role).mailbox && !/^Kepala /.test(title) ? `Kepala ${title}` : title;
}

/** The unit behind a mailbox by its office, a person by name. */
export function addressedMember(
  settings: AgencySettings,
  { name, roles }: Pick<StaffMember, "name" | "roles">,
): string {
  const unit = roles.find((role) => actorOf(role).mailbox);
  return unit === undefined ? name : addressed(settings, unit);
}
