/** An agency in which people answer anything at any time, for every table; on fakes, with a seed. */
import { randomUUID } from "node:crypto";
import { actorOf, currentProcedureOf } from "../../statemachines/language/registry.ts";
import { entryChannelsOf, entryOf, stepOf } from "../../statemachines/language/table.ts";
import type { EntryChannel, Language, Outcome, Procedure, Step } from "../../statemachines/language/vocabulary.ts";
import { acceptRequest, askedThrough, type Submission } from "../../functions/domain/intake/open-case.ts";
import { decide, type Choice, type Responder } from "../../functions/domain/task/decide-task.ts";
import { openTasks, possibleOutcomes, stepOfTask } from "../../functions/domain/case/case-file.ts";
import type { Dossier, TaskItem } from "../../functions/domain/case/records.ts";
import { formContext } from "../../functions/domain/form/form-context.ts";
import { roleFor } from "../../functions/domain/task/permission.ts";
import { Refusal } from "../../functions/domain/refusal.ts";
import { sweep } from "../../functions/domain/sweep.ts";
import { possibleWithdrawal, withdraw } from "../../functions/domain/task/withdraw.ts";
import { taskView } from "../../functions/http/views/task-view.ts";
import { letterFile, pdf } from "./builders.ts";
import { dependencies, type FakeDependencies } from "./fakes/index.ts";
import { chanceFrom, fittingValues, type Chance } from "./random-values.ts";
import { tableFlow, type TableFlow } from "./table-flow.ts";

export interface Life extends FakeDependencies {
  flow: TableFlow;
  chance: Chance;
  /** Opens a case through one of the entry channels of its table; answers its number. */
  begin(procedureId: string): Promise<string>;
  /** Lets somebody do something about a case. */
  act(caseId: string): Promise<void>;
  dossier(caseId: string): Promise<Dossier>;
  /** Steps and outcomes that were chosen: `procedure/step/outcome`. */
  chosen: Set<string>;
}

/** How people answer and ask; over the domain where nothing else is said. */
export interface Ways {
  answer(all: FakeDependencies, found: Dossier, task: TaskItem, choice: Choice, responder: Responder): Promise<unknown>;
  begin(all: FakeDependencies, request: Submission): Promise<{ caseId: string }>;
  /** What was chosen before, in this life or another: what is new is tried first. */
  chosen: Set<string>;
  language: Language;
}

/** After so many answers people want to come to an end. */
const patience = 40;
const hour = 3_600_000;

export function lifeFrom(seed: number, ways: Partial<Ways> = {}): Life {
  const { answer = decide, begin = acceptRequest, chosen = new Set<string>(), language = "id" } = ways;
  const curious = ways.chosen !== undefined;
  const base = dependencies();
  const flow = tableFlow(() => all);
  const all: FakeDependencies = { ...base, workflow: base.on.watch("workflow", flow) };
  all.files.put(letterFile, "surat.pdf", pdf);
  const chance = chanceFrom(seed);
  const cases: string[] = [];
  const refusedDays = new Map<string, number>();

  const dossier = async (caseId: string): Promise<Dossier> => {
    const found = await all.cases.dossier(caseId);
    if (!found) throw new Error(`no case ${caseId}`);
    return found;
  };

  return {
    ...all,
    flow,
    chance,
    chosen,
    dossier,
    async begin(procedureId) {
      const procedure = currentProcedureOf(procedureId);
      const entryChannels = entryChannelsOf(procedure);
      const entryChannel = entryChannels[chance(entryChannels.length)] ?? "public";
      const { caseId } = await begin(all, {
        procedure,
        submissionId: randomUUID(),
        language,
        values: await entryValues(all, procedure, entryChannel, chance, cases),
        entryChannel,
        ...(entryChannel === "staff" ? { openedBy: await opener(all, procedure) } : {}),
        ...(entryChannel === "calendar"
          ? { openedBy: { person: "system", name: "", role: entryOf(procedure).actor, channel: "system" } as const }
          : {}),
      });
      cases.push(caseId);
      await flow.settle();
      return caseId;
    },
    async act(caseId) {
      const found = await dossier(caseId);
      const [task, ...more] = openTasks(found);
      if (more.length > 0) throw new Error(`${caseId} waits at ${more.length + 1} steps at once`);
      if (!task) {
        if (!found.case.ending) throw new Error(`${caseId} waits for nothing and has not ended`);
        return;
      }
      await someAct(all, found, task, { answer, chance, chosen, curious, cases, refusedDays });
      await flow.settle();
    },
  };
}

interface Mood {
  answer: Ways["answer"];
  chance: Chance;
  chosen: Set<string>;
  curious: boolean;
  cases: string[];
  /** Task id -> days on which everything that was tried was refused. */
  refusedDays: Map<string, number>;
}

const mostRefusedDays = 8;

async function someAct(all: FakeDependencies, found: Dossier, task: TaskItem, mood: Mood): Promise<void> {
  const { chance } = mood;
  if (chance(40) === 0 && possibleWithdrawal(found)) {
    await withdraw(all, found, "Kami berhalangan.", "link-phone").catch(unlessRefused);
    return;
  }
  if (task.deadlineAt && chance(6) === 0) {
    if (all.clock.at() < task.deadlineAt) all.clock.set(Date.parse(task.deadlineAt) + 60_000);
    await sweep(all);
    return;
  }
  if (task.availableFrom && task.availableFrom > all.clock.at() && chance(4) > 0) {
    all.clock.set(Date.parse(task.availableFrom) + 8 * hour);
  }
  await someAnswer(all, found, task, mood);
}

/** Tries what people might try; when all of it is refused, nobody can go on: a dead end. */
async function someAnswer(all: FakeDependencies, found: Dossier, task: TaskItem, mood: Mood): Promise<void> {
  const { answer, chance, chosen, curious, refusedDays } = mood;
  const step = stepOfTask(found, task);
  const refusals: string[] = [];
  const nameOf = ({ id }: Outcome): string => `${found.case.procedure}/${step.id}/${id}`;
  const isNew = possibleOutcomes(found, step).some((outcome) => !outcome.onDeadline && !chosen.has(nameOf(outcome)));
  const any = curious ? isNew && chance(4) === 0 : chance(25) === 0;
  const outcomes = inRandomOrder(preferred(found, step, any), chance);
  if (curious) outcomes.sort((a, b) => Number(chosen.has(nameOf(a))) - Number(chosen.has(nameOf(b))));
  for (const outcome of outcomes) {
    for (const responder of inRandomOrder(await responders(all, found, task, step, outcome), chance)) {
      try {
        const values = await answerValues(all, found, task, step, outcome, mood);
        const note =
          outcome.note === "none" || (outcome.note !== "required" && chance(2) === 0) ? "" : "Catatan petugas.";
        await answer(all, found, task, { outcome: outcome.id, values, note }, responder);
        chosen.add(nameOf(outcome));
        return;
      } catch (error) {
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
  all.clock.set(all.clock.now() + 26 * hour);
  if (refusals.length === 0) throw new Error(`nobody may answer ${found.case.id} at ${step.id}`);
  const times = (refusedDays.get(task.id) ?? 0) + 1;
  refusedDays.set(task.id, times);
  if (times > mostRefusedDays)
    throw new Error(`${found.case.id} cannot go on at ${step.id}: ${refusals.slice(0, 4).join("; ")}`);
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

function distance(procedure: Procedure, outcome: Outcome, seen: string[] = []): number {
  if (typeof outcome.to === "object") return 1;
  if (seen.includes(outcome.to)) return Infinity;
  const next = stepOf(procedure, outcome.to);
  return 1 + Math.min(...next.outcomes.map((each) => distance(procedure, each, [...seen, next.id])));
}

async function responders(
  all: FakeDependencies,
  found: Dossier,
  task: TaskItem,
  step: Step,
  outcome: Outcome,
): Promise<Responder[]> {
  const staff = await all.agencies.staff();
  const inside = staff.flatMap((member): Responder[] => {
    const role = roleFor(member, step, task, outcome);
    return role ? [{ person: `staff:${member.id}`, name: member.name, role, channel: "staff" }] : [];
  });
  const { requester } = currentProcedureOf(found.case.procedure);
  const mayAnswer = !actorOf(step.actor).inside && (!outcome.by || outcome.by.includes(requester));
  return mayAnswer ? [...inside, { person: "requester", name: "", role: requester, channel: "link-phone" }] : inside;
}

async function answerValues(
  all: FakeDependencies,
  found: Dossier,
  task: TaskItem,
  step: Step,
  outcome: Outcome,
  { chance, cases }: Mood,
) {
  if (!step.outcomes.includes(outcome)) return {};
  const [settings, staff] = [await all.agencies.settings(), await all.agencies.staff()];
  const reader = { language: "id", seesPersonal: true } as const;
  const { aids } = await taskView(all, found, task, [outcome], { settings, staff, reader, now: all.clock.now() });
  const rules = step.rules ?? [];
  const { fields = [] } = step;
  const about = { fields, rules, outcome: outcome.id, context: aids.context, staff, cases };
  return fittingValues({ ...about, prefill: aids.prefill, slots: aids.slots }, chance);
}

async function entryValues(
  all: FakeDependencies,
  procedure: Procedure,
  entryChannel: EntryChannel,
  chance: Chance,
  cases: string[],
) {
  const [settings, staff] = [await all.agencies.settings(), await all.agencies.staff()];
  const context = formContext(settings, procedure, all.clock.now());
  if (entryChannel === "calendar") {
    const month = context.today.slice(0, 7);
    return entryOf(procedure).opens === "month" ? { month } : { date: context.today };
  }
  const fields = askedThrough(procedure, entryChannel);
  const rules = entryOf(procedure).rules ?? [];
  return fittingValues({ fields, rules, outcome: null, context, staff, prefill: {}, slots: [], cases }, chance);
}

async function opener({ agencies }: FakeDependencies, procedure: Procedure): Promise<Responder> {
  const entry = entryOf(procedure);
  const roles = [entry.actor, ...(entry.helpers ?? [])];
  for (const member of await agencies.staff()) {
    const role = roles.find((each) => member.roles.includes(each));
    if (role) return { person: `staff:${member.id}`, name: member.name, role, channel: "staff" };
  }
  throw new Error(`nobody may open a case of ${procedure.id}`);
}

function unlessRefused(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
}

function inRandomOrder<T>(items: T[], chance: Chance): T[] {
  return items
    .map((item) => ({ item, place: chance(1_000_000) }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
