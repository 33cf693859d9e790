import { people as en } from "./en/people.ts";
import { people as id } from "./id/people.ts";
import { pick } from "./language.svelte.ts";

/** Texts of the list of people, for whoever looks after the service. */
export function texts(): typeof id {
  return pick({ id, en });
}
