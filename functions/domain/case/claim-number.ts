import type { RegisterId, Dependencies } from "../ports.ts";
import { isoDate, isoInstant } from "../calendar/instants.ts";
import { TemporaryProblem } from "../refusal.ts";
import { isWaiting } from "../restoration/restoration.ts";
import type { Dossier } from "./records.ts";

/** Attribute of a case with its number in a register. */
const places = { incoming: "agenda", agreements: "agreement" } as const satisfies Record<RegisterId, string>;

/**
 * Gives a case its number in this year's register; a case that has one keeps it.
 *
 * @throws TemporaryProblem while nobody knows how far the numbers went: the workflow tries again
 */
export async function claimNumber(
  dependencies: Pick<Dependencies, "agencies" | "clock" | "registers">,
  register: RegisterId,
  { case: kept }: Dossier,
): Promise<void> {
  if (await isWaiting(dependencies)) throw new TemporaryProblem("numbers wait for the end of the restoration");
  const { agencies, clock, registers } = dependencies;
  const { calendar } = await agencies.settings();
  const now = clock.now();
  const year = Number(isoDate(now, calendar.zone).slice(0, 4));
  await registers.claim(register, kept[places[register]]?.year ?? year, kept.id, isoInstant(now));
}
