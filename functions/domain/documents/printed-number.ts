import type { Dependencies } from "../ports.ts";
import type { PaperItem } from "./records.ts";

/**
 * The number of a paper as it stands on it, which is how the register has it: the agency may write its numbers otherwise since.
 *
 * @returns null where it has none
 */
export async function printedNumber(
  { registers }: Pick<Dependencies, "registers">,
  { number: place }: Pick<PaperItem, "number">,
): Promise<string | null> {
  if (!place) return null;
  const { entries } = await registers.page("outgoing", place.year, { before: place.number + 1, limit: 1 });
  const own = entries.find(({ number }) => number === place.number);
  return own?.line?.printed || null;
}
