/** Roles as an agency writes them. */
import type { ActorId } from "../../../statemachines/language/vocabulary.ts";
import { actors } from "../../../statemachines/language/actors.ts";
import type { AgencySettings } from "../agency.ts";

/** Roles that people of an agency can have. */
export const insideRoles = (Object.keys(actors) as ActorId[]).filter(isInside);

export function isRole(id: string): boolean {
  return Object.hasOwn(actors, id);
}

export function isInside(id: string): boolean {
  return isRole(id) && actors[id]?.inside === true;
}

/** A role's short name in Indonesian; its id where the agency's SOPs do not have it. */
export function shortName(id: ActorId): string {
  return actors[id]?.short.id ?? id;
}

/**
 * The role that is meant by its id, its short or its full name, or the agency's own title for it; null where none is.
 *
 * @param titles of `AgencySettings`
 */
export function roleNamed(written: string, titles: AgencySettings["titles"] = {}): ActorId | null {
  const meant = plain(written);
  const found = insideRoles.find((id) => {
    const names = [id, actors[id]?.short.id, actors[id]?.title.id, titles[id]?.id];
    return names.some((name) => name !== undefined && plain(name) === meant);
  });
  return found ?? null;
}

/** Letters and digits alone: how somebody puts brackets, commas and spaces says nothing. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}
