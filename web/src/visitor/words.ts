import { visitor as en } from "../text/en/visitor.ts";
import { visitor as id } from "../text/id/visitor.ts";
import { pick } from "../text/index.ts";

/** Words of the public pages in the present language. */
export function words(): typeof id {
  return pick({ id, en });
}
