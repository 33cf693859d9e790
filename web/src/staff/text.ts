import { pick } from "../text/index.ts";
import { en } from "./text-en.ts";
import { id } from "./text-id.ts";

/** The texts in the present language. */
export function texts(): typeof id {
  return pick({ id, en });
}
