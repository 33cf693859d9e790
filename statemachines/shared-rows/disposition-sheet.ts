import type { PaperTemplate } from "../language/paper-templates.ts";

/** Lembar disposisi, with the lists that `dispositionFields` has ticked. @param lines what the paper is about that goes on */
export function dispositionSheet(
  after: PaperTemplate["after"],
  about: string,
  lines: [label: string, words: string][],
): PaperTemplate {
  return {
    kind: "disposition-sheet",
    after,
    title: "Lembar Disposisi",
    numbered: false,
    about,
    to: [],
    body: [
      { lines },
      { choices: "forwardedTo" },
      { choices: "instructions" },
      {
        lines: [
          ["Keputusan", "{decision}"],
          ["Catatan", "{note}"],
        ],
      },
    ],
    signer: "answer",
  };
}
