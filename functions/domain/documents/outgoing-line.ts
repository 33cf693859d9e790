import type { PaperSheet } from "./paper-sheet.ts";
import type { OutgoingLine } from "./records.ts";

/** A line of the register of outgoing letters. @param printed its number, as it is printed */
export function lineOf({ addressee, kind, reference, signature, title }: PaperSheet, printed: string): OutgoingLine {
  const about = reference.find(([label]) => label === "Hal")?.[1] ?? title?.words ?? "";
  return { printed, kind, about, to: (addressee[0] ?? "").replace(/^Yth\. /, ""), signer: signature?.name ?? "" };
}
