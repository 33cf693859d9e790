import { privacy as en } from "./en/privacy.ts";
import { privacy as id } from "./id/privacy.ts";
import { pick } from "./language.svelte.ts";

/** Texts of the pages about personal data, for whoever looks after that. */
export function texts(): typeof id {
  return pick({ id, en });
}
