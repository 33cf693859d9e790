/** How an agency writes the numbers of its outgoing letters and its agreements. */
import type { AgencySettings } from "../agency.ts";

/** Where its settings do not say; the code for libraries is to be confirmed by the agency. */
const usual = {
  pattern: "{kodeKlasifikasi}/{nomorUrut}/{kodeUnit}/{tahun}",
  classification: "000.4",
  unit: "DISPUSIP",
};

/** "000.4/12/DISPUSIP/2026" */
export function letterNumber(
  { letterNumbers: { pattern, classification, unit } = usual }: Pick<AgencySettings, "letterNumbers">,
  { number, year }: { number: number; year: number },
): string {
  return numberIn(pattern, { nomorUrut: number, kodeKlasifikasi: classification, kodeUnit: unit, tahun: year });
}

/** A pattern with its parts filled in; what is in braces and has no value stays as it is. */
export function numberIn(pattern: string, parts: Record<string, string | number>): string {
  return Object.entries(parts).reduce((text, [name, part]) => text.replaceAll(`{${name}}`, String(part)), pattern);
}
