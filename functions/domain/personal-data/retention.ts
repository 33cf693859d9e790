/**
 * What people outside gave goes when its time is over (*masa simpan*). Each ended case stands in an index from when it ended; in
 * which of its classes are due is asked of the settings of today.
 */
import type { RetentionClass } from "../../../statemachines/language/known-ids.ts";
import { retention, retentionClasses } from "../../../statemachines/language/retention.ts";
import type { AgencySettings } from "../agency.ts";
import { dayMs, isoInstant } from "../calendar/instants.ts";
import type { CaseItem } from "../case/records.ts";
import type { Dependencies } from "../ports.ts";
import { askErasure, isErased } from "./ask-erasure.ts";
import { forgetAskers } from "./keep-records.ts";
import type { RetentionDays } from "./retention-plan.ts";

export type RetentionDependencies = Pick<
  Dependencies,
  "agencies" | "cases" | "clock" | "files" | "log" | "privacyRecords" | "retentionPlans" | "todos"
>;

/** The table's days, where the agency has set no others. */
export function retentionDays({ retentionDays: own = {} }: Pick<AgencySettings, "retentionDays">): RetentionDays {
  const days = retentionClasses.map((each) => [each, own[each] === undefined ? retention[each].days : own[each]]);
  return Object.fromEntries(days) as RetentionDays;
}

/** The days of contacts in words, as the form promises them: "2 tahun". */
export function contactsKept(settings: Pick<AgencySettings, "retentionDays">): { id: string; en: string } {
  const { contact } = retentionDays(settings);
  if (contact === null) return { id: "selama diwajibkan peraturan", en: "as long as regulations demand" };
  const years = contact / 365;
  if (Number.isInteger(years)) return { id: `${years} tahun`, en: years === 1 ? "1 year" : `${years} years` };
  return { id: `${contact} hari`, en: `${contact} days` };
}

/**
 * Where an ended case stands among those that are kept: at its end, or later by as much as what is left of it is kept longer
 * than what goes first. Null: nothing of it goes by itself.
 */
export function keptFrom(item: CaseItem, days: RetentionDays): string | null {
  const [next] = comingClasses(item, days);
  const shortest = shortestOf(days);
  return next && shortest !== null ? isoInstant(next.at - shortest * dayMs) : null;
}

/** Classes that go by themselves, with when (epoch milliseconds), the next first. */
function comingClasses(item: CaseItem, days: RetentionDays): { class: RetentionClass; at: number }[] {
  const { endedAt } = item;
  if (endedAt === undefined) return [];
  return retentionClasses
    .flatMap((each) => {
      const kept = days[each];
      return kept === null || isErased(item, each) ? [] : [{ class: each, at: Date.parse(endedAt) + kept * dayMs }];
    })
    .toSorted((one, other) => one.at - other.at);
}

function shortestOf(days: RetentionDays): number | null {
  const finite = Object.values(days).filter((each) => each !== null);
  return finite.length === 0 ? null : Math.min(...finite);
}

/** So many cases in one go; it goes on in the next. */
const atOnce = 50;

/**
 * Asks for the erasing of what is due, and gives every ended case its place anew where the days were changed. Never fails: what is
 * due otherwise must go on.
 */
export async function lookForExpired(dependencies: RetentionDependencies): Promise<void> {
  try {
    const days = retentionDays(await dependencies.agencies.settings());
    await planAnew(dependencies, days);
    await askForDue(dependencies, days);
    await forgetAskers(dependencies);
  } catch (error) {
    dependencies.log.problem("retention-failed", error);
  }
}

async function askForDue(dependencies: RetentionDependencies, days: RetentionDays): Promise<void> {
  const { cases, clock, log, todos } = dependencies;
  const shortest = shortestOf(days);
  if (shortest === null) return;
  const now = clock.now();
  let asked = 0;
  for (const caseId of await todos.kept(isoInstant(now - shortest * dayMs), atOnce)) {
    const [dossier] = await cases.dossiers([caseId]);
    if (!dossier) continue;
    const due = comingClasses(dossier.case, days).filter(({ at }) => at <= now);
    if (due.length === 0) await cases.place(caseId, keptFrom(dossier.case, days));
    else {
      const classes = due.map((each) => each.class);
      await askErasure(dependencies, dossier.case, classes, { by: "system" });
      asked += 1;
    }
  }
  if (asked > 0) log.info("retention", { cases: asked });
}

/** Page by page, remembering how far it is. */
async function planAnew({ cases, retentionPlans }: RetentionDependencies, days: RetentionDays): Promise<void> {
  const known = await retentionPlans.read();
  const isSame = known !== null && JSON.stringify(known.days) === JSON.stringify(days);
  if (isSame && known.before === null) return;
  const before = isSame ? known.before : null;
  const { items, next } = await cases.list({ open: false, limit: 4 * atOnce, ...(before ? { before } : {}) });
  for (const item of items) await cases.place(item.id, keptFrom(item, days));
  await retentionPlans.store({ days, before: next });
}
