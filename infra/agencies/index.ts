/** The agencies that can be deployed from here. */
import { contoh } from "./contoh.ts";
import type { AgencyConfig, AgencyFile } from "./types.ts";

const defaultRegion = "ap-southeast-3";

export const agencies: AgencyConfig[] = [contoh].map(complete);

/** Fills in what an agency's file may leave out. */
export function complete(file: AgencyFile): AgencyConfig {
  return { ...file, region: file.region ?? defaultRegion };
}

/** @throws Error naming the agencies there are */
export function agencyNamed(id: string): AgencyConfig {
  const found = agencies.find((agency) => agency.id === id);
  if (found) return found;
  const known = agencies.map((agency) => agency.id).join(", ");
  if (id === "") throw new Error(`Say which agency, after two dashes; there are: ${known}.`);
  throw new Error(`There is no agency "${id}" in infra/agencies; there are: ${known}.`);
}
