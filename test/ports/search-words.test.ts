import { expect, it } from "vitest";
import type { FoundWord } from "../../functions/domain/ports.ts";
import { caseItem } from "../support/builders.ts";
import { onEveryStore } from "./stores.ts";

const early = "2024-03-01T02:00:00.000Z";
const late = "2026-11-23T02:00:00.000Z";

async function all(found: AsyncIterable<FoundWord>): Promise<string[]> {
  const lines: string[] = [];
  for await (const { caseId, word } of found) lines.push(`${word} ${caseId}`);
  return lines;
}

onEveryStore("words of cases", (stores, items) => {
  const words = () => stores().searchWords;

  it("lead to each case by the beginning of each of its words, the last word first and under each the newest case first", async () => {
    await words().set("KJG-2024-00001", early, ["smpn", "sukamaju"]);
    await words().set("KJG-2026-00002", late, ["smp", "sukamaju", "caf\u00e9"]);
    expect(await all(words().find("smp"))).toEqual(["smpn KJG-2024-00001", "smp KJG-2026-00002"]);
    expect(await all(words().find("suka"))).toEqual(["sukamaju KJG-2026-00002", "sukamaju KJG-2024-00001"]);
    expect(await all(words().find("caf\u00e9"))).toEqual(["caf\u00e9 KJG-2026-00002"]);
    expect(await all(words().find("maju"))).toEqual([]);
    expect([await words().count("smp", 9), await words().count("smp", 1)]).toEqual([2, 1]);
  });

  it("of one letter are whole words, so that a figure does not find every number", async () => {
    await words().set("KJG-2026-00001", late, ["1", "12"]);
    expect(await all(words().find("1"))).toEqual(["1 KJG-2026-00001"]);
    expect(await words().count("1", 9)).toBe(1);
  });

  it("become others: those of before lead nowhere, and stand nowhere", async () => {
    await words().set("KJG-2026-00001", late, ["sri", "hartati", "smp"]);
    await words().set("KJG-2026-00001", late, ["smp"]);
    expect([await all(words().find("sri")), await all(words().find("ha"))]).toEqual([[], []]);
    expect(await all(words().find("smp"))).toEqual(["smp KJG-2026-00001"]);
    const left = (await items().page({ partition: "WORDS#KJG-2026-00001" })).items;
    expect(JSON.stringify(left)).not.toMatch(/sri|hartati/);
    await words().set("KJG-2026-00001", late, ["smp", "negeri", "satu", "dua"]);
    expect(await all(words().find("ne"))).toEqual(["negeri KJG-2026-00001"]);
    expect(await all(words().find("dua"))).toEqual(["dua KJG-2026-00001"]);
  });

  it("are read on from any place, and from the beginning after what is none", async () => {
    const numbers = Array.from({ length: 7 }, (_, index) => `KJG-2026-0000${index + 1}`);
    for (const id of numbers) await words().set(id, late, ["x", "smp"]);
    const read: FoundWord[] = [];
    for await (const each of words().find("smp")) read.push(each);
    expect(read.map(({ caseId }) => caseId)).toEqual(numbers.toReversed());
    expect(read.every((each) => each.words.join() === "x,smp")).toBe(true);
    expect(await all(words().find("smp", read[3]?.place))).toEqual(read.slice(4).map((each) => `smp ${each.caseId}`));
    for (const none of ["", "#", "01#other#KJG", "nonsense"])
      expect(await all(words().find("smp", none))).toHaveLength(7);
  });

  it("are marked at their case, and it is remembered how far cases of before are", async () => {
    await stores().cases.create(caseItem(), { subject: "SMPN 1" });
    await words().note(caseItem().id, "mark");
    expect((await stores().cases.dossier(caseItem().id))?.case.searchedAs).toBe("mark");
    expect(await words().progress()).toBeNull();
    const progress = { version: 1, open: false, before: "2026", done: false };
    await words().storeProgress(progress);
    expect(await words().progress()).toEqual(progress);
  });
});
