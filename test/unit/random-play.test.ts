import { describe, expect, it } from "vitest";
import { currentProcedures } from "../../statemachines/language/registry.ts";
import { stepOf } from "../../statemachines/language/table.ts";
import { procedureOfCase, openTasks } from "../../functions/domain/case/case-file.ts";
import { isStopped } from "../../functions/domain/execution/take-over.ts";
import type { Dossier, OperationId } from "../../functions/domain/case/records.ts";
import { operations } from "../../functions/domain/change/operations.ts";
import { randomPlayer, type RandomPlayer } from "../support/random-player.ts";
import type { Booking } from "../../functions/domain/booking/day-book.ts";

/** Offices with a few cases of every procedure, whose people do anything at any time. */
const offices = Number(process.env["RANDOM_OFFICES"] ?? 334);
const mostActs = 400;
/** Of how many acts one changes a case beside its flow: where it is often, few cases come to their last rows. */
const [often, seldom] = [8, 40];

async function play(
  seed: number,
  chosen: Set<string>,
  changed: Set<string>,
): Promise<{ player: RandomPlayer; cases: string[] }> {
  const player = randomPlayer(seed, { chosen, changed, meddling: seed % 3 === 0 ? often : seldom });
  const cases: string[] = [];
  for (const { id } of currentProcedures()) cases.push(await player.begin(id));
  const open = [...cases];
  for (let act = 0; act < mostActs * cases.length; act += 1) {
    const which = player.chance(open.length);
    const one = open[which];
    if (!one) return { player, cases };
    await player.act(one);
    const after = await player.dossier(one);
    checkWaiting(after);
    if (!after.case.ending) continue;
    if (after.case.ending === "SELESAI" || player.chance(4) === 0) await player.meddle(one);
    await checkEnded(player, one);
    open.splice(which, 1);
  }
  throw new Error(`seed ${seed}: ${open.join(", ")} did not end`);
}

const unmeasured = ["none", "estimate", "per-unit"];

/** Whatever waits, waits for somebody, and until when. */
function checkWaiting(dossier: Dossier): void {
  // What stopped it waits for somebody who says that the cause is mended.
  if (!isStopped(dossier.case)) expect(dossier.case.problem).toBeUndefined();
  for (const task of openTasks(dossier)) {
    const { time } = stepOf(procedureOfCase(dossier.case), task.step);
    expect(task.actor, task.step).toBeTruthy();
    if (!unmeasured.includes(time.basis)) expect(task.dueAt, `${task.step} of ${task.procedure}`).not.toBeNull();
  }
}

/** Nobody decided on what they made, and nothing is left to be carried out or sent. */
async function checkEnded(player: RandomPlayer, caseId: string): Promise<void> {
  const dossier = await player.dossier(caseId);
  expect(openTasks(dossier)).toEqual([]);
  expect(player.flow.running(caseId)).toEqual([]);
  for (const { done, operation } of dossier.changes ?? []) expect(done, operation).toBe(true);
  for (const { answer, makers = [], step } of dossier.tasks) {
    const own = answer && stepOf(procedureOfCase(dossier.case), step).outcomes.some(({ id }) => id === answer.outcome);
    if (own) expect(makers, `${caseId} ${step}`).not.toContain(answer.person);
  }
}

function checkLetters(player: RandomPlayer): void {
  const sent = player.mailer.sent.map(({ id, to }) => `${id} ${to.address}`);
  expect(sent.length).toBe(new Set(sent).size);
}

function overlap(a: Booking, b: Booking): boolean {
  return a.start < b.end && b.start < a.end;
}

async function checkBooks(player: RandomPlayer): Promise<void> {
  const { room } = await player.agencies.settings();
  for (const [key, { book }] of player.memory.days) {
    const firm = book.bookings.filter(({ state }) => state === "firm");
    for (const one of firm) {
      const together = firm.filter((other) => overlap(one, other));
      const persons = together.reduce((sum, { headcount }) => sum + headcount, 0);
      if (key.startsWith(`${room.name}/`)) expect(persons, key).toBeLessThanOrEqual(room.capacity);
      else if (/^(vehicle|person):/.test(key)) {
        expect(new Set(together.map(({ caseId }) => caseId)).size, key).toBe(1);
      }
    }
  }
}

function checkRegisters(player: RandomPlayer): void {
  for (const [register, entries] of player.memory.registers) {
    expect(
      entries.map(({ number }) => number),
      register,
    ).toEqual(entries.map((_, index) => index + 1));
    const owners = new Set(entries.map(({ caseId, paper = "" }) => `${caseId} ${paper}`));
    expect(owners.size, register).toBe(entries.length);
  }
}

/** There is no newer version here to move to, the clock alone lets a day pass, and a request is changed by its own link. */
const notForHere: OperationId[] = ["newer-version", "change-request", "completed-request", "day-passed"];

describe("whatever people do, in whatever order", () => {
  it("every case ends, always waits for somebody with a due time, and nothing is booked or numbered twice", async () => {
    const chosen = new Set<string>();
    const changed = new Set<string>();
    let paths = 0;
    for (let seed = 1; seed <= offices; seed += 1) {
      const { player, cases } = await play(seed, chosen, changed);
      await checkBooks(player);
      checkRegisters(player);
      checkLetters(player);
      paths += cases.length;
    }
    expect(paths).toBeGreaterThanOrEqual(offices * currentProcedures().length);
    const never = currentProcedures().flatMap((procedure) =>
      procedure.steps
        .filter((step) => step.kind !== "entry" && step.kind !== "automatic")
        .flatMap((step) => step.outcomes.filter(({ onDeadline }) => !onDeadline).map(({ id }) => `${step.id}/${id}`))
        .map((each) => `${procedure.id}/${each}`),
    );
    if (offices < 300) return;
    expect(never.filter((each) => !chosen.has(each))).toEqual([]);
    const done = new Set([...changed].map((each) => each.split("/")[1]));
    expect(Object.keys(operations).filter((each) => !done.has(each))).toEqual(notForHere);
  }, 600_000);
});
