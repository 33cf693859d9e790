/** What people of the random player answer: something of what they may, or of what they may not. */
import { actorOf, currentProcedureOf } from "../../statemachines/language/registry.ts";
import { earliestOf } from "../../functions/domain/case/waited-for.ts";
import { findStep } from "../../statemachines/language/table.ts";
import type { Outcome, Procedure, Step } from "../../statemachines/language/vocabulary.ts";
import type { Answering, Choice } from "../../functions/domain/task/decide-task.ts";
import { askedNow } from "../../functions/domain/form/asked-again.ts";
import { possibleOutcomes, stepOfTask } from "../../functions/domain/case/case-file.ts";
import type { Dossier, TaskItem } from "../../functions/domain/case/records.ts";
import {
  candidateOf,
  choosableOutcomes,
  circumstancesOf,
  requesterOf,
} from "../../functions/domain/task/permission.ts";
import { Refusal } from "../../functions/domain/refusal.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import type { FormAids } from "../../functions/contract/shared.ts";
import type { ViewContext } from "../../functions/http/views/facts.ts";
import { taskView } from "../../functions/http/views/task-view.ts";
import type { Dependencies } from "../../functions/domain/ports.ts";
import type { TestClock } from "./clock.ts";
import { fittingValues, NothingFits, type Chance } from "./random-values.ts";

/** Where people play: on fakes, or on the parts of a real host, by a clock that they may move. */
export type PlayedOffice = Dependencies & { clock: TestClock };

/** How people answer in this play, and what they have tried. */
export interface Mood {
  answer(all: PlayedOffice, found: Dossier, task: TaskItem, choice: Choice, answering: Answering): Promise<unknown>;
  chance: Chance;
  /** What was chosen before, by this player or another. */
  chosen: Set<string>;
  /** Whether what is new is tried first. */
  curious: boolean;
  /** Cases that may be named. */
  cases: string[];
  /** What the form offers to fill in; taken from the whole page where nothing is said. */
  aids?: (all: PlayedOffice, found: Dossier, step: Step, context: ViewContext) => Promise<FormAids>;
  /** Task id -> days on which everything that was tried was refused. */
  refusedDays: Map<string, number>;
  /** Whether what leads a case to its aim is tried first: chance alone brings few long ones there. */
  willing?: boolean;
  /** Who of the staff does something now; everybody where nothing is said. */
  acts?: (member: StaffMember) => boolean;
}

/** Nobody who does something now may answer. */
export class NobodyMay extends Error {
  override name = "NobodyMay";
}

/** After so many answers people want to come to an end. */
const patience = 40;
const mostRefusedDays = 8;
/** Where others have taken everything that was tried: in a busy month something is free some weeks later. */
const mostTakenDays = 60;
const hour = 3_600_000;
const farAway = 1_000;

/** Tries what people might try; when all of it is refused, nobody can go on: a dead end. */
export async function someAnswer(all: PlayedOffice, found: Dossier, task: TaskItem, mood: Mood): Promise<void> {
  const { answer, chance, chosen, curious, refusedDays } = mood;
  const step = stepOfTask(found, task);
  const refusals: string[] = [];
  const nameOf = ({ id }: Outcome): string => `${found.case.procedure}/${step.id}/${id}`;
  const isNew = possibleOutcomes(found, step).some((outcome) => !outcome.onDeadline && !chosen.has(nameOf(outcome)));
  const any = curious ? isNew : chance(25) === 0;
  const outcomes = inRandomOrder(preferred(found, step, any), chance);
  if (curious) {
    const led = chance(2) === 0;
    const procedure = currentProcedureOf(found.case.procedure);
    const rows = new Map(outcomes.map((each) => [each, rowsToNew(procedure, step, each, chosen)]));
    const order = (each: Outcome): number => (led ? (rows.get(each) ?? 0) : Math.min(rows.get(each) ?? 0, 1));
    outcomes.sort((a, b) => order(a) - order(b));
  }
  if (mood.willing) outcomes.sort((one, other) => Number(other.tone === "yes") - Number(one.tone === "yes"));
  for (const outcome of outcomes) {
    for (const responder of inRandomOrder(await responders(all, found, task, outcome, mood), chance)) {
      try {
        const values = await answerValues(all, found, task, outcome, responder, mood);
        const note =
          outcome.note === "none" || (outcome.note !== "required" && chance(2) === 0) ? "" : "Catatan petugas.";
        await answer(all, found, task, { outcome: outcome.id, values, note }, responder);
        chosen.add(nameOf(outcome));
        return;
      } catch (error) {
        if (error instanceof NothingFits && (await lacksPeople(all, step))) continue;
        unlessRefused(error);
        const refusal = error as Refusal;
        refusals.push(
          `${outcome.id} by ${responder.person}: ${refusal.text.id} ${JSON.stringify(refusal.fields ?? {})}`,
        );
      }
    }
  }
  if (task.availableFrom && task.availableFrom > all.clock.at()) {
    all.clock.set(Date.parse(task.availableFrom) + 8 * hour);
    return;
  }
  const hours = await hoursAhead(all, found, step, outcomes);
  if (hours.length > 0 && hours.length === outcomes.length) {
    all.clock.set(Math.min(...hours));
    return;
  }
  all.clock.set(all.clock.now() + 26 * hour);
  if (await lacksPeople(all, step)) return;
  if (refusals.length === 0) throw new NobodyMay(`nobody may answer ${found.case.id} at ${step.id}`);
  const times = (refusedDays.get(task.id) ?? 0) + 1;
  refusedDays.set(task.id, times);
  const isTaken = refusals.every((each) => each.includes('"code":"taken"'));
  if (times > (isTaken ? mostTakenDays : mostRefusedDays))
    throw new Error(`${found.case.id} cannot go on at ${step.id}: ${refusals.slice(0, 4).join("; ")}`);
}

/** Instants from which outcomes may be chosen that may not be yet. */
async function hoursAhead(all: PlayedOffice, found: Dossier, step: Step, outcomes: Outcome[]): Promise<number[]> {
  const { calendar } = await all.agencies.settings();
  return outcomes
    .map((outcome) => Date.parse(earliestOf(calendar, found, step, outcome) ?? ""))
    .filter((at) => at > all.clock.now());
}

/** Whether somebody has to be chosen for a role that nobody has now. */
async function lacksPeople({ agencies }: PlayedOffice, { fields = [] }: Step): Promise<boolean> {
  const staff = await agencies.staff();
  return fields.some(
    ({ kind, required, role }) =>
      kind === "staff" && required && role && !staff.some(({ endedAt, roles }) => !endedAt && roles.includes(role)),
  );
}

/** Own outcomes, or any that is possible; once patience is lost, those on a shortest way to an ending. */
function preferred(found: Dossier, step: Step, any: boolean): Outcome[] {
  const possible = possibleOutcomes(found, step).filter(({ onDeadline }) => !onDeadline);
  const own = possible.filter((outcome) => step.outcomes.includes(outcome));
  if (found.tasks.length <= patience) return any ? possible : own;
  const procedure = currentProcedureOf(found.case.procedure);
  return own
    .toSorted((a, b) => distance(procedure, a) - distance(procedure, b))
    .slice(0, 1 + Number(found.tasks.length % 3 === 0));
}

/** Rows on the shortest way from an outcome to one that was never chosen, 0 where this is one; a large number where none is. */
function rowsToNew(procedure: Procedure, { id }: Step, outcome: Outcome, chosen: Set<string>): number {
  const isNew = (step: string, each: Outcome): boolean =>
    !each.onDeadline && !chosen.has(`${procedure.id}/${step}/${each.id}`);
  if (isNew(id, outcome)) return 0;
  const seen = new Set<string>([id]);
  let [rows, next] = [1, [outcome]];
  while (next.length > 0) {
    const steps = next.flatMap(({ to }) => {
      const step = typeof to === "object" || seen.has(to) ? undefined : findStep(procedure, to);
      return step ? [step] : [];
    });
    if (steps.some((step) => step.outcomes.some((each) => isNew(step.id, each)))) return rows;
    for (const step of steps) seen.add(step.id);
    [rows, next] = [rows + 1, steps.flatMap(({ outcomes }) => outcomes)];
  }
  return farAway;
}

/** Rows on the shortest way from an outcome to an ending. */
export function distance(procedure: Procedure, outcome: Outcome, seen: string[] = []): number {
  if (typeof outcome.to === "object") return 1;
  if (seen.includes(outcome.to)) return Infinity;
  const next = findStep(procedure, outcome.to);
  // Beside the flow nothing follows.
  if (!next) return 1;
  return 1 + Math.min(...next.outcomes.map((each) => distance(procedure, each, [...seen, next.id])));
}

/** Everybody who may choose an outcome, before its day too. Requesters withdraw in `someAct`, seldom enough. */
async function responders(
  all: PlayedOffice,
  found: Dossier,
  task: TaskItem,
  outcome: Outcome,
  { acts = () => true }: Mood,
): Promise<Answering[]> {
  const circumstances = await circumstancesOf(all, found, task);
  const everybody: Answering[] = [
    ...(await all.agencies.staff())
      .filter(acts)
      .map((member) => ({ ...candidateOf(member), name: member.name, channel: "staff" }) as const),
    ...(actorOf(task.actor).inside ? [] : [{ ...requesterOf(found), name: "", channel: "link-code" } as const]),
  ];
  return everybody.filter((each) =>
    choosableOutcomes(found, task, each, circumstances).some(({ outcome: { id } }) => id === outcome.id),
  );
}

async function answerValues(
  all: PlayedOffice,
  found: Dossier,
  task: TaskItem,
  outcome: Outcome,
  answering: Answering,
  { aids: aidsOf, chance, cases, refusedDays }: Mood,
) {
  // By the bounds that hold for what is changed: so it fits whether it is changed or not.
  const row = stepOfTask(found, task);
  const step = askedNow(found, row, Object.fromEntries((row.fields ?? []).map(({ name }) => [name, "something else"])));
  if (!step.outcomes.includes(outcome)) return {};
  const [settings, staff] = [await all.agencies.settings(), await all.agencies.staff()];
  const reader = { language: "id", seesPersonal: true } as const;
  const context = { settings, staff, reader, now: all.clock.now(), outages: [] };
  const aids = aidsOf
    ? await aidsOf(all, found, step, context)
    : (await taskView(all, found, task, answering, context)).aids;
  const rules = step.rules ?? [];
  const { fields = [] } = step;
  const about = { fields, rules, outcome: outcome.id, context: aids.context, staff, cases };
  // Whoever was refused what the form had filled in chooses something else.
  const prefill = refusedDays.has(task.id) ? {} : aids.prefill;
  return fittingValues({ ...about, prefill, slots: aids.slots }, chance);
}

/** Lets a refusal pass: somebody was told no. @throws anything else */
export function unlessRefused(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
}

export function inRandomOrder<T>(items: T[], chance: Chance): T[] {
  return items
    .map((item) => ({ item, place: chance(1_000_000) }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
