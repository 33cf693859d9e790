/**
 * Texts, one folder per language and one file per audience, so that a page loads only its own. `./<audience>.ts` gives
 * them in the present language; texts that come from the API or a table are put into it by `translate(text)`.
 */
import { shared as en } from "./en/shared.ts";
import { shared as id } from "./id/shared.ts";
import { pick } from "./language.svelte.ts";

export { beginIn, chooseLanguage, locale, translate } from "./language.svelte.ts";

/** Texts that several parts use: buttons, fields, times, errors. */
export function shared(): typeof id {
  return pick({ id, en });
}
