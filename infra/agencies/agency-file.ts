/**
 * An agency's file: JSON with its settings, its people where they are to be in it, and what only AWS needs. One machine
 * takes the first two (`npm run agency -- init FILE`); a deployment reads it as `infra/agencies/<id>.json`.
 */
import type { AgencySettings, StaffMember } from "../../functions/domain/agency.ts";
import { partProblems } from "./check.ts";
import { isForOneMachine, knownParts, unknownParts } from "./file-parts.ts";
import type { AgencyConfig } from "./types.ts";

export type ReadAgency =
  | {
      ok: true;
      settings: AgencySettings;
      people: StaffMember[];
      /** What is of no use on one machine. */ forAws: string[];
    }
  /** Lines in Indonesian. */
  | { ok: false; problems: string[] };

/** Reads everything or nothing, and reports every problem at once. */
export function readAgencyFile(text: string): ReadAgency {
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    return { ok: false, problems: [`Ini bukan JSON: ${error instanceof Error ? error.message : String(error)}.`] };
  }
  if (typeof data !== "object" || data === null || Array.isArray(data))
    return { ok: false, problems: ['Berkas ini harus berisi {"settings": {...}, "people": [...]}.'] };
  const strange = unknownParts(data).map((name) => `${name}: tidak dikenal. Yang dikenal: ${knownParts.join(", ")}.`);
  const problems = [...strange, ...partProblems(data).map(({ at, message }) => `${at}: ${message.id}`)];
  if (problems.length > 0) return { ok: false, problems };
  const { settings, people = [] } = data as Pick<AgencyConfig, "settings" | "people">;
  const forAws = Object.keys(data).filter((name) => !isForOneMachine(name));
  return { ok: true, settings, people, forAws };
}
