import type { Dependencies } from "../domain/ports.ts";
import type { Reader, ViewContext } from "./views/facts.ts";

/** What views are made from, for one reader. */
export async function viewContext(
  { agencies, clock, uptime }: Pick<Dependencies, "agencies" | "clock" | "uptime">,
  reader: Reader,
): Promise<ViewContext> {
  const [settings, staff, outages] = [await agencies.settings(), await agencies.staff(), await uptime.outages()];
  return { settings, staff, outages, reader, now: clock.now() };
}
