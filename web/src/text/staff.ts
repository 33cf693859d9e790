import { staff as en } from "./en/staff.ts";
import { staff as id } from "./id/staff.ts";
import { pick } from "./language.svelte.ts";

/** Texts of the staff app in the present language. */
export function texts(): typeof id {
  return pick({ id, en });
}
