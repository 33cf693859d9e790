/** The registry: every table the service runs, and every published one that a running case may still need. */
import { cooperationAgreement } from "./cooperation-agreement/sop.ts";
import { officialVisit } from "./official-visit/sop.ts";
import { monthlyReport } from "./reading-on-site/monthly-report/sop.ts";
import { openingCheck } from "./reading-on-site/opening-check/sop.ts";
import { readingVisit } from "./reading-on-site/reading-visit/sop.ts";
import { mobileLibrary } from "./mobile-library/sop.ts";
import type { Procedure } from "./vocabulary.ts";

export { doorsOf, entryOf, firstStep, isAside, outcomesOf, stepOf, UnknownStepError, versionKey } from "./table.ts";

/** Newest version last where a procedure has several. */
export const procedures: Procedure[] = [
  mobileLibrary,
  officialVisit,
  openingCheck,
  readingVisit,
  monthlyReport,
  cooperationAgreement,
];

/** A procedure, or a version of it, that the registry does not have. */
export class UnknownProcedureError extends Error {
  override readonly name = "UnknownProcedureError";

  constructor(id: string, version: number | null) {
    super(`no procedure "${id}"${version === null ? "" : ` in version ${version}`}`);
  }
}

/**
 * The table a case runs by: the version it started with.
 *
 * @throws {UnknownProcedureError}
 */
export function procedureOf(id: string, version: number): Procedure {
  const found = procedures.find((procedure) => procedure.id === id && procedure.version === version);
  if (!found) throw new UnknownProcedureError(id, version);
  return found;
}

/** The tables that new cases start with: the newest version of each procedure. */
export function currentProcedures(among: Procedure[] = procedures): Procedure[] {
  const newest = new Map<string, Procedure>();
  for (const procedure of among) {
    const known = newest.get(procedure.id);
    if (!known || known.version < procedure.version) newest.set(procedure.id, procedure);
  }
  return [...newest.values()];
}

/**
 * The table that new cases of a procedure start with.
 *
 * @throws {UnknownProcedureError}
 */
export function currentProcedureOf(id: string): Procedure {
  const found = currentProcedures().find((procedure) => procedure.id === id);
  if (!found) throw new UnknownProcedureError(id, null);
  return found;
}
