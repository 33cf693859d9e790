import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isFoundBy, wordsAsked, wordsIn } from "../../functions/domain/search/words.ts";

const asked = (text: string) => wordsAsked(text, 2026, (number) => `+${number}`);

describe("words that are kept", () => {
  it.each([
    ["SMP Negeri 1 Contoh", ["smp", "negeri", "1", "contoh"]],
    ["Drs. H. Ma'ruf, M.Pd.", ["drs", "h", "maruf", "m", "pd"]],
    ["TK Al-Hikmah (Kab. Contoh)", ["tk", "al", "hikmah", "kab", "contoh"]],
    ["KJG-2026-00012", ["kjg-2026-00012", "00012"]],
    ["421.3/118/SMPN1/XI/2026", ["421.3/118/smpn1/xi/2026", "3", "118", "smpn1", "xi"]],
    ["Café Sōka", ["cafe", "soka"]],
    ["  \u2014 ", []],
  ])("of %j are %j", (text, words) => expect(wordsIn(text)).toEqual(words));
});

describe("what is asked for", () => {
  it.each([
    ["smp neg", ["smp", "neg"]],
    ["9 Desember 2026", ["2026-12-09"]],
    ["smp 9 des", ["2026-12-09", "smp"]],
    ["09/12/2026", ["2026-12-09"]],
    ["2026-12-09", ["2026-12-09"]],
    ["desember 2026", ["2026-12"]],
    ["mei", ["mei"]],
    ["0812-3456-7890", ["++6281234567890"]],
    ["+62 812 3456 7890 smp", ["++6281234567890", "smp"]],
    ["0812", ["0812"]],
    ["421.3/118", ["421.3/118"]],
    ["kjg-2026-00012", ["kjg-2026-00012"]],
    ["Al-Hikmah", ["al", "hikmah"]],
    ["%", []],
  ])("%j looks for %j", (text, words) => expect(asked(text)).toEqual(words));

  it("finds every text by any of its words, by their beginnings, and by one letter only where it is the word", () => {
    const letters = fc.string({ unit: fc.constantFrom(..."abcdefgh"), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(letters, { minLength: 1, maxLength: 5 }), fc.nat(), fc.nat(), (words, which, length) => {
        const word = words[which % words.length] ?? "";
        const beginning = word.slice(0, 1 + (length % word.length));
        const kept = wordsIn(words.join(" "));
        const found = asked(beginning).every((each) => kept.some((one) => isFoundBy(one, each)));
        expect(found).toBe(beginning.length > 1 || words.includes(beginning));
      }),
    );
  });
});
