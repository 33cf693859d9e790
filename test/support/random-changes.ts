/** What may happen to a case beside its flow: anybody changes it in any way that is offered, or its execution is gone. */
import type { StaffMember } from "../../functions/domain/agency.ts";
import type { Dossier, OperationId, Values } from "../../functions/domain/case/records.ts";
import { procedureOfCase } from "../../functions/domain/case/case-file.ts";
import { makeChange, possibleChanges } from "../../functions/domain/change/make-change.ts";
import type { Circumstances } from "../../functions/domain/change/operation.ts";
import { operations } from "../../functions/domain/change/operations.ts";
import { runName, runOf } from "../../functions/domain/execution/run.ts";
import { takeOverBroken } from "../../functions/domain/execution/take-over.ts";
import { formContext } from "../../functions/domain/form/form-context.ts";
import type { Field } from "../../statemachines/language/vocabulary.ts";
import { inRandomOrder, unlessRefused, type Mood } from "./random-answers.ts";
import { fittingValues, NothingFits, type Chance } from "./random-values.ts";
import type { Workplace } from "./player.ts";

export type Changing = Pick<Mood, "cases" | "chance"> & {
  /** Operations that were done, by procedure: `procedure/operation`. */
  changed: Set<string>;
};

/** Operations that end a case are seldom, or no life would be long. */
const last: OperationId[] = ["cancel", "mark-duplicate", "close-quietly"];
const seldom = 16;

const mostTries = 4;

/** Somebody does what is offered, what was never done before others; where what is tried is refused, nothing happens. */
export async function someChange(work: Workplace, found: Dossier, changing: Changing): Promise<void> {
  const { chance, changed } = changing;
  const circumstances = await circumstancesNow(work);
  const ways = circumstances.staff.flatMap((member) =>
    possibleChanges(found, member, circumstances).map((operation) => ({ member, operation })),
  );
  const name = (operation: OperationId): string => `${found.case.procedure}/${operation}`;
  const rank = (operation: OperationId): number =>
    operation === "go-on"
      ? 0
      : last.includes(operation)
        ? chance(seldom) === 0
          ? 1
          : 3
        : changed.has(name(operation))
          ? 2
          : 1;
  const ids = inRandomOrder([...new Set(ways.map(({ operation }) => operation))], chance);
  const ranked = ids.map((id) => ({ id, rank: rank(id) })).filter((each) => each.rank < 3);
  for (const { id } of ranked.toSorted((one, other) => one.rank - other.rank).slice(0, mostTries)) {
    const [way] = inRandomOrder(
      ways.filter(({ operation }) => operation === id),
      chance,
    );
    if (!way || !(await changeAs(work, found, way.member, id, changing))) continue;
    changed.add(name(id));
    await work.flow.settle();
    return;
  }
}

async function circumstancesNow({ agencies, clock }: Workplace): Promise<Circumstances> {
  return { settings: await agencies.settings(), staff: await agencies.staff(), now: clock.now() };
}

/** @returns false where it was refused */
async function changeAs(
  work: Workplace,
  found: Dossier,
  member: StaffMember,
  operation: OperationId,
  changing: Changing,
): Promise<boolean> {
  try {
    const values = changedValues(found, operation, await circumstancesNow(work), changing);
    const asked = { operation, seen: found.changes?.length ?? 0, reason: "Atas permintaan.", values };
    await makeChange(work, found, member, asked);
    return true;
  } catch (error) {
    if (error instanceof NothingFits) return false;
    unlessRefused(error);
    return false;
  }
}

/** What somebody fills in who changes a case. @throws {NothingFits} */
export function changedValues(
  found: Dossier,
  operation: OperationId,
  circumstances: Circumstances,
  { cases, chance }: Pick<Changing, "cases" | "chance">,
): Values {
  const { settings, staff, now } = circumstances;
  const { fields, rules = [], values: before } = operations[operation].fields(found, circumstances);
  const context = formContext(settings, procedureOfCase(found.case), now);
  // Whoever is asked one thing does not send it as it was.
  const known = fields.length === 1 ? [] : Object.entries(before);
  const prefill = Object.fromEntries(known.filter(([, value]) => value !== undefined));
  const about = { rules, outcome: null, context, staff, slots: [], cases };
  // A slip of the pen is one field; of anything else all may be other.
  const slip = operation === "correct-data" ? fields[chance(fields.length)] : undefined;
  return slip
    ? { ...prefill, ...fittingValues({ ...about, fields: [alone(slip)], prefill: {} }, chance) }
    : fittingValues({ ...about, fields, prefill }, chance);
}

function alone({ requiredUnless: _, requiredWhen: __, ...field }: Field): Field {
  return { ...field, required: true };
}

/**
 * The execution of a case breaks, as is reported, perhaps until somebody has to look; or it is not to be found any more, as the
 * sweep sees.
 */
export async function loseExecution(work: Workplace, { case: item }: Dossier, chance: Chance): Promise<void> {
  const how = chance(2) === 0 ? "broken" : "missing";
  const times = how === "broken" && chance(3) === 0 ? 3 : 1;
  for (let time = 0; time < times; time += 1) {
    const { case: now } = await work.dossier(item.id);
    const name = runName(runOf(now));
    work.flow.take(item.id, how);
    if (how === "broken") await takeOverBroken(work, { caseId: item.id, name });
    work.clock.advance({ minutes: 6 });
    await work.sweep();
  }
}
