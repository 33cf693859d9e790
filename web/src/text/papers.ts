import { papers as en } from "./en/papers.ts";
import { papers as id } from "./id/papers.ts";
import { pick } from "./language.svelte.ts";

/** Texts of the page behind the QR code of a paper in the present language. */
export function texts(): typeof id {
  return pick({ id, en });
}
