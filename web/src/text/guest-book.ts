import { guestBook as en } from "./en/guest-book.ts";
import { guestBook as id } from "./id/guest-book.ts";
import { pick } from "./language.svelte.ts";

/** Texts of the guest book of a visit in the present language. */
export function texts(): typeof id {
  return pick({ id, en });
}
