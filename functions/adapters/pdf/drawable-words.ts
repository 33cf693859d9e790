/** What the font of papers cannot draw is named in its place, so that nobody takes an empty box for a name. */
import { readFileSync } from "node:fs";
import type { PaperSheet } from "../../domain/documents/paper-sheet.ts";
import { charactersIn } from "./font-characters.ts";
import { faces } from "./faces.ts";

/** The four faces have the same characters. */
const inFont = charactersIn(readFileSync(faces.normal));

/** Written from right to left, which nothing here does. */
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;

const marks: [RegExp, string][] = [
  [/\p{Script_Extensions=Arabic}/u, "[aksara Arab]"],
  [/\p{Script_Extensions=Javanese}/u, "[aksara Jawa]"],
];
const otherMark = "[aksara lain]";

/** Accents, joiners and the like: they belong to the character before. */
const joined = /^[\p{M}\p{Cf}]$/u;

/** A sheet with only what can be drawn; where something is replaced, a remark at its end says so. */
export function drawableSheet(sheet: PaperSheet): PaperSheet {
  const used = new Set<string>();
  const words = (text: string): string => drawableWords(text, used);
  const drawable = JSON.parse(JSON.stringify(sheet), (key, value: unknown) =>
    typeof value === "string" && key !== "checkedAt" ? words(value) : value,
  ) as PaperSheet;
  if (used.size === 0) return drawable;
  const remark =
    `Tulisan yang tidak dapat dicetak dengan huruf naskah ini diganti dengan ${[...used].toSorted().join(", ")}; ` +
    "tulisan aslinya tersimpan dalam berkas.";
  return { ...drawable, remarks: [...drawable.remarks, remark] };
}

/**
 * Each run in another script becomes one mark, with the spaces and signs within it.
 *
 * @param used gets the marks that were set
 */
function drawableWords(text: string, used: Set<string>): string {
  let drawn = "";
  /** Of the run that is going on; null in what can be drawn. */
  let current: string | null = null;
  /** Spaces and signs since the run, which are within it if it goes on. */
  let after = "";
  for (const character of text.normalize("NFC")) {
    if (current !== null && after === "" && joined.test(character)) continue;
    const mark = markFor(character);
    if (mark !== null) {
      used.add(mark);
      if (mark !== current) drawn += after + mark;
      current = mark;
      after = "";
    } else if (current !== null && /[\s\p{Po}\p{Pd}]/u.test(character)) {
      after += character;
    } else {
      drawn += after + character;
      current = null;
      after = "";
    }
  }
  return drawn + after;
}

/** @returns null for a character that can be drawn */
function markFor(character: string): string | null {
  if (character === "\n") return null;
  if (inFont.has(character.codePointAt(0) ?? 0) && !rightToLeft.test(character)) return null;
  return marks.find(([script]) => script.test(character))?.[1] ?? otherMark;
}
