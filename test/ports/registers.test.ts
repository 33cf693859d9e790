import { expect, it, test } from "vitest";
import type { ItemStore } from "../../functions/adapters/items/item-store.ts";
import { keys } from "../../functions/adapters/items/keys.ts";
import { storesIn, type Stores } from "../../functions/adapters/stores/index.ts";
import { emptyLetterLine, type AgreementLine } from "../../functions/domain/case/register-lines.ts";
import type { PaperSheet } from "../../functions/domain/documents/paper-sheet.ts";
import type { OutgoingLine, PaperItem } from "../../functions/domain/documents/records.ts";
import { caseItem, mondayMorning } from "../support/builders.ts";
import { clockAt } from "../support/clock.ts";
import { fakeLog } from "../support/fakes/services.ts";
import { onEveryItemStore, onEveryStore } from "./stores.ts";

async function someCases({ cases }: Pick<Stores, "cases">, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, index) => `KJG-2026-${String(index + 1).padStart(5, "0")}`);
  for (const id of ids) await cases.create(caseItem({ id }), { subject: "SMPN 1" });
  return ids;
}

const letter = { ...emptyLetterLine, letterNumber: "421/087/2026", from: "SMPN 1" };
const agreement: AgreementLine = { partner: "SMPN 1", about: "Literasi", valid: null, ended: false };

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

const outgoing: OutgoingLine = {
  printed: "000.4/1/DISPUSIP/2026",
  kind: "reply-letter",
  about: "Jawaban Permohonan Kunjungan",
  to: "Kepala SMPN 1",
  signer: "Dra. Sri Wahyuni, M.Si.",
};

function paperOf(caseId: string, id: string): PaperItem {
  const letterhead = {
    government: "Pemerintah Kabupaten Contoh",
    agency: "Dinas Perpustakaan dan Kearsipan",
    lines: [],
  };
  const empty = { reference: [], addressee: [], body: [], copies: [], remarks: [] };
  const sheet: PaperSheet = { kind: "reply-letter", size: "A4", letterhead, ...empty };
  return { caseId, id, kind: "reply-letter", sheet, createdAt: mondayMorning };
}

onEveryStore("papers", (stores) => {
  it("a hundred issued at once get the numbers 1 to 100, each its own, also of one case; and keep them", async () => {
    const { cases, papers, registers } = stores();
    const [one = "", other = ""] = await someCases(stores(), 2);
    const all = upTo(100).map((each) => paperOf(each % 2 ? one : other, `reply.${each}`));
    for (const paper of all) expect(await papers.add(paper)).toBe(true);
    const claim = ({ caseId, id }: PaperItem) =>
      registers.claim("outgoing", 2026, { caseId, paper: id }, mondayMorning, outgoing);
    const first = await Promise.all(all.map(claim));
    expect(first.map(({ number }) => number).sort((a, b) => a - b)).toEqual(upTo(100));
    expect(await Promise.all(all.map(claim))).toEqual(first);
    expect(await registers.last("outgoing", 2026)).toBe(100);
    expect((await cases.dossier(one))?.papers?.map(({ number }) => number?.number).length).toBe(50);
  });

  it("a paper is stored once, and issued once", async () => {
    const { cases, papers } = stores();
    const [id = ""] = await someCases(stores(), 1);
    expect(await papers.add(paperOf(id, "reply"))).toBe(true);
    expect(await papers.add({ ...paperOf(id, "reply"), createdAt: "2026-11-25T02:00:00.000Z" })).toBe(false);
    const file = { id: "paper", name: "surat.pdf", type: "application/pdf", size: 12, hash: "ab", kept: id };
    await papers.markIssued({ caseId: id, id: "reply" }, { at: mondayMorning, file, pages: 1 });
    await papers.markIssued({ caseId: id, id: "reply" }, { at: "2026-11-25T02:00:00.000Z", file, pages: 2 });
    expect((await cases.dossier(id))?.papers).toEqual([
      { ...paperOf(id, "reply"), issued: { at: mondayMorning, file, pages: 1 } },
    ]);
  });
});

onEveryStore("registers", (stores) => {
  it("fifty letters at once get fifty numbers without a gap, each its own", async () => {
    const { registers } = stores();
    const ids = await someCases(stores(), 50);
    const entries = await Promise.all(
      ids.map((id) => registers.claim("incoming", 2026, { caseId: id }, mondayMorning, letter)),
    );
    expect(entries.map(({ number }) => number).sort((a, b) => a - b)).toEqual(upTo(50));
    const listed = await registers.list("incoming", 2026);
    expect(listed.map(({ number }) => number)).toEqual(upTo(50));
    expect(new Set(listed.map(({ caseId }) => caseId))).toEqual(new Set(ids));
  });

  it("a letter keeps its number, and the case knows it", async () => {
    const { cases, registers } = stores();
    const [id = ""] = await someCases(stores(), 1);
    const first = await registers.claim("incoming", 2026, { caseId: id }, mondayMorning, letter);
    const again = await registers.claim("incoming", 2026, { caseId: id }, "2026-11-24T02:00:00.000Z", letter);
    expect(again).toEqual(first);
    expect((await cases.dossier(id))?.case.agenda).toEqual({ year: 2026, number: 1, at: mondayMorning });
    expect(await registers.list("incoming", 2026)).toEqual([first]);
  });

  it("the same letter claimed several times at once has one number", async () => {
    const { registers } = stores();
    const [id = "", ...others] = await someCases(stores(), 6);
    const claims = [id, ...others, id, id].map((each) =>
      registers.claim("incoming", 2026, { caseId: each }, mondayMorning, letter),
    );
    const numbers = (await Promise.all(claims)).filter(({ caseId }) => caseId === id).map(({ number }) => number);
    expect(new Set(numbers).size).toBe(1);
    expect((await registers.list("incoming", 2026)).map(({ number }) => number)).toEqual(upTo(6));
  });

  it("a letter and an agreement are numbered apart, also at the same case", async () => {
    const { cases, registers } = stores();
    const [id = "", other = ""] = await someCases(stores(), 2);
    await registers.claim("incoming", 2026, { caseId: other }, mondayMorning, letter);
    expect(await registers.claim("incoming", 2026, { caseId: id }, mondayMorning, letter)).toMatchObject({ number: 2 });
    expect(await registers.claim("agreements", 2026, { caseId: id }, mondayMorning, agreement)).toMatchObject({
      number: 1,
    });
    expect((await cases.dossier(id))?.case).toMatchObject({ agenda: { number: 2 }, agreement: { number: 1 } });
    expect(await registers.list("agreements", 2026)).toHaveLength(1);
  });

  it("fifty agreements at once, asked for twice, get fifty numbers without a gap", async () => {
    const { registers } = stores();
    const ids = await someCases(stores(), 50);
    const claims = [...ids, ...ids].map((id) =>
      registers.claim("agreements", 2026, { caseId: id }, mondayMorning, agreement),
    );
    const entries = await Promise.all(claims);
    expect(new Set(entries.map(({ caseId, number }) => `${caseId} ${number}`)).size).toBe(50);
    expect((await registers.list("agreements", 2026)).map(({ number }) => number)).toEqual(upTo(50));
  });

  it("is read from its end, page by page, each knowing how many there are; no case is needed", async () => {
    const { registers } = stores();
    const ids = await someCases(stores(), 7);
    for (const id of ids) await registers.claim("incoming", 2026, { caseId: id }, mondayMorning, letter);
    const page = async (before: number | null) => registers.page("incoming", 2026, { before, limit: 3 });
    const [last, middle, first] = [await page(null), await page(5), await page(2)];
    expect([last, middle, first].map(({ entries }) => entries.map(({ number }) => number))).toEqual([
      [5, 6, 7],
      [2, 3, 4],
      [1],
    ]);
    expect([last, middle, first].map(({ total, earlier }) => [total, earlier])).toEqual([
      [7, true],
      [7, true],
      [7, false],
    ]);
    expect(last.entries[0]).toEqual({ year: 2026, number: 5, caseId: ids[4], at: mondayMorning, line: letter });
    expect(await registers.page("incoming", 2025, { before: null, limit: 3 })).toEqual({
      entries: [],
      total: 0,
      earlier: false,
    });
  });

  it("a line is entered anew, by a claim that is made again or by itself, and keeps its number", async () => {
    const { registers } = stores();
    const [id = ""] = await someCases(stores(), 1);
    await registers.claim("agreements", 2026, { caseId: id }, mondayMorning, agreement);
    await registers.claim("agreements", 2026, { caseId: id }, "2026-11-24T02:00:00.000Z", {
      ...agreement,
      about: "Arsip",
    });
    const valid = { from: "2026-12-01", until: "2027-12-01" };
    expect(await registers.list("agreements", 2026)).toMatchObject([{ number: 1, line: { about: "Arsip" } }]);
    await registers.enter("agreements", 2026, 1, { ...agreement, valid, ended: true });
    expect(await registers.list("agreements", 2026)).toEqual([
      { year: 2026, number: 1, caseId: id, at: mondayMorning, line: { ...agreement, valid, ended: true } },
    ]);
    await expect(registers.enter("agreements", 2026, 2, agreement)).rejects.toThrow();
  });

  it("each year begins with number one", async () => {
    const { registers } = stores();
    const [first = "", second = ""] = await someCases(stores(), 2);
    await registers.claim("incoming", 2026, { caseId: first }, mondayMorning, letter);
    expect(await registers.claim("incoming", 2027, { caseId: second }, mondayMorning, letter)).toMatchObject({
      year: 2027,
      number: 1,
    });
  });
});

onEveryItemStore("registers after a crash", (items) => {
  const storesOn = (store: ItemStore) => storesIn(store, clockAt(mondayMorning), fakeLog());
  const stores = () => storesOn(items());

  /** A store that does something before or after its nth call. */
  function interrupted(call: number, when: "before" | "after", interruption: () => Promise<void>): ItemStore {
    let calls = 0;
    return new Proxy(items(), {
      get(target, property) {
        const method = Reflect.get(target, property) as (...given: unknown[]) => Promise<unknown>;
        return async (...given: unknown[]) => {
          const mine = (calls += 1);
          if (mine === call && when === "before") await interruption();
          const answer = await Reflect.apply(method, target, given);
          if (mine === call && when === "after") await interruption();
          return answer;
        };
      },
    });
  }

  /** A store whose program dies at its nth call, before or after the call was carried out. */
  function dyingAt(call: number, when: "before" | "after"): ItemStore {
    return interrupted(call, when, () => Promise.reject(new Error("crash")));
  }

  const claimOn = (store: ItemStore, id: string) =>
    storesOn(store).registers.claim("incoming", 2026, { caseId: id }, mondayMorning, letter);

  test.each([1, 2, 3, 4].flatMap((call) => [[call, "before"] as const, [call, "after"] as const]))(
    "at call %i, %s it was carried out: claimed again, the letter has the same number, and there is no gap",
    async (call, when) => {
      const [id = "", other = ""] = await someCases(stores(), 2);
      await expect(claimOn(dyingAt(call, when), id)).rejects.toThrow("crash");
      const taken = await claimOn(items(), other);
      const mine = await claimOn(items(), id);
      const listed = await stores().registers.list("incoming", 2026);
      expect(listed.map(({ number }) => number)).toEqual([1, 2]);
      expect(new Set([taken.number, mine.number])).toEqual(new Set([1, 2]));
      expect(await claimOn(items(), id)).toEqual(mine);
    },
  );

  it("a claim that was interrupted long ago is not too far behind to be made", async () => {
    const [id = ""] = await someCases(stores(), 1);
    await expect(claimOn(dyingAt(2, "after"), id)).rejects.toThrow("crash");
    const others = upTo(250).map((number) => ({
      ...keys.register("incoming", 2026, number),
      ...{ year: 2026, number, caseId: `other-${number}`, at: mondayMorning },
    }));
    await Promise.all(others.map((item) => items().put(item)));
    expect((await claimOn(items(), id)).number).toBe(251);
  });

  test.each([1, 2, 3, 4])(
    "beside another run of the same claim, finished before call %i, the number is the same",
    async (call) => {
      const [id = ""] = await someCases(stores(), 1);
      const beside = interrupted(call, "before", async () => void (await claimOn(items(), id)));
      expect((await claimOn(beside, id)).number).toBe(1);
      expect(await stores().registers.list("incoming", 2026)).toHaveLength(1);
    },
  );
});
