import { readingRoom as en } from "./en/reading-room.ts";
import { readingRoom as id } from "./id/reading-room.ts";
import { pick } from "./language.svelte.ts";

/** Texts of the pages for reading on site in the present language; loaded with those pages. */
export function texts(): typeof id {
  return pick({ id, en });
}
