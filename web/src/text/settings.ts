import { settings as en } from "./en/settings.ts";
import { settings as id } from "./id/settings.ts";
import { pick } from "./language.svelte.ts";

/** Texts of the pages of the settings. */
export function texts(): typeof id {
  return pick({ id, en });
}
