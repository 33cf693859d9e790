/** How an agency writes the numbers of its outgoing letters. */
import type { AgencySettings } from "../agency.ts";

/** Where its settings do not say; the code for libraries is to be confirmed by the agency. */
const usual = {
  pattern: "{kodeKlasifikasi}/{nomorUrut}/{kodeUnit}/{tahun}",
  classification: "000.4",
  unit: "DISPUSIP",
};

/** "000.4/12/DISPUSIP/2026" */
export function letterNumber(
  { letterNumbers = usual }: Pick<AgencySettings, "letterNumbers">,
  { number, year }: { number: number; year: number },
): string {
  return letterNumbers.pattern
    .replaceAll("{kodeKlasifikasi}", letterNumbers.classification)
    .replaceAll("{nomorUrut}", String(number))
    .replaceAll("{kodeUnit}", letterNumbers.unit)
    .replaceAll("{tahun}", String(year));
}
