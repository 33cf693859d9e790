import type { PaperSheet } from "./paper-sheet.ts";
import type { OutgoingLine, PaperItem } from "./records.ts";

/** A line of the register of outgoing letters. @param printed its number, as it is printed */
export function lineOf(sheet: PaperSheet, printed: string): OutgoingLine {
  const { addressee, kind, signature, title } = sheet;
  const about = aboutOf(sheet) ?? title?.words ?? "";
  return { printed, kind, about, to: addressed(addressee[0] ?? ""), signer: signature?.name ?? "" };
}

/** The line of a paper as it stands. */
export function lineOfPaper({ issued, sheet, void: off }: Pick<PaperItem, "issued" | "sheet" | "void">): OutgoingLine {
  return { ...lineOf(sheet, issued?.printed ?? ""), ...(off ? { void: true } : {}) };
}

/** Hal; undefined on papers that are no letters. */
export function aboutOf({ reference }: PaperSheet): string | undefined {
  return reference.find(([label]) => label === "Hal")?.[1];
}

/** Who stands in a line of an address. */
export function addressed(line: string): string {
  return line.replace(/^Yth\. /, "");
}
