/**
 * Once a day, what was decided on the day before is sealed, and the log gets an entry with one root over all of it. Whoever
 * has that root, such as on paper, finds out whether anything was changed since.
 */
import { dayMs, isoInstant } from "../calendar/instants.ts";
import type { Dependencies } from "../ports.ts";
import { eventsOf } from "./events.ts";
import { rootOfDay } from "./hash-tree.ts";
import type { LogHead, Seal } from "./records.ts";
import { leafOf, sealOf } from "./seal.ts";

export type LogDependencies = Pick<Dependencies, "cases" | "clock" | "decisionLog" | "log" | "secrets">;

/** A service that was away longer begins with the last days; a case of before is sealed whole when it is next acted on. */
const daysCaughtUp = 31;

/**
 * Writes the entries of the days that have ended. Days on which nothing was decided have none. Doing it again, also after a
 * stop in its midst, writes nothing twice. Never fails: what is due otherwise must go on.
 */
export async function keepLog(dependencies: LogDependencies): Promise<void> {
  try {
    await writeEndedDays(dependencies);
  } catch (error) {
    dependencies.log.problem("decision-log-failed", error);
  }
}

async function writeEndedDays(dependencies: LogDependencies): Promise<void> {
  const { clock, decisionLog } = dependencies;
  const newest = await decisionLog.newest();
  let before = newest?.root ?? null;
  for (const day of daysToWrite(newest?.day ?? null, clock.now())) {
    const caseIds = await decisionLog.actedOn(day);
    if (caseIds.length > 0) before = (await writeDay(dependencies, day, caseIds, before)).root;
  }
}

async function writeDay(
  { cases, decisionLog, log, secrets }: LogDependencies,
  day: string,
  caseIds: string[],
  before: string | null,
): Promise<LogHead> {
  const { hash } = secrets;
  const end = isoInstant(Date.parse(day) + dayMs);
  const leaves: string[] = [];
  for (const caseId of caseIds) {
    const [dossier] = await cases.dossiers([caseId]);
    if (!dossier) continue;
    const known = await decisionLog.seals(caseId);
    const sealed = new Set(known.map(({ event }) => event));
    const fresh = eventsOf(dossier, end)
      .filter(({ event }) => !sealed.has(event))
      .map((event): Seal => sealOf(hash, event, day, secrets.randomId()));
    const stored = [...known, ...(await decisionLog.addSeals(caseId, fresh))];
    leaves.push(...stored.filter((seal) => seal.day === day).map((seal) => leafOf(hash, caseId, seal)));
  }
  leaves.sort();
  const entry = await decisionLog.addDay({ day, leaves, before, root: rootOfDay(hash, day, leaves, before) });
  log.info("decision-log", { day, root: entry.root, decisions: leaves.length });
  return entry;
}

function daysToWrite(newest: string | null, now: number): string[] {
  const today = now - (now % dayMs);
  const from = Math.max(newest === null ? 0 : Date.parse(newest) + dayMs, today - daysCaughtUp * dayMs);
  const count = Math.max(0, Math.round((today - from) / dayMs));
  return Array.from({ length: count }, (_, index) => isoInstant(from + index * dayMs).slice(0, 10));
}
