/** The agencies that can be deployed from here. */
import { contoh } from "./contoh.ts";
import type { AgencyConfig } from "./types.ts";

export const agencies: AgencyConfig[] = [contoh];

/** @throws Error naming the agencies there are */
export function agencyNamed(id: string): AgencyConfig {
  const found = agencies.find((agency) => agency.id === id);
  if (found) return found;
  const known = agencies.map((agency) => agency.id).join(", ");
  if (id === "") throw new Error(`Say which agency, after two dashes; there are: ${known}.`);
  throw new Error(`There is no agency "${id}" in infra/agencies; there are: ${known}.`);
}
