/** A player without a script: people do anything at any time, for every table; the same seed gives the same. */
import { randomUUID } from "node:crypto";
import { currentProcedureOf } from "../../statemachines/language/registry.ts";
import { entryChannelsOf, entryOf, stepOf } from "../../statemachines/language/table.ts";
import type { EntryChannel, Language, Procedure } from "../../statemachines/language/vocabulary.ts";
import { acceptRequest, askedThrough, type Submission } from "../../functions/domain/intake/open-case.ts";
import { decide } from "../../functions/domain/task/decide-task.ts";
import { openTasks, procedureOfCase } from "../../functions/domain/case/case-file.ts";
import type { Dossier, TaskItem } from "../../functions/domain/case/records.ts";
import { formContext } from "../../functions/domain/form/form-context.ts";
import { roleToBegin } from "../../functions/domain/task/permission.ts";
import { isStopped } from "../../functions/domain/execution/take-over.ts";
import { sweep } from "../../functions/domain/sweep.ts";
import { possibleWithdrawal, withdraw } from "../../functions/domain/task/withdraw.ts";
import type { FakeDependencies } from "./fakes/index.ts";
import { memoryOf } from "./fakes/memory.ts";
import { memoryItems } from "./memory-items.ts";
import { newSecret } from "../../infra/demo/people.ts";
import { openerOf, workplace, type Opener, type Workplace } from "./player.ts";
import { someAnswer, unlessRefused, type Mood, type PlayedOffice } from "./random-answers.ts";
import { loseExecution, someChange } from "./random-changes.ts";
import { chanceFrom, fittingValues, type Chance } from "./random-values.ts";

export interface RandomPlayer extends Workplace {
  chance: Chance;
  /** Opens a case through one of the entry channels of its table; answers its number. */
  begin(procedureId: string): Promise<string>;
  /** Lets somebody do something about a case. */
  act(caseId: string): Promise<void>;
  /** Steps and outcomes that were chosen: `procedure/step/outcome`. */
  chosen: Set<string>;
  /** Changes a case beside its flow, or loses its execution; a case that has ended is changed too. */
  meddle(caseId: string): Promise<void>;
  /** Ways in which cases were changed: `procedure/operation`. */
  changed: Set<string>;
}

/** How people answer and ask; over the domain where nothing else is said. */
export interface Ways extends Pick<Mood, "answer" | "chosen"> {
  begin(all: FakeDependencies, request: Submission): Promise<{ caseId: string }>;
  language: Language;
  /** Of how many acts one is beside the flow; none is where nothing is said. */
  meddling: number;
  changed: Set<string>;
}

const hour = 3_600_000;
/** Sweeps that a case may need whose execution was lost, before it waits for somebody again. */
const mostQuiet = 5;

export function randomPlayer(seed: number, ways: Partial<Ways> = {}): RandomPlayer {
  const { answer = decide, begin = acceptRequest, chosen = new Set<string>(), language = "id" } = ways;
  const { changed = new Set<string>(), meddling = Infinity } = ways;
  const curious = ways.chosen !== undefined;
  const work = workplace({ memory: memoryOf(memoryItems()) });
  const chance = chanceFrom(seed);
  const cases: string[] = [];
  const refusedDays = new Map<string, number>();
  const quiet = new Map<string, number>();

  return {
    ...work,
    chance,
    chosen,
    changed,
    async meddle(caseId) {
      const found = await work.dossier(caseId);
      if (!found.case.ending && chance(5) === 0) return loseExecution(work, found, chance);
      return someChange(work, found, { cases, chance, changed });
    },
    async begin(procedureId) {
      const request = await someRequest(work, procedureId, chance, cases);
      const { caseId } = await begin(work, { ...request, language });
      cases.push(caseId);
      await work.flow.settle();
      return caseId;
    },
    async act(caseId) {
      const found = await work.dossier(caseId);
      if (isStopped(found.case)) return someChange(work, found, { cases, chance, changed });
      // What is approved and has its day still to come is changed more often than what is new.
      const waitsForItsDay = openTasks(found).some(({ availableFrom }) => (availableFrom ?? "") > work.clock.at());
      if (meddling < Infinity && chance(waitsForItsDay ? 2 : meddling) === 0) return this.meddle(caseId);
      const [task, ...more] = openTasks(found);
      if (more.length > 0) throw new Error(`${caseId} waits at ${more.length + 1} steps at once`);
      if (!task) {
        if (found.case.ending) return;
        const times = (quiet.get(caseId) ?? 0) + 1;
        if (meddling === Infinity || times > mostQuiet)
          throw new Error(`${caseId} waits for nothing and has not ended`);
        quiet.set(caseId, times);
        work.clock.advance({ minutes: 6 });
        await work.sweep();
        return;
      }
      quiet.delete(caseId);
      await someAct(work, found, task, { answer, chance, chosen, curious, cases, refusedDays });
      await work.flow.settle();
    },
  };
}

/** A request through one of the entry channels of its table, as somebody may send it. */
export async function someRequest(
  all: PlayedOffice,
  procedureId: string,
  chance: Chance,
  cases: string[],
): Promise<Submission> {
  const procedure = currentProcedureOf(procedureId);
  const entryChannels = entryChannelsOf(procedure);
  const entryChannel = entryChannels[chance(entryChannels.length)] ?? "public";
  return {
    procedure,
    submissionId: randomUUID(),
    secret: newSecret(),
    language: "id",
    values: await entryValues(all, procedure, entryChannel, chance, cases),
    entryChannel,
    ...(entryChannel === "staff" ? { openedBy: await opener(all, procedure) } : {}),
    ...(entryChannel === "calendar"
      ? { openedBy: { person: "system", name: "", role: entryOf(procedure).actor, channel: "system" } as const }
      : {}),
  };
}

async function someAct(all: FakeDependencies, found: Dossier, task: TaskItem, mood: Mood): Promise<void> {
  const { chance } = mood;
  if (chance(40) === 0 && possibleWithdrawal(found)) {
    await withdraw(all, found, "Kami berhalangan.", "link-code").catch(unlessRefused);
    return;
  }
  if (task.deadlineAt && (chance(6) === 0 || (mood.curious && newAfterDeadline(found, task, mood)))) {
    if (all.clock.at() < task.deadlineAt) all.clock.set(Date.parse(task.deadlineAt) + 60_000);
    await sweep(all);
    return;
  }
  if (task.availableFrom && task.availableFrom > all.clock.at() && chance(4) > 0) {
    all.clock.set(Date.parse(task.availableFrom) + 8 * hour);
  }
  await someAnswer(all, found, task, mood);
}

/** Whether what only silence at this task makes possible was never chosen. */
function newAfterDeadline(found: Dossier, task: TaskItem, { chosen }: Mood): boolean {
  const procedure = procedureOfCase(found.case);
  const passed = stepOf(procedure, task.step).outcomes.find(({ onDeadline }) => onDeadline);
  if (!passed || typeof passed.to === "object") return false;
  const next = stepOf(procedure, passed.to);
  return next.outcomes.some(
    ({ id, after }) =>
      after?.step === task.step &&
      after.outcomes.includes(passed.id) &&
      !chosen.has(`${procedure.id}/${next.id}/${id}`),
  );
}

/** What fits the form that opens a case. */
export async function entryValues(
  all: PlayedOffice,
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

async function opener({ agencies }: PlayedOffice, procedure: Procedure): Promise<Opener> {
  const member = (await agencies.staff()).find((each) => roleToBegin(each, procedure) !== null);
  if (!member) throw new Error(`nobody may open a case of ${procedure.id}`);
  return openerOf(procedure, member);
}
