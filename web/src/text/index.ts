/**
 * Texts, one folder per language and one file per part, so that a page loads only its own words. A part picks its
 * texts with `pick({ id, en })`; texts that come from the API are said with `say(text)`.
 */
import { shared as en } from "./en/shared.ts";
import { shared as id } from "./id/shared.ts";
import { pick } from "./speech.svelte.ts";

export { chooseLanguage, pick, say, speech } from "./speech.svelte.ts";

/** Words that several parts use: buttons, fields, times, errors. */
export function shared(): typeof id {
  return pick({ id, en });
}
