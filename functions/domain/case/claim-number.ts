import type { Dependencies, RegisterLines } from "../ports.ts";
import { isoDate, isoInstant } from "../calendar/instants.ts";
import { TemporaryProblem } from "../refusal.ts";
import { isWaiting } from "../restoration/restoration.ts";
import { agreementLine } from "./agreement.ts";
import type { Dossier } from "./records.ts";
import { letterLine } from "./register-lines.ts";

/** Attribute of a case with its number in a register. */
const places = { incoming: "agenda", agreements: "agreement" } as const;

/** Registers in which a case as a whole has a number. */
type OfCases = keyof typeof places;

const lines: { [Id in OfCases]: (dossier: Dossier) => RegisterLines[Id] } = {
  incoming: letterLine,
  agreements: agreementLine,
};

/**
 * Gives a case its number in this year's register; a case that has one keeps it.
 *
 * @throws TemporaryProblem while nobody knows how far the numbers went: the workflow tries again
 */
export async function claimNumber(
  dependencies: Pick<Dependencies, "agencies" | "clock" | "registers">,
  register: OfCases,
  dossier: Dossier,
): Promise<void> {
  if (await isWaiting(dependencies)) throw new TemporaryProblem("numbers wait for the end of the restoration");
  const { agencies, clock, registers } = dependencies;
  const { case: kept } = dossier;
  const { calendar } = await agencies.settings();
  const now = clock.now();
  const year = Number(isoDate(now, calendar.zone).slice(0, 4));
  const line = lines[register](dossier);
  await registers.claim(register, kept[places[register]]?.year ?? year, { caseId: kept.id }, isoInstant(now), line);
}
