import { describe, expect, it } from "vitest";
import { currentProcedures } from "../../statemachines/language/registry.ts";
import { stepOf } from "../../statemachines/language/table.ts";
import { procedureOfCase, openTasks } from "../../functions/domain/case/case-file.ts";
import type { Dossier } from "../../functions/domain/case/records.ts";
import { randomPlayer, type RandomPlayer } from "../support/random-player.ts";
import type { Booking } from "../../functions/domain/booking/day-book.ts";

/** Offices with a few cases of every procedure, whose people do anything at any time. */
const offices = Number(process.env["RANDOM_OFFICES"] ?? 340);
const mostActs = 400;

async function play(seed: number, chosen: Set<string>): Promise<{ player: RandomPlayer; cases: string[] }> {
  const player = randomPlayer(seed, { chosen });
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
    if (after.case.ending) open.splice(which, 1);
  }
  throw new Error(`seed ${seed}: ${open.join(", ")} did not end`);
}

const unmeasured = ["none", "estimate", "per-unit"];

/** Whatever waits, waits for somebody, and until when. */
function checkWaiting(dossier: Dossier): void {
  expect(dossier.case.problem).toBeUndefined();
  for (const task of openTasks(dossier)) {
    const { time } = stepOf(procedureOfCase(dossier.case), task.step);
    expect(task.actor, task.step).toBeTruthy();
    if (!unmeasured.includes(time.basis)) expect(task.dueAt, `${task.step} of ${task.procedure}`).not.toBeNull();
  }
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
    expect(new Set(entries.map(({ caseId }) => caseId)).size, register).toBe(entries.length);
  }
}

describe("whatever people do, in whatever order", () => {
  it("every case ends, always waits for somebody with a due time, and nothing is booked or numbered twice", async () => {
    const chosen = new Set<string>();
    let paths = 0;
    for (let seed = 1; seed <= offices; seed += 1) {
      const { player, cases } = await play(seed, chosen);
      await checkBooks(player);
      checkRegisters(player);
      paths += cases.length;
    }
    expect(paths).toBeGreaterThanOrEqual(offices * currentProcedures().length);
    const never = currentProcedures().flatMap((procedure) =>
      procedure.steps
        .filter((step) => step.kind !== "entry" && step.kind !== "automatic")
        .flatMap((step) => step.outcomes.filter(({ onDeadline }) => !onDeadline).map(({ id }) => `${step.id}/${id}`))
        .map((each) => `${procedure.id}/${each}`),
    );
    if (offices >= 300) expect(never.filter((each) => !chosen.has(each))).toEqual([]);
  }, 300_000);
});
