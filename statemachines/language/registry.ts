/**
 * Every table that runs, and every published one that a running case may still need. `statemachines/index.ts` brings
 * the agency's tables; tests and the demo add their own. What reads the registry knows no single SOP.
 */
import { actors } from "./actors.ts";
import type { AgencyActor } from "./known-ids.ts";
import type { Actor, ActorId, Procedure } from "./vocabulary.ts";

const tables: Procedure[] = [];
/** Versions that the program has no more, as they were kept with the cases that run by them. */
const recalled: Procedure[] = [];

/** All tables, the newest version last where a procedure has several. */
export const procedures: readonly Procedure[] = tables;

/** A procedure, or a version of it, that the registry does not have. */
export class UnknownProcedureError extends Error {
  override readonly name = "UnknownProcedureError";

  constructor(id: string, version: number | null) {
    super(`no procedure "${id}"${version === null ? "" : ` in version ${version}`}`);
  }
}

/**
 * Puts tables into service.
 *
 * @returns takes the same tables out again
 */
export function register(added: Procedure[]): () => void {
  tables.push(...added);
  return () => {
    for (const table of added) tables.splice(tables.indexOf(table), 1);
  };
}

/**
 * Makes these tables the only ones.
 *
 * @returns puts back those of before
 */
export function replaceTables(others: Procedure[]): () => void {
  const before = tables.splice(0, tables.length, ...others);
  recalled.splice(0);
  return () => {
    tables.splice(0, tables.length, ...before);
    recalled.splice(0);
  };
}

/** Lets cases of a version that the program has no more be read and go on; no new case begins by it. */
export function recall(table: Procedure): void {
  if (!findProcedure(table.id, table.version)) recalled.push(table);
}

/** Every table by which cases may run: those in service, and those that were recalled. */
export function knownProcedures(): Procedure[] {
  return [...tables, ...recalled];
}

/** The table of a version, also of one that was recalled; undefined where nobody knows it. */
export function findProcedure(id: string, version: number): Procedure | undefined {
  const isIt = (procedure: Procedure): boolean => procedure.id === id && procedure.version === version;
  return tables.find(isIt) ?? recalled.find(isIt);
}

/**
 * The table a case runs by: the version it started with.
 *
 * @throws {UnknownProcedureError}
 */
export function procedureOf(id: string, version: number): Procedure {
  const found = findProcedure(id, version);
  if (!found) throw new UnknownProcedureError(id, version);
  return found;
}

/** The tables that new cases start with: the newest version of each procedure. */
export function currentProcedures(among: readonly Procedure[] = tables): Procedure[] {
  const newest = new Map<string, Procedure>();
  for (const procedure of among) {
    const known = newest.get(procedure.id);
    if (!known || known.version < procedure.version) newest.set(procedure.id, procedure);
  }
  return [...newest.values()];
}

/** How many numbered rows the paper has: several tables may share the rows of one SOP. */
export function stepsOfSop(procedure: Procedure): number {
  const sharing = currentProcedures().filter(({ id, sop }) => sop === procedure.sop && id !== procedure.id);
  const numbers = [procedure, ...sharing].flatMap(({ steps }) => steps.flatMap(({ number }) => number ?? []));
  return new Set(numbers).size;
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

/** A role that neither the agency nor any table has. */
export class UnknownActorError extends Error {
  override readonly name = "UnknownActorError";

  constructor(id: ActorId) {
    super(`no actor "${id}"`);
  }
}

/** Every role there is: the agency's, and those that tables bring. */
export function actorIds(): ActorId[] {
  return [...allActors().keys()];
}

/**
 * What people read of a role.
 *
 * @throws {UnknownActorError}
 */
export function actorOf(id: ActorId): Actor {
  const brings = ({ actors: own = {} }: Procedure): boolean => Object.hasOwn(own, id);
  const actor = Object.hasOwn(actors, id) ? actors[id] : tables.findLast(brings)?.actors?.[id];
  if (!actor) throw new UnknownActorError(id);
  return actor;
}

function allActors(): Map<ActorId, Actor> {
  const agency: Record<AgencyActor, Actor> = actors;
  const brought = [...recalled, ...tables].map((table) => table.actors ?? {});
  return new Map([...brought, agency].flatMap((known) => Object.entries(known)));
}
