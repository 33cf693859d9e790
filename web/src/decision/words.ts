import { decision as en } from "../text/en/decision.ts";
import { decision as id } from "../text/id/decision.ts";
import { pick } from "../text/index.ts";

/** Words of the decision pages in the present language. */
export function words(): typeof id {
  return pick({ id, en });
}
