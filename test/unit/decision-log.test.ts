import { describe, expect, it, test } from "vitest";
import { makeChange } from "../../functions/domain/change/make-change.ts";
import { operations } from "../../functions/domain/change/operations.ts";
import { eventsOf } from "../../functions/domain/decision-log/events.ts";
import { rootOf } from "../../functions/domain/decision-log/hash-tree.ts";
import type { LogDay, Seal } from "../../functions/domain/decision-log/records.ts";
import { keepLog } from "../../functions/domain/decision-log/keep-log.ts";
import { sealOf, withoutParts } from "../../functions/domain/decision-log/seal.ts";
import { verifyCase, verifyLog } from "../../functions/domain/decision-log/verify.ts";
import type { Dossier } from "../../functions/domain/case/records.ts";
import { people } from "../support/builders.ts";
import { fakeSecrets } from "../support/fakes/services.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const { hash } = fakeSecrets();
const later = "9999";

/** The first sweep of the next day that writes the log. */
async function nextDay(work: Player): Promise<void> {
  const day = Date.parse(work.clock.at().slice(0, 10)) + 86_400_000;
  work.clock.set(day + 15 * 60_000);
  await work.sweep();
}

async function atWork(): Promise<{ work: Player; caseId: string }> {
  const work = player(visitScript);
  return { work, caseId: await work.caseAt("decide") };
}

interface Found {
  dossier: Dossier;
  seals: Seal[];
  log: LogDay[];
}

async function found(work: Player, caseId: string): Promise<Found> {
  const { decisionLog } = work;
  return structuredClone({
    dossier: await work.dossier(caseId),
    seals: await decisionLog.seals(caseId),
    log: await decisionLog.days(),
  });
}

const verdict = ({ dossier, log, seals }: Found) => verifyCase(hash, dossier, seals, log);

describe("the log of decisions", () => {
  it("names every decision of a day in one entry, and what comes later in the next", async () => {
    const { caseId, work } = await atWork();
    await nextDay(work);
    const first = await found(work, caseId);
    expect(first.log).toHaveLength(1);
    expect(first.seals.map(({ event }) => event).toSorted()).toEqual(
      eventsOf(first.dossier, later)
        .map(({ event }) => event)
        .toSorted(),
    );
    await work.answerAsUsual(caseId);
    await nextDay(work);
    const second = await found(work, caseId);
    expect(second.log.map(({ before }) => before)).toEqual([null, first.log[0]?.root]);
    expect(second.seals.length).toBeGreaterThan(first.seals.length);
    expect(verdict(second)).toMatchObject({ differences: [], notes: [], confirmed: second.seals.length });
    expect(verifyLog(hash, second.log)).toEqual([]);
  });

  it.each(["actedOn", "seals", "addSeals", "addDay"])(
    "is written once, after a stop at %s and in two sweeps at once",
    async (call) => {
      const { caseId, work } = await atWork();
      work.on.after(`decisionLog.${call}`, () => {
        throw new Error("no answer came");
      });
      await nextDay(work);
      expect(work.log.of("decision-log-failed")).toHaveLength(1);
      work.clock.advance({ minutes: 15 });
      await Promise.all([keepLog(work), keepLog(work)]);
      const after = await found(work, caseId);
      expect(after.log).toHaveLength(1);
      expect(verdict(after)).toMatchObject({ differences: [], notes: [], confirmed: after.seals.length });
    },
  );

  it("goes on after days in which nothing ran", async () => {
    const { caseId, work } = await atWork();
    await nextDay(work);
    await work.answerAsUsual(caseId);
    work.clock.advance({ days: 9 });
    await nextDay(work);
    const after = await found(work, caseId);
    expect(after.log).toHaveLength(2);
    expect(verdict(after)).toMatchObject({ differences: [], notes: [] });
  });

  it("knows a corrected request, and the correction, as they were made", async () => {
    const { caseId, work } = await atWork();
    const dossier = await work.dossier(caseId);
    const settings = await work.agencies.settings();
    const staff = await work.agencies.staff();
    const { values } = operations["correct-data"].fields(dossier, { settings, staff, now: work.clock.now() });
    const name = Object.keys(values).find((each) => each.endsWith(".institutionName")) ?? "";
    await nextDay(work);
    await makeChange(work, dossier, people.registrar, {
      operation: "correct-data",
      seen: 0,
      reason: "Salah ketik.",
      values: { ...values, [name]: "SMP Negeri 1 Contoh Baru" },
    });
    await work.flow.settle();
    await work.sweep();
    expect((await work.dossier(caseId)).case.request["institutionName"]).toBe("SMP Negeri 1 Contoh Baru");
    await nextDay(work);
    const after = await found(work, caseId);
    expect(after.seals.some(({ event }) => event === "CHANGE#0001")).toBe(true);
    expect(verdict(after)).toMatchObject({ differences: [], notes: [] });
  });
});

describe("what was changed since", () => {
  const tampering: [string, (found: Found) => void, RegExp][] = [
    [
      "one letter of an answer",
      ({ dossier }) => {
        const task = dossier.tasks.find(({ answer }) => answer);
        if (task?.answer) task.answer = { ...task.answer, name: `${task.answer.name}.` };
      },
      /^TASK#\S+ name: diubah$/,
    ],
    [
      "the request",
      ({ dossier }) => (dossier.case.request = { ...dossier.case.request, headcount: 99 }),
      /^CASE request\.headcount: diubah$/,
    ],
    [
      "the letter",
      ({ dossier }) => (dossier.case.files = dossier.case.files.map((file) => ({ ...file, hash: "0" }))),
      /^CASE file\.1: diubah$/,
    ],
    [
      "a value that was taken out",
      ({ dossier }) => {
        const { headcount: _, ...request } = dossier.case.request;
        dossier.case.request = request;
      },
      /^CASE request\.headcount: hilang$/,
    ],
    ["a decision that was taken out", ({ dossier }) => void dossier.tasks.shift(), /^TASK#\S+: keputusan ini hilang$/],
    [
      "what was added",
      ({ dossier }) => (dossier.case.request = { ...dossier.case.request, more: "x" }),
      /^CASE request\.more: ditambahkan$/,
    ],
    [
      "a value together with its seal",
      ({ dossier, seals }) => {
        dossier.case.request = { ...dossier.case.request, headcount: 99 };
        const [request] = eventsOf(dossier, later);
        const index = seals.findIndex(({ event }) => event === "CASE");
        const seal = seals[index];
        if (request && seal) seals[index] = sealOf(hash, request, seal.day, "another");
      },
      /^CASE: segelnya tidak ada dalam log keputusan/,
    ],
    [
      "the log",
      ({ log }) => {
        const [entry] = log;
        if (entry) entry.leaves = entry.leaves.slice(1);
      },
      /segelnya tidak ada dalam log keputusan/,
    ],
  ];

  test.each(tampering)("is found and named: %s", async (_what, tamper, says) => {
    const { caseId, work } = await atWork();
    await nextDay(work);
    const state = await found(work, caseId);
    expect(verdict(state).differences).toEqual([]);
    tamper(state);
    const { differences } = verdict(state);
    expect(differences.length).toBeGreaterThan(0);
    for (const line of differences) expect(line).toMatch(says);
  });

  it("in the log itself is found by its root, and by the entry after it", async () => {
    const { caseId, work } = await atWork();
    await nextDay(work);
    await work.answerAsUsual(caseId);
    await nextDay(work);
    const { log } = await found(work, caseId);
    const changed = log.map((entry, index) => (index === 0 ? { ...entry, leaves: entry.leaves.slice(1) } : entry));
    expect(verifyLog(hash, changed)).toEqual([`log keputusan ${log[0]?.day}: diubah`]);
    expect(verifyLog(hash, log.slice(1))).toEqual([
      `log keputusan ${log[1]?.day}: tidak menyambung ke catatan sebelumnya`,
    ]);
  });
});

describe("what was erased", () => {
  it("reads as erased and not as changed; the rest is confirmed, and nothing put in its place passes", async () => {
    const { caseId, work } = await atWork();
    await nextDay(work);
    const state = await found(work, caseId);
    const phone = String(state.dossier.case.request["contactPhone"]);
    state.seals = state.seals.map((seal) =>
      seal.event === "CASE" ? withoutParts(hash, seal, (name) => name === "request.contactPhone") : seal,
    );
    const { contactPhone: _, ...request } = state.dossier.case.request;
    state.dossier.case.request = request;
    expect(verdict(state)).toMatchObject({
      differences: [],
      notes: ["CASE request.contactPhone: dihapus"],
      confirmed: state.seals.length,
    });
    // Who has the rest cannot even try out which number it was.
    const seal = state.seals.find(({ event }) => event === "CASE");
    expect(seal?.salt).toBeNull();
    expect(Object.keys(seal?.salts ?? {})).not.toContain("request.contactPhone");
    state.dossier.case.request = { ...request, contactPhone: phone };
    expect(verdict(state).differences).toEqual(["CASE request.contactPhone: ditambahkan"]);
    state.dossier.case.request = { ...request, headcount: 99 };
    expect(verdict(state).differences).toEqual(["CASE request.headcount: diubah"]);
  });
});

it("a hash tree has another root for every other list of leaves", () => {
  const lists = [[], ["a"], ["a", "b"], ["b", "a"], ["a", "b", "c"], ["a", "b", "c", "c"], ["ab", "c"], ["a", "bc"]];
  expect(new Set(lists.map((leaves) => rootOf(hash, leaves))).size).toBe(lists.length);
});
