/** How mails address a role: by the office. */
import { actorOf } from "../../../statemachines/language/registry.ts";
import type { ActorId } from "../../../statemachines/language/vocabulary.ts";
import { titleOf, type AgencySettings } from "../agency.ts";

/** "Kepala Bidang Perpustakaan"; of a unit its head. */
export function addressed(settings: AgencySettings, role: ActorId): string {
  const title = titleOf(settings, role).id;
  return actorOf(role).mailbox && !/^Kepala /.test(title) ? `Kepala ${title}` : title;
}
