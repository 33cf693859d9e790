import "../../statemachines/index.ts";
import { describe, expect, test } from "vitest";
import { documentOfLetter } from "../../statemachines/language/documents.ts";
import { serviceLetters } from "../../statemachines/language/known-ids.ts";
import {
  filledLetter,
  letterTextOf,
  unknownWords,
  wordsOfLetter,
  letterTemplates,
} from "../../statemachines/language/letter-templates.ts";
import { letterWords } from "../../statemachines/language/letter-words.ts";

describe("the templates of letters", () => {
  test("are there for every letter that is a paper, and for no other", () => {
    const papers = serviceLetters.filter((letter) => documentOfLetter(letter) !== null);
    expect(
      letterTemplates()
        .map(({ letter }) => letter)
        .toSorted(),
    ).toEqual(papers.toSorted());
  });

  test.each(letterTemplates().map((template) => [template.letter, template] as const))(
    "%s names nothing that it does not know, and every word of its own",
    (_letter, template) => {
      const { about, text } = letterTextOf(template);
      expect(unknownWords(template, about + text)).toEqual([]);
      expect(template.words.filter((name) => !text.includes(`{${name}}`))).toEqual([]);
      expect(wordsOfLetter(template).filter((name) => !letterWords[name])).toEqual([]);
    },
  );
});

describe("a letter", () => {
  const said = {
    about: "Hal {subject}",
    text: "Yang terhormat,\n\ntempat : {place}\njumlah : {size}\n\nCatatan: {note}\n \n\nSalam.",
  };
  const values: Record<string, string> = { subject: "SMP {place}", size: "40 orang", place: "", note: "" };

  test("leaves out lines and paragraphs of which a word is not known, and puts nothing into what people typed", () => {
    expect(filledLetter(said, (name) => values[name] ?? "")).toEqual({
      about: "Hal SMP {place}",
      paragraphs: ["Yang terhormat,", "jumlah : 40 orang", "Salam."],
    });
  });

  test("has a sample for every word", () => {
    for (const template of letterTemplates()) {
      const { paragraphs } = filledLetter(letterTextOf(template), (name) => letterWords[name]?.sample ?? "");
      expect(paragraphs).toHaveLength(template.paragraphs.length);
    }
  });
});
