/** The note that goes with an answer, and the reason of a change. */
import { isReadable, readText, unreadable } from "../../../statemachines/form/typed-text.ts";
import type { Outcome, Text } from "../../../statemachines/language/vocabulary.ts";

/** Why a note cannot be stored with this outcome; null where it can. */
export function noteError(note: string, outcome: Pick<Outcome, "note" | "noteLabel">): Text | null {
  const read = readText(note, { lines: true });
  if ("error" in read) return read.error;
  if (outcome.note !== "required" || isReadable(read.value)) return null;
  if (read.value !== "") return unreadable;
  return {
    id: `${outcome.noteLabel?.id ?? "Catatan"} wajib diisi.`,
    en: `${outcome.noteLabel?.en ?? "Note"}: please fill in.`,
  };
}

/** The note as stored. */
export function cleanNote(note: string, outcome: Pick<Outcome, "note">): string {
  if (outcome.note === "none") return "";
  const read = readText(note, { lines: true });
  return "value" in read ? read.value : "";
}
