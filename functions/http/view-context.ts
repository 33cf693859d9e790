import type { Dependencies } from "../domain/ports.ts";
import type { Reader, ViewContext } from "./views/facts.ts";

/** What views are made from, for one reader. */
export async function viewContext(
  { agencies, clock }: Pick<Dependencies, "agencies" | "clock">,
  reader: Reader,
): Promise<ViewContext> {
  const [settings, staff, outages] = [await agencies.settings(), await agencies.staff(), await agencies.outages()];
  return { settings, staff, outages, reader, now: clock.now() };
}
