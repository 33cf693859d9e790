/** Cases are found by the beginnings of words, by whoever may read them, as they are now; lists say where each stands. */
import { describe, expect, it } from "vitest";
import type { CaseListView, CaseRow } from "../../functions/contract/staff.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { askErasure } from "../../functions/domain/personal-data/ask-erasure.ts";
import { personalClasses } from "../../statemachines/language/retention.ts";
import { member, people, visitDay } from "../support/builders.ts";
import { countedMemory } from "../support/fakes/counted-items.ts";
import { browser } from "../support/http.ts";
import { player, type Workplace } from "../support/player.ts";
import { stopScript } from "../support/scripts/mobile-library.ts";
import { anotherTime, visitScript } from "../support/scripts/official-visit.ts";

const { registrar, sectionHead, divisionHead, mobileOfficer, companion } = people;

async function list(
  work: Workplace,
  query: Record<string, string>,
  as: StaffMember = registrar,
): Promise<CaseListView> {
  const reply = await browser(work).get("/api/staff/cases", { as, query });
  expect(reply.status, reply.text).toBe(200);
  return reply.body as unknown as CaseListView;
}

const numbers = ({ cases }: CaseListView): string[] => cases.map((row) => row.case).toSorted();
const found = async (work: Workplace, words: string, as?: StaffMember) => numbers(await list(work, { words }, as));

describe("a case", () => {
  it.each([
    ["its number", "KJG-2026-00001"],
    ["the end of its number", "00001"],
    ["the beginnings of two words", "smpn con"],
    ["the name of the contact, whatever its letters", "RATNA dew"],
    ["its letter", "421/087"],
    ["a part of the number of its letter", "087"],
    ["the day that is asked for", "2 Desember 2026"],
    ["that day in figures", "02/12/2026"],
    ["its month", "desember 2026"],
    ["the place", "contoh kota"],
    ["the telephone number, whole", "0812-3456-7890"],
    ["a word and the telephone number", "smpn +62 812 3456 7890"],
  ])("is found by %s", async (_what, words) => {
    const work = player(visitScript);
    const caseId = await work.submit({ preferredDate: visitDay });
    expect(await found(work, words)).toEqual([caseId]);
  });

  it.each([
    ["the middle of a word", "ontoh"],
    ["one word that it has and one that it has not", "smpn lain"],
    ["a part of the telephone number", "0812-3456"],
    ["another day", "3 Desember 2026"],
    ["nothing but marks", "% _"],
  ])("is not found by %s", async (_what, words) => {
    const work = player(visitScript);
    await work.submit({ preferredDate: visitDay });
    const view = await list(work, { words });
    expect([view.cases, view.total, view.next]).toEqual([[], { count: 0, more: false }, null]);
  });

  it("is found after it has ended, and years later, among many by all of the words", async () => {
    const work = player(visitScript);
    const begun = work.clock.now();
    const ended = await work.caseAt("(the end)");
    work.clock.set(begun);
    const others: string[] = [];
    for (const index of [2, 3, 4]) others.push(await work.submit({ institutionName: `SD ${index} Contoh` }));
    work.clock.advance({ days: 400 });
    expect(await found(work, "smpn")).toEqual([ended]);
    expect(await found(work, "sd contoh")).toEqual(others.toSorted());
    expect(await found(work, "sd 3")).toEqual([others[1]]);
  });
});

describe("results", () => {
  it("are for whoever reads the case: by role, or as somebody who had a part in it", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("accept-companionship");
    const other = await work.submit();
    expect(await found(work, "smpn", sectionHead)).toEqual([caseId, other]);
    expect(await found(work, "smpn", divisionHead)).toEqual([caseId, other]);
    expect(await found(work, "smpn", mobileOfficer)).toEqual([]);
    expect(await found(work, "smpn", companion)).toContain(caseId);
    expect((await list(work, { words: "smpn" }, mobileOfficer)).total).toEqual({ count: 0, more: false });
  });

  it("never tell whose a telephone number is to who may not see it", async () => {
    const admin = member("admin", "Admin", ["system-admin"]);
    const work = player(visitScript);
    work.agencies.now.staff = [...work.agencies.now.staff, admin];
    const caseId = await work.submit();
    const place = "register-letter";
    // The administrator finds what stopped.
    await work.cases.recordProblem(caseId, "States.Timeout", { place, count: 3, at: work.clock.at() });
    expect(await found(work, "smpn", admin)).toEqual([caseId]);
    expect(await found(work, "0812-3456-7890", admin)).toEqual([]);
    expect(await found(work, "0812-3456-7890", divisionHead)).toEqual([caseId]);
  });

  it("are as the case is now: by what was corrected, and no more by what it was", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("check-schedule");
    const values = { "request.institutionName": "SMA Bina Karya", "request.contactPhone": "0813-1111-2222" };
    const path = `/api/staff/cases/${caseId}/changes`;
    const { operations } = (await browser(work).get(path, { as: registrar })).body as unknown as {
      operations: { id: string; values: object }[];
    };
    const before = operations.find(({ id }) => id === "correct-data")?.values;
    const body = { operation: "correct-data", seen: 0, reason: "Salah ketik.", values: { ...before, ...values } };
    expect((await browser(work).post(path, body, { as: registrar })).status).toBe(200);
    expect([await found(work, "smpn"), await found(work, "0812-3456-7890")]).toEqual([[], []]);
    expect([await found(work, "bina kar"), await found(work, "081311112222")]).toEqual([[caseId], [caseId]]);
  });

  it("lose the contacts with the data: at once for everybody, and from the store once they are erased", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("(the end)");
    await askErasure(work, (await work.dossier(caseId)).case, personalClasses, { by: "staff:pdp", record: "PDP-1" });
    expect([await found(work, "ratna"), await found(work, "0812-3456-7890")]).toEqual([[], []]);
    await work.sweep();
    expect(await found(work, "smpn")).toEqual([caseId]);
    const { items: kept } = await work.memory.items.page({ partition: `WORDS#${caseId}` });
    expect(JSON.stringify(kept)).not.toMatch(/ratna|dewanti/);
    expect(kept.filter((item) => String(item["word"]).startsWith("+"))).toEqual([]);
  });

  it("come a page at a time, each once, and say how many there are", async () => {
    const work = player(visitScript);
    for (let index = 0; index < 28; index += 1) await work.submit({ institutionName: `SMP SMPN ${index}` });
    const first = await list(work, { words: "smp" });
    expect([first.cases.length, first.total]).toEqual([25, { count: 28, more: false }]);
    const rest = await list(work, { words: "smp", before: first.next ?? "" });
    expect([rest.cases.length, rest.total, rest.next]).toEqual([3, null, null]);
    expect(new Set([...numbers(first), ...numbers(rest)]).size).toBe(28);
  });
});

describe("words are written", () => {
  it.each(["searchWords.set", "searchWords.note"])("also after a stop at %s", async (call) => {
    const work = player(visitScript);
    let stopped = false;
    work.on.after(call, () => {
      if (stopped) return;
      stopped = true;
      throw new Error("the program died");
    });
    await work.submit().catch(() => undefined);
    expect(stopped).toBe(true);
    for (let sweeps = 0; sweeps < 3; sweeps += 1) {
      work.clock.advance({ minutes: 6 });
      await work.sweep();
    }
    expect(await found(work, "smpn")).toEqual(["KJG-2026-00001"]);
  });

  it("for the cases of before by the sweep, part by part, and once", async () => {
    const work = player(visitScript);
    const [open, ended] = [await work.submit(), await work.caseAt("(the end)")];
    for (const id of [open, ended]) await work.searchWords.set(id, "2026-11-23T02:00:00.000Z", []);
    for (const id of [open, ended]) await work.searchWords.note(id, "");
    expect(await found(work, "smpn")).toEqual([]);
    for (let times = 0; times < 3; times += 1) {
      work.clock.set(Math.ceil((work.clock.now() + 1) / 900_000) * 900_000);
      await work.sweep();
    }
    expect(await found(work, "smpn")).toEqual([open, ended].toSorted());
    expect(await work.searchWords.progress()).toMatchObject({ done: true });
  });

  it("when the first row is reached, and never again while nothing of them changes", async () => {
    const work = player(visitScript);
    let written = 0;
    const count = (): void => {
      written += 1;
      work.on.after("searchWords.set", count);
    };
    work.on.after("searchWords.set", count);
    const caseId = await work.submit();
    expect(written).toBe(1);
    await work.playTo(caseId, "(the end)");
    expect(written).toBe(1);
    expect((await work.searchWords.count("smpn", 9)) + (await work.searchWords.count("contoh", 9))).toBe(2);
  });

  it("are looked up without reading what does not have them", async () => {
    const { memory, take } = countedMemory();
    const work = player(visitScript, { memory });
    for (let index = 0; index < 30; index += 1) await work.submit({ institutionName: `Sekolah ${index}` });
    await found(work, "sekolah 17");
    take();
    await found(work, "sekolah 17");
    const { calls, items } = take();
    // Two words counted, one looked up, one case read whole.
    expect([calls, items < 40]).toEqual([4, true]);
  });
});

describe("the list of cases", () => {
  const current = async (work: Workplace, caseId: string, query = {}): Promise<CaseRow["current"]> =>
    (await list(work, query)).cases.find((row) => row.case === caseId)?.current ?? null;

  it("says of each the row, who has it and until when, and of one that has ended nothing", async () => {
    const work = player(visitScript);
    const checked = await work.caseAt("check-schedule");
    expect(await current(work, checked)).toMatchObject({
      ...{ number: 4, state: "Memeriksa jadwal yang tersedia", names: [], late: false },
      dueAt: (await work.task(checked)).dueAt,
    });
    const chosen = await work.caseAt("accept-companionship");
    expect((await current(work, chosen))?.names).toEqual([companion.name]);
    await work.playTo(chosen, "(the end)");
    expect(await current(work, chosen, { open: "false" })).toBeNull();
  });

  it("can be narrowed to a service, a row, who has it, what is late and what waits outside", async () => {
    const work = player(visitScript);
    const checked = await work.caseAt("check-schedule");
    const decided = await work.caseAt("decide");
    const outside = await work.caseAt("choose-other-time", anotherTime);
    const stop = await player(stopScript, { memory: work.memory, agencies: work.agencies }).submit();
    const narrowed = async (query: Record<string, string>) => numbers(await list(work, query, sectionHead));
    expect(await narrowed({ service: "mobile-library" })).toEqual([stop]);
    expect(await narrowed({ service: "official-visit", row: "check-schedule" })).toEqual([checked]);
    expect(await narrowed({ holder: "library-division-head" })).toEqual([decided]);
    expect(await narrowed({ waiting: "true" })).toEqual([outside]);
    expect(await narrowed({ words: "smpn", row: "decide" })).toEqual([decided]);
    work.clock.advance({ days: 1 });
    expect(await narrowed({ late: "true", service: "official-visit" })).toEqual(
      expect.arrayContaining([checked, decided]),
    );
    const { choices, total } = await list(work, { row: "decide" }, sectionHead);
    expect(total).toEqual({ count: 1, more: false });
    expect(choices?.rows).toContainEqual({
      ...{ service: "official-visit", row: "decide", number: 6, state: "Memberikan keputusan dan disposisi" },
    });
  });
});
