import type { Dependencies } from "../domain/ports.ts";
import type { Reader, ViewContext } from "./views/facts.ts";

/** What views are made from, for one reader. */
export async function viewContext(
  { agencies, clock }: Pick<Dependencies, "agencies" | "clock">,
  reader: Reader,
): Promise<ViewContext> {
  return { settings: await agencies.settings(), staff: await agencies.staff(), reader, now: clock.now() };
}
