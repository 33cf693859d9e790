/** The agencies that can be deployed from here: the pattern, and those that a JSON file beside this one gives. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { contoh } from "./contoh.ts";
import type { AgencyConfig, AgencyFile } from "./types.ts";

const defaultRegion = "ap-southeast-3";

export const agencies: AgencyConfig[] = [contoh, ...filesIn(import.meta.dirname)].map(complete);

/** Fills in what an agency's file may leave out. */
export function complete(file: AgencyFile): AgencyConfig {
  return { ...file, region: file.region ?? defaultRegion };
}

/** Agencies as their files give them; `checkAgency` judges what is in them. @throws Error where one is no JSON object */
export function filesIn(folder: string): AgencyFile[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return files.map((name) => {
    const data: unknown = parsedJson(readFileSync(path.join(folder, name), "utf8"));
    if (typeof data !== "object" || data === null) throw new Error(`infra/agencies/${name} is not a JSON object.`);
    return data as AgencyFile;
  });
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** @throws Error naming the agencies there are */
export function agencyNamed(id: string): AgencyConfig {
  const found = agencies.find((agency) => agency.id === id);
  if (found) return found;
  const known = agencies.map((agency) => agency.id).join(", ");
  if (id === "") throw new Error(`Say which agency, after two dashes; there are: ${known}.`);
  throw new Error(`There is no agency "${id}" in infra/agencies; there are: ${known}.`);
}
