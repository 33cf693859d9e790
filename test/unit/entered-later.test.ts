/** Field work that is entered later keeps its real times, and taps in the evening are no punctual steps. */
import { describe, expect, it } from "vitest";
import { decide, type Answering } from "../../functions/domain/task/decide-task.ts";
import type { TaskItem, Values } from "../../functions/domain/case/records.ts";
import { startOfTask } from "../../functions/domain/case/task-times.ts";
import { takesRealTimes, type EnteredLater } from "../../functions/domain/task/entered-later.ts";
import { candidateOf } from "../../functions/domain/task/permission.ts";
import { startTask } from "../../functions/domain/task/start-task.ts";
import { eventsOf } from "../../functions/domain/decision-log/events.ts";
import { shownDossier } from "../../functions/domain/personal-data/hidden.ts";
import { historyViews } from "../../functions/http/views/history-view.ts";
import { actorOf, currentProcedures } from "../../statemachines/language/registry.ts";
import { agency, everybody, people } from "../support/builders.ts";
import { measuresOf } from "../support/measures.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";
import { stopScript } from "../support/scripts/mobile-library.ts";

const reason = "Tidak ada sinyal di desa.";

async function road() {
  const work = player(stopScript);
  const caseId = await work.caseAt("prepare");
  const plan = stopScript.usual["plan"]?.values ?? {};
  const date = String(plan["date"]);
  const local = (time: string): string => `${date}T${time}`;
  const at = (time: string): string => new Date(`${date}T${time}:00+07:00`).toISOString();
  const times = (from: string, until: string): EnteredLater => ({ from: local(from), until: local(until), reason });
  return { work, caseId, at, times };
}

async function enter(work: Player, caseId: string, later?: EnteredLater, values?: Values): Promise<TaskItem> {
  const task = await work.task(caseId);
  const usual = stopScript.usual[task.step];
  const member = everybody().find(({ id }) => id === usual?.by) ?? people.driver;
  const by: Answering = { ...candidateOf(member), name: member.name, channel: "staff" };
  const choice = { outcome: usual?.outcome ?? "", values: values ?? usual?.values ?? {}, note: "" };
  const { task: stored } = await decide(
    work,
    await work.dossier(caseId),
    task,
    { ...choice, ...(later ? { later } : {}) },
    by,
  );
  await work.flow.settle();
  return stored;
}

const timed = async (work: Player, caseId: string) =>
  (await measuresOf(work, caseId)).filter((each) => each.kind === "done");

async function history(work: Player, caseId: string, seesPersonal = true) {
  const reader = { language: "id", seesPersonal } as const;
  const context = { settings: agency(), staff: everybody(), reader, now: work.clock.now(), outages: [] };
  return historyViews(await work.dossier(caseId), context).filter(({ outcome }) => outcome !== null);
}

describe("a trip that is entered in the evening", () => {
  it("with its real times keeps both, the times and when they were entered, and is measured by the times", async () => {
    const { at, caseId, times, work } = await road();
    work.clock.set(at("16:30"));
    const before = (await timed(work, caseId)).length;
    await enter(work, caseId, times("07:40", "07:48"));
    await enter(work, caseId, times("07:50", "08:30"));
    await enter(work, caseId, times("08:30", "08:34"));
    const [prepare, travel, book] = (await history(work, caseId)).slice(-3);
    expect(prepare).toMatchObject({
      startedAt: at("07:40"),
      minutes: 8,
      late: false,
      happened: { from: at("07:40"), until: at("07:48"), reason },
    });
    expect(prepare?.decidedAt?.slice(0, 16)).toBe(at("16:30").slice(0, 16));
    expect([travel?.minutes, book?.minutes]).toEqual([40, 4]);
    const measured = (await timed(work, caseId)).slice(before);
    expect(measured.map(({ isStated, minutes, step }) => [step, minutes, isStated])).toEqual([
      ["prepare", 8, true],
      ["travel", 40, true],
      ["sign-guest-book", 4, true],
    ]);
    const sealed = eventsOf(await work.dossier(caseId), "9999").filter(({ parts }) => parts["step"] === "prepare");
    expect(sealed[0]?.parts["happened"]).toEqual({ from: at("07:40"), until: at("07:48"), reason });
    const outside = (await history(work, caseId, false)).find(({ happened }) => happened);
    expect(outside?.happened?.reason).toBeNull();
  });

  it("that was late by its real times is late, however early it is compared with now", async () => {
    const { at, caseId, times, work } = await road();
    work.clock.set(at("16:30"));
    await enter(work, caseId, times("07:40", "07:55"));
    expect((await history(work, caseId)).at(-1)).toMatchObject({ late: true, minutes: 15 });
  });

  it("by six taps alone counts as no punctual step, and the history says that its times are not known", async () => {
    const { at, caseId, work } = await road();
    work.clock.set(at("16:30"));
    const before = (await timed(work, caseId)).length;
    while ((await work.dossier(caseId)).case.ending === undefined) await enter(work, caseId);
    expect(await timed(work, caseId)).toHaveLength(before);
    const road6 = (await history(work, caseId)).slice(-6);
    expect(road6.map(({ untimed }) => untimed)).toEqual(Array(6).fill(true));
  });

  it("nor by start and end tapped one after the other", async () => {
    const { at, caseId, work } = await road();
    work.clock.set(at("16:30"));
    const before = (await timed(work, caseId)).length;
    const task = await work.task(caseId);
    const member = everybody().find(({ id }) => id === stopScript.usual["prepare"]?.by) ?? people.driver;
    await startTask(work, await work.dossier(caseId), task, candidateOf(member));
    await enter(work, caseId);
    expect(await timed(work, caseId)).toHaveLength(before);
    expect((await history(work, caseId)).at(-1)).toMatchObject({ untimed: true });
  });
});

describe("real times", () => {
  it("lie in order: not before the step before ended, not in the future, the end after the start, with a reason", async () => {
    const { at, caseId, times, work } = await road();
    work.clock.set(at("12:00"));
    await enter(work, caseId, times("07:40", "07:48"));
    const refused = (later: EnteredLater) => enter(work, caseId, later).catch((error: unknown) => error);
    expect(await refused(times("07:30", "08:30"))).toMatchObject({
      kind: "invalid",
      fields: { laterFrom: { id: expect.stringMatching(/^Langkah sebelumnya tercatat selesai .*07\.48 WIB/) } },
    });
    expect(await refused(times("08:00", "12:01"))).toMatchObject({
      fields: { laterUntil: { id: "Waktu selesai tidak boleh di masa depan." } },
    });
    expect(await refused(times("08:30", "08:00"))).toMatchObject({ fields: { laterUntil: {} } });
    expect(await refused({ ...times("08:00", "08:30"), reason: " " })).toMatchObject({ fields: { laterReason: {} } });
    expect(await refused({ from: "kemarin", until: "", reason })).toMatchObject({
      fields: { laterFrom: {}, laterUntil: {} },
    });
    // Two hours before the hour of the stop nobody can have arrived.
    expect(await refused(times("07:48", "07:49"))).not.toBeInstanceOf(Error);
  });

  it("keep to the hour that the row is about", async () => {
    const { at, caseId, times, work } = await road();
    work.clock.set(at("16:00"));
    await enter(work, caseId, times("04:00", "04:10"));
    const early = await enter(work, caseId, times("04:10", "05:00")).catch((error: unknown) => error);
    expect(early).toMatchObject({
      fields: { laterUntil: { en: expect.stringMatching(/^It cannot have ended before/) } },
    });
  });

  it("are asked of work of the office, never of a decision or of people outside", async () => {
    const rows = currentProcedures().flatMap(({ steps }) => steps);
    const kinds = new Set(rows.filter(takesRealTimes).map(({ kind }) => kind));
    expect([...kinds].toSorted()).toEqual(["field", "work"]);
    expect(rows.filter((step) => takesRealTimes(step) && !actorOf(step.actor).inside)).toEqual([]);
    const work = player(stopScript);
    const caseId = await work.caseAt("judge-plan");
    const later = { from: "2026-11-23T08:00", until: "2026-11-23T08:30", reason };
    await expect(enter(work, caseId, later)).rejects.toMatchObject({ kind: "invalid" });
  });

  it("of what the office did on paper stand with the number used there; what waited before is counted as waiting", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("check-schedule");
    const { openedAt } = await work.task(caseId);
    const after = (minutes: number): string =>
      new Date(Date.parse(openedAt) + minutes * 60_000 + 7 * 3_600_000).toISOString().slice(0, 16);
    work.clock.advance({ minutes: 180 });
    const later = { from: after(60), until: after(65), reason: "Listrik padam.", number: "421/12" };
    const answer = { ...visitScript.usual["check-schedule"], later };
    const send = async (given: EnteredLater) => {
      const task = await work.task(caseId);
      const by: Answering = { ...candidateOf(people.registrar), name: people.registrar.name, channel: "staff" };
      const choice = { outcome: answer.outcome ?? "", values: answer.values ?? {}, note: "", later: given };
      return (await decide(work, await work.dossier(caseId), task, choice, by)).task;
    };
    await expect(send({ ...later, number: "<b>" })).rejects.toMatchObject({ fields: { laterNumber: {} } });
    const task = await send(later);
    expect(task.answer?.happened).toMatchObject({ number: "421/12", reason: "Listrik padam." });
    const dossier = await work.dossier(caseId);
    expect(startOfTask(agency().calendar, dossier, task)).toBe(openedAt);
    expect((await history(work, caseId)).at(-1)?.happened).toMatchObject({ number: "421/12" });
  });

  it("sent twice are stored once; others than those stored are told", async () => {
    const { at, caseId, times, work } = await road();
    work.clock.set(at("12:00"));
    const open = await work.task(caseId);
    const dossier = await work.dossier(caseId);
    const usual = stopScript.usual["prepare"];
    const member = everybody().find(({ id }) => id === usual?.by) ?? people.driver;
    const by: Answering = { ...candidateOf(member), name: member.name, channel: "staff" };
    const send = (later?: EnteredLater) => {
      const choice = { outcome: "siap", values: usual?.values ?? {}, note: "", ...(later ? { later } : {}) };
      return decide(work, dossier, open, choice, by);
    };
    expect(await send(times("07:40", "07:48"))).toMatchObject({ again: false });
    expect(await send(times("07:40", "07:48"))).toMatchObject({ again: true });
    await expect(send(times("07:30", "07:48"))).rejects.toMatchObject({
      kind: "stored-otherwise",
      text: { id: expect.stringContaining("Waktu sebenarnya: ") },
    });
    await expect(send()).rejects.toMatchObject({ kind: "stored-otherwise" });
  });

  it("have a reason that gives nobody's contacts away once they are erased", async () => {
    const { at, caseId, times, work } = await road();
    work.clock.set(at("12:00"));
    const { contactName } = (await work.dossier(caseId)).case.request;
    await enter(work, caseId, {
      ...times("07:40", "07:48"),
      reason: `Menunggu ${String(contactName)} membuka gerbang.`,
    });
    const dossier = await work.dossier(caseId);
    const erasures = [{ class: "contact", at: work.clock.at(), by: "staff:siti" }] as const;
    const shown = shownDossier({ ...dossier, case: { ...dossier.case, erasures: [...erasures] } });
    expect(JSON.stringify(shown.tasks)).not.toContain(String(contactName));
  });
});
