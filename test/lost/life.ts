/** The life of a case whose executions are lost again and again, from its request to its end. */
import { findStep } from "../../statemachines/language/table.ts";
import { acceptRequest } from "../../functions/domain/intake/open-case.ts";
import { openTasks } from "../../functions/domain/case/case-file.ts";
import type { Dossier } from "../../functions/domain/case/records.ts";
import { makeChange } from "../../functions/domain/change/make-change.ts";
import { roleToChange } from "../../functions/domain/change/rights.ts";
import { decide } from "../../functions/domain/task/decide-task.ts";
import { isStopped } from "../../functions/domain/execution/take-over.ts";
import { someAnswer, type Mood } from "../support/random-answers.ts";
import { someRequest } from "../support/random-player.ts";
import type { Chance } from "../support/random-values.ts";
import type { Agency } from "./agency.ts";
import { interrupt } from "./interruption.ts";
import type { Loss, Losses } from "./losses.ts";

/** What the state machine tries again, so that an execution stays where it is. */
const passing = "TemporaryProblem";
const mostActs = 400;
/** People stray from the way to what is left to lose once in so many choices; seldom where the way is long. */
const [often, seldom] = [12, 60];
/** 08.00, from midnight. */
const officeOpens = 8 * 3_600_000;
/** Somebody is asked again within these minutes, whatever was lost. */
const mostMinutes = 30;

export interface Life {
  caseId: string;
  /** Begun by a machine of before executions could take over. */
  isOld: boolean;
  /** In their order, as `state / moment / way`. */
  lost: string[];
  /** How often a supervisor had to let it go on. */
  wentOn: number;
}

export interface Chances {
  chance: Chance;
  /** Cases that may be named. */
  cases: string[];
}

/** @throws Error that says where the case stands when it does not go on */
export async function live(agency: Agency, losses: Losses, { chance, cases }: Chances): Promise<Life> {
  const { all } = agency;
  const { procedure } = losses;
  const life: Life = { caseId: "", isOld: losses.leftOfOld > 0 && chance(3) > 0, lost: [], wentOn: 0 };
  let parked: Loss | null = null;
  let lastLost = "";
  let minutes = 0;

  const lossAt = (state: string, moments: Loss["moment"][]): Loss | null => {
    if (state === lastLost) return null;
    const possible = moments.flatMap((moment) => losses.at(state, moment, isUntouched(life)) ?? []);
    return possible[chance(possible.length)] ?? null;
  };
  const note = (loss: Loss): void => {
    losses.note(loss, isUntouched(life));
    minutes = 0;
    lastLost = loss.state;
    life.lost.push(`${loss.state} / ${loss.moment} / ${loss.way}`);
  };
  interrupt((caseId) => {
    const [execution] = agency.running(caseId);
    const state = execution?.position?.state ?? "";
    const isIts = life.caseId === "" ? caseId.startsWith(`${procedure.code}-`) : caseId === life.caseId;
    if (parked || !isIts) return null;
    const loss = lossAt(state, ["before", "after"]);
    if (!loss || loss.moment === "waiting") return null;
    note(loss);
    const { moment, way } = loss;
    // What is removed goes from under the call; for what is stopped, the execution is kept where it is.
    if (way !== "fail" && way !== "remove") parked = loss;
    const name = way === "fail" ? "Broken" : passing;
    const act = async (): Promise<void> => {
      agency.passMoment();
      if (way === "remove") return agency.removeNow(caseId);
      throw Object.assign(new Error(`interrupted ${moment} it`), { name });
    };
    return { moment, act };
  });

  // What the calendar opens is opened before, so that what begins next is this case.
  await agency.tick();
  // It names no other case: which of them it may name is not what is tried here.
  const request = await someRequest(all, procedure.id, chance, []);
  const begin = async (): Promise<void> => {
    life.caseId = (await acceptRequest(all, request)).caseId;
    await agency.settle();
  };
  await (life.isOld ? agency.withOldMachine(procedure, begin) : begin());
  cases.push(life.caseId);
  const mood = moodOf(losses, life, chance, cases);

  for (let act = 0; act < mostActs; act += 1) {
    await agency.settle();
    checkRunning(agency, life);
    const found = await agency.dossier(life.caseId);
    if (parked) {
      const { way } = parked as Loss;
      await agency.lose(life.caseId, way);
      parked = null;
      continue;
    }
    const [task, ...more] = openTasks(found);
    if (more.length > 0) throw new Error(`${life.caseId} waits at ${more.length + 1} rows at once`);
    if (found.case.ending) {
      if (agency.running(life.caseId).length === 0) return life;
    } else if (isStopped(found.case)) {
      await letGoOn(agency, found);
      life.wentOn += 1;
      continue;
    } else if (task) {
      minutes = 0;
      const state = findStep(procedure, task.step)?.state ?? "";
      const isHere = agency.running(life.caseId)[0]?.position?.state === state;
      const loss = isHere ? lossAt(state, ["waiting"]) : null;
      if (loss) {
        note(loss);
        agency.passMoment();
        await (loss.way === "fail" ? agency.fail(life.caseId) : agency.lose(life.caseId, loss.way));
      } else {
        await someAct(agency, losses, life, found, mood);
        lastLost = "";
      }
      continue;
    }
    if ((minutes += 1) > mostMinutes) throw new Error(`${life.caseId} waits for nothing and has not ended`);
    await agency.wait(1);
  }
  throw new Error(`${life.caseId} has not ended after ${mostActs} acts`);
}

function checkRunning(agency: Agency, { caseId }: Life): void {
  const running = agency.running(caseId);
  if (running.length > 1) throw new Error(`${caseId} runs ${running.map(({ name }) => name).join(" and ")} at once`);
}

/** Whether it was begun by an old machine whose execution still runs. */
function isUntouched({ isOld, lost }: Life): boolean {
  return isOld && lost.length === 0;
}

/** People who go where something is left to lose. */
function moodOf(losses: Losses, life: Life, chance: Chance, cases: string[]): Mood {
  const chosen = new Set<string>();
  chosen.has = (name) => {
    const [, step = "", outcome = ""] = name.split("/");
    const isOld = isUntouched(life);
    return chance(isOld ? seldom : often) === 0 || losses.distance(step, outcome, isOld) > losses.nearest(step, isOld);
  };
  return { answer: decide, chance, chosen, curious: true, cases, refusedDays: new Map() };
}

async function someAct(agency: Agency, losses: Losses, life: Life, found: Dossier, mood: Mood): Promise<void> {
  const { all } = agency;
  const [task] = openTasks(found);
  if (!task) return;
  // People take their time: no state is entered twice in one millisecond, though the clock stands still by itself.
  all.clock.advance({ seconds: 3 });
  if (task.availableFrom && task.availableFrom > all.clock.at() && mood.chance(8) > 0)
    all.clock.set(Date.parse(task.availableFrom) + officeOpens);
  const silence = findStep(losses.procedure, task.step)?.outcomes.find(({ onDeadline }) => onDeadline);
  const isOld = isUntouched(life);
  const isWanted = silence && losses.distance(task.step, silence.id, isOld) <= losses.nearest(task.step, isOld);
  if (task.deadlineAt && mood.chance(isWanted ? 2 : isOld ? seldom : often) === 0) {
    all.clock.set(Date.parse(task.deadlineAt) + 60_000);
    await agency.tick();
    return;
  }
  await someAnswer(all, found, task, mood);
}

async function letGoOn({ all }: Agency, dossier: Dossier): Promise<void> {
  const [settings, staff] = [await all.agencies.settings(), await all.agencies.staff()];
  const member = staff.find((each) => roleToChange(settings, dossier, each, "go-on") !== null);
  if (!member) throw new Error(`nobody may let ${dossier.case.id} go on`);
  const seen = dossier.changes?.length ?? 0;
  await makeChange(all, dossier, member, { operation: "go-on", seen, reason: "Sudah diperbaiki.", values: {} });
}
